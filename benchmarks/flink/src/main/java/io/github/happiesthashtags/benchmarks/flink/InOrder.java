package io.github.happiesthashtags.benchmarks.flink;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/**
 * Hands out files by name, and their parts in order: in any other order a stream's watermark would
 * leave most data late.
 */
final class InOrder implements FileSplitAssigner {
  private final PriorityQueue<FileSourceSplit> splits =
      new PriorityQueue<>(
          Comparator.comparing((FileSourceSplit split) -> split.path().getPath())
              .thenComparing(FileSourceSplit::offset));

  InOrder(Collection<FileSourceSplit> splits) {
    this.splits.addAll(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
    return Optional.ofNullable(splits.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> returned) {
    splits.addAll(returned);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return splits;
  }
}
