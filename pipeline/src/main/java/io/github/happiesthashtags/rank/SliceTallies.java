package io.github.happiesthashtags.rank;

import java.util.HashMap;
import java.util.Map;
import org.joda.time.Instant;

/**
 * Gathers a bundle's happy statuses by slice: a runner's cost is then per slice, not per status.
 */
final class SliceTallies {
  /**
   * The statuses to gather before they are passed on, whatever the bundle's length, so that a
   * bundle of any size fits any heap. When every tweet is happy, ten times as many cost clearly
   * more garbage collection, because they are still in use when it runs.
   */
  static final int MAX_STATUSES = 10_000;

  /** What a status's hashtags count as a status more, in characters: most have one or two short. */
  static final int CHARACTERS_A_STATUS = 32;

  /** The memory of a slice beside its statuses, which matters if it has only one. */
  private static final int MAX_SLICES = 1 << 14;

  private record Key(long slice, long onTimeFrom, long openFrom) {}

  /** Receives the tallies, each at the last instant of its slice. */
  @FunctionalInterface
  interface Output {
    void output(Tally tally, Instant timestamp);
  }

  private final WindowPlan plan;
  private final long sliceMillis;
  private final Map<Key, DistinctStatuses> bySlice = new HashMap<>();
  private int size;

  SliceTallies(WindowPlan plan) {
    this.plan = plan;
    this.sliceMillis = plan.sliceMillis();
  }

  /** Whether a status at this time, after this watermark, has missed one of its windows. */
  boolean isLate(long timestampMillis, long watermarkMillis) {
    return watermarkMillis != Long.MIN_VALUE
        && watermarkMillis >= plan.firstEnd(sliceOf(timestampMillis)) + plan.latenessMillis();
  }

  /** Counts a status towards its windows, as far as they still take it. */
  void add(HappyStatus status, long timestampMillis, long watermarkMillis) {
    long slice = sliceOf(timestampMillis);
    Key key = new Key(slice, Tally.ALL, Tally.ALL);
    if (watermarkMillis >= plan.firstEnd(slice)) {
      long openFrom = plan.firstEndAfter(slice, watermarkMillis, plan.latenessMillis());
      if (openFrom > plan.lastEnd(slice)) {
        return;
      }
      key = new Key(slice, plan.firstEndAfter(slice, watermarkMillis, 0), openFrom);
    }
    bySlice.computeIfAbsent(key, absent -> new DistinctStatuses()).add(status);
    size++;
    for (String hashtag : status.hashtags()) {
      size += hashtag.length() / CHARACTERS_A_STATUS;
    }
  }

  private long sliceOf(long timestampMillis) {
    return Math.floorDiv(timestampMillis, sliceMillis) * sliceMillis;
  }

  boolean isFull() {
    return size >= MAX_STATUSES || bySlice.size() >= MAX_SLICES;
  }

  void flush(Output output) {
    bySlice.forEach(
        (key, statuses) ->
            output.output(
                new Tally(key.slice(), key.onTimeFrom(), key.openFrom(), statuses.encode()),
                Instant.ofEpochMilli(key.slice() + sliceMillis - 1)));
    bySlice.clear();
    size = 0;
  }
}
