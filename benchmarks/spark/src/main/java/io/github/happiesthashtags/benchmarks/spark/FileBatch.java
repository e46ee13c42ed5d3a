package io.github.happiesthashtags.benchmarks.spark;

import io.github.happiesthashtags.benchmarks.blocks.FileRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/** Some files at once. */
record FileBatch(List<Path> files) implements Batch {
  /** 32 MB, as Hadoop cuts local files. */
  private static final int RANGES_A_PARTITION = 4;

  /** What one task reads. */
  record Ranges(ArrayList<FileRange> ranges) implements InputPartition {}

  @Override
  public InputPartition[] planInputPartitions() {
    List<InputPartition> partitions = new ArrayList<>();
    for (Path file : files) {
      try {
        List<FileRange> ranges = FileRange.of(file);
        for (int from = 0; from < ranges.size(); from += RANGES_A_PARTITION) {
          int to = Math.min(ranges.size(), from + RANGES_A_PARTITION);
          partitions.add(new Ranges(new ArrayList<>(ranges.subList(from, to))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return partitions.toArray(new InputPartition[0]);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return partition -> new TallyReader(((Ranges) partition).ranges());
  }
}
