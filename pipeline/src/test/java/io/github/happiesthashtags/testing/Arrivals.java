package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Statuses in the order of their arrival, and the watermark that a source had before each. */
public final class Arrivals {
  private static final long OUT_OF_ORDER_MILLIS = 10_000;
  private static final Arrival NONE_YET =
      new Arrival(Long.MIN_VALUE, OUT_OF_ORDER_MILLIS, Long.MAX_VALUE);

  private final List<TestStatus> statuses;
  private final List<Arrival> before = new ArrayList<>();

  public Arrivals(List<TestStatus> statuses) {
    this.statuses = statuses;
    Arrival arrival = NONE_YET;
    for (TestStatus status : statuses) {
      before.add(arrival);
      long watermark = arrival.after(arrival.watermarkMillis(), status.time().toEpochMilli());
      arrival = new Arrival(watermark, OUT_OF_ORDER_MILLIS, Long.MAX_VALUE);
    }
  }

  /** The lines of the statuses that came before the watermark passed a time. */
  public List<byte[]> before(long millis) {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < statuses.size(); i++) {
      if (before.get(i).watermarkMillis() < millis) {
        lines.add(Blocks.bytes(statuses.get(i)));
      }
    }
    return lines;
  }

  /** The statuses in blocks of some length each. */
  public List<MessageBlock> cut(Random random, int longest) {
    List<MessageBlock> blocks = new ArrayList<>();
    int start = 0;
    while (start < statuses.size()) {
      int end = Math.min(statuses.size(), start + 1 + random.nextInt(longest));
      MessageBlock block = Blocks.of(statuses.subList(start, end).toArray(new TestStatus[0]));
      blocks.add(block.withArrival(before.get(start)));
      start = end;
    }
    return blocks;
  }
}
