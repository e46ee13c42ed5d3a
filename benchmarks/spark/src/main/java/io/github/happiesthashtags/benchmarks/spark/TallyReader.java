package io.github.happiesthashtags.benchmarks.spark;

import io.github.happiesthashtags.benchmarks.blocks.FileRange;
import io.github.happiesthashtags.benchmarks.blocks.HappyTweets;
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
  /** A task is a new object, and its parser should know what earlier ones have seen. */
  private static final ThreadLocal<HappyTweets> TWEETS = ThreadLocal.withInitial(HappyTweets::new);

  private final List<FileRange> ranges;
  private @Nullable Iterator<InternalRow> rows;
  private InternalRow current = InternalRow.empty();

  TallyReader(List<FileRange> ranges) {
    this.ranges = ranges;
  }

  @Override
  public boolean next() throws IOException {
    Iterator<InternalRow> left = rows;
    if (left == null) {
      left = tallied().iterator();
      rows = left;
    }
    if (!left.hasNext()) {
      return false;
    }
    current = left.next();
    return true;
  }

  private List<InternalRow> tallied() throws IOException {
    Tallies tallies = new Tallies();
    for (FileRange range : ranges) {
      TWEETS.get().read(range.block(), tallies::add);
    }
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
