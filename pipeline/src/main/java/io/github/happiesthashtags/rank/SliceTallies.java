package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.window.WindowPlan;
import java.util.HashMap;
import java.util.Map;
import org.joda.time.Instant;

/**
 * Gathers a bundle's happy statuses by slice: a runner's cost is then per slice, not per status.
 */
final class SliceTallies {
  /**
   * Statuses held before they are passed on, whatever the bundle's length: a few MB, so that a
   * bundle of any size fits any heap.
   */
  static final int MAX_STATUSES = 50_000;

  private record Key(long slice, long onTimeFrom, long openFrom) {}

  /** Receives the tallies, each at the last instant of its slice. */
  @FunctionalInterface
  interface Output {
    void output(Tally tally, Instant timestamp);
  }

  private final WindowPlan plan;
  private final long sliceMillis;
  private final Map<Key, StatusBuffer> bySlice = new HashMap<>();
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
    bySlice.computeIfAbsent(key, k -> new StatusBuffer()).add(status);
    size++;
  }

  private long sliceOf(long timestampMillis) {
    return Math.floorDiv(timestampMillis, sliceMillis) * sliceMillis;
  }

  boolean isFull() {
    return size >= MAX_STATUSES;
  }

  void flush(Output output) {
    bySlice.forEach(
        (key, statuses) ->
            output.output(
                new Tally(key.onTimeFrom(), key.openFrom(), statuses.packed()),
                Instant.ofEpochMilli(key.slice() + sliceMillis - 1)));
    bySlice.clear();
    size = 0;
  }
}
