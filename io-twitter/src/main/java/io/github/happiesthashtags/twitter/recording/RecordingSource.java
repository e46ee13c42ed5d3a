package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * A bounded source of blocks from recordings. Its elements point to ranges of files: a runner that
 * holds a whole bundle in memory, as the Direct runner does, holds pointers instead of the
 * recording.
 */
public final class RecordingSource extends BoundedSource<MessageBlock> {
  private static final long serialVersionUID = 1L;

  /**
   * Splits for each bundle that a runner asks for, which is one a core. More splits show progress,
   * and keep a slow core from holding half of the input. A split for each range of a large file was
   * slower: a runner spends seconds on the splits and their outputs.
   */
  private static final int SPLITS_A_BUNDLE = 16;

  /** The estimated ratio of uncompressed to compressed size: tweets shrink to about an eighth. */
  private static final int PACKED_TO_UNPACKED = 8;

  private final List<String> patterns;

  private final List<RecordingPart> parts;

  private RecordingSource(List<String> patterns, List<RecordingPart> parts) {
    this.patterns = List.copyOf(patterns);
    this.parts = List.copyOf(parts);
  }

  /**
   * Lists the recordings that the patterns match, and returns a source of them.
   *
   * <p>{@link #split} does not list files, because it must be quick: Flink tells a reader that asks
   * too early that there are no splits, and the pipeline succeeds without its input (Beam 2.70,
   * {@code LazyFlinkSourceSplitEnumerator}).
   *
   * @throws UncheckedIOException if a pattern matches nothing or files cannot be listed
   */
  public static RecordingSource of(List<String> patterns) {
    try {
      return new RecordingSource(patterns, Recordings.cut(patterns));
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("no file matches " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<RecordingSource> split(long desiredBundleSizeBytes, PipelineOptions options) {
    long least = Math.max(Recordings.RANGE_BYTES, desiredBundleSizeBytes / SPLITS_A_BUNDLE);
    List<RecordingSource> splits = new ArrayList<>();
    List<RecordingPart> together = new ArrayList<>();
    long bytes = 0;
    for (RecordingPart part : parts) {
      together.add(part);
      bytes += unpackedBytes(part);
      if (bytes >= least) {
        splits.add(new RecordingSource(patterns, together));
        together.clear();
        bytes = 0;
      }
    }
    if (!together.isEmpty()) {
      splits.add(new RecordingSource(patterns, together));
    }
    return splits;
  }

  private static long unpackedBytes(RecordingPart part) {
    return part.packedBytes() * (part.isReadableInParts() ? 1 : PACKED_TO_UNPACKED);
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return parts.stream().mapToLong(RecordingPart::packedBytes).sum();
  }

  @Override
  public BoundedReader<MessageBlock> createReader(PipelineOptions options) {
    return new Reader(this, parts.iterator());
  }

  @Override
  public Coder<MessageBlock> getOutputCoder() {
    return MessageBlockCoder.of();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("input", String.join(",", patterns)).withLabel("Recordings"));
  }

  private static final class Reader extends BoundedReader<MessageBlock> {
    private final RecordingSource source;
    private final Iterator<RecordingPart> parts;
    private @Nullable MessageBlock current;
    private @Nullable ResourceId file;

    Reader(RecordingSource source, Iterator<RecordingPart> parts) {
      this.source = source;
      this.parts = parts;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (!parts.hasNext()) {
        current = null;
        return false;
      }
      RecordingPart part = parts.next();
      if (!part.file().equals(file)) {
        file = part.file();
        FileSystems.reportSourceLineage(file);
      }
      current = part.block();
      return true;
    }

    @Override
    public MessageBlock getCurrent() {
      MessageBlock block = current;
      if (block == null) {
        throw new NoSuchElementException();
      }
      return block;
    }

    @Override
    public BoundedSource<MessageBlock> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
