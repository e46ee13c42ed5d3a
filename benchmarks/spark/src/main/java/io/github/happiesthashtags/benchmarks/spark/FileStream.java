package io.github.happiesthashtags.benchmarks.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;

/** Files as a stream, a batch a file; an offset is the number of files read. */
final class FileStream implements MicroBatchStream, SupportsTriggerAvailableNow {
  private final List<Path> files;

  private static final class Files extends Offset {
    private final int read;

    Files(int read) {
      this.read = read;
    }

    @Override
    public String json() {
      return Integer.toString(read);
    }
  }

  FileStream(List<Path> files) {
    this.files = files;
  }

  @Override
  public Offset initialOffset() {
    return new Files(0);
  }

  @Override
  public Offset deserializeOffset(String json) {
    return new Files(Integer.parseInt(json));
  }

  @Override
  public void prepareForTriggerAvailableNow() {}

  @Override
  public ReadLimit getDefaultReadLimit() {
    return ReadLimit.maxFiles(Naive.FILES_A_BATCH);
  }

  @Override
  public Offset latestOffset(Offset start, ReadLimit limit) {
    return new Files(Math.min(files.size(), ((Files) start).read + Naive.FILES_A_BATCH));
  }

  @Override
  public Offset latestOffset() {
    throw new UnsupportedOperationException("Spark asks with a limit");
  }

  @Override
  public InputPartition[] planInputPartitions(Offset start, Offset end) {
    return FileRanges.of(files.subList(((Files) start).read, ((Files) end).read))
        .toArray(new InputPartition[0]);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return partition -> new TallyReader((FileRanges) partition);
  }

  @Override
  public void commit(Offset end) {}

  @Override
  public void stop() {}
}
