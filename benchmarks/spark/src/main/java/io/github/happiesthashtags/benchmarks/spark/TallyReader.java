package io.github.happiesthashtags.benchmarks.spark;

import io.github.happiesthashtags.benchmarks.plain.Tallies;
import io.github.happiesthashtags.benchmarks.plain.Tallies.Ranked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Tallies blocks when the first row is asked for. */
final class TallyReader implements PartitionReader<InternalRow> {
  private final FileRanges ranges;
  private @Nullable Iterator<InternalRow> rows;
  private InternalRow current = InternalRow.empty();

  TallyReader(FileRanges ranges) {
    this.ranges = ranges;
  }

  @Override
  public boolean next() throws IOException {
    Iterator<InternalRow> left = rows;
    if (left == null) {
      left = read().iterator();
      rows = left;
    }
    if (!left.hasNext()) {
      return false;
    }
    current = left.next();
    return true;
  }

  private List<InternalRow> read() throws IOException {
    Tallies tallies = ranges.tallied();
    List<InternalRow> tallied = new ArrayList<>();
    for (long window : tallies.windows()) {
      for (Ranked row : tallies.all(window)) {
        Object[] values = {
          window, UTF8String.fromString(row.hashtag()), row.smiles(), row.tweets()
        };
        tallied.add(new GenericInternalRow(values));
      }
    }
    return tallied;
  }

  @Override
  public InternalRow get() {
    return current;
  }

  @Override
  public void close() {}
}
