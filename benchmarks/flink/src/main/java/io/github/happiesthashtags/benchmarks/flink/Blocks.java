package io.github.happiesthashtags.benchmarks.flink;

import io.github.happiesthashtags.benchmarks.blocks.FileRange;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.jspecify.annotations.Nullable;

/** Blocks that point to ranges of files, as the elements of the project's own source do. */
final class Blocks implements BulkFormat<MessageBlock, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  @Override
  public BulkFormat.Reader<MessageBlock> createReader(Configuration config, FileSourceSplit split) {
    return new Reader(split, split.offset());
  }

  @Override
  public BulkFormat.Reader<MessageBlock> restoreReader(
      Configuration config, FileSourceSplit split) {
    return new Reader(
        split,
        split.getReaderPosition().map(CheckpointedPosition::getOffset).orElse(split.offset()));
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public TypeInformation<MessageBlock> getProducedType() {
    return TypeInformation.of(MessageBlock.class);
  }

  private static final class Reader implements BulkFormat.Reader<MessageBlock> {
    private final Iterator<FileRange> ranges;

    /** A split's ranges from this byte on, which is the first of one of them. */
    Reader(FileSourceSplit split, long from) {
      this.ranges =
          FileRange.of(Path.of(split.path().getPath()), from, split.offset() + split.length())
              .iterator();
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<MessageBlock> readBatch() {
      if (!ranges.hasNext()) {
        return null;
      }
      FileRange range = ranges.next();
      SingletonResultIterator<MessageBlock> block = new SingletonResultIterator<>();
      block.set(range.block(), range.end(), 0);
      return block;
    }

    @Override
    public void close() {}
  }
}
