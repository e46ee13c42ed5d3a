package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.window.WindowPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Tells for each window whether a tally came in time, late, or too late to count, by the watermark
 * that the source had: a runner's own is somewhere behind it, and would answer differently each
 * run.
 *
 * <p>Where a tweet is in many windows, those next to each other get different keys: what has the
 * same key, a runner groups and ranks in one task, while its other threads wait, on Direct by
 * asking again and again. Otherwise all have the same, and come out in the order of their ends.
 */
final class ToWindow extends DoFn<Tally, KV<Integer, WindowedTally>> {
  private static final long serialVersionUID = 1L;

  /** A key is for so many of a tweet's windows. Fewer are done before another thread has begun. */
  private static final int WINDOWS_A_KEY = 15;

  /**
   * With an hour's windows every minute, Direct took 0.91, 0.84 and 0.87 of the CPU time with two,
   * four and eight keys instead of one.
   */
  private static final int MAX_KEYS = 4;

  private final long periodMillis;
  private final int keys;

  ToWindow(WindowPlan plan) {
    periodMillis = plan.periodMillis();
    keys = (int) Math.max(1, Math.min(MAX_KEYS, plan.leastWindows() / WINDOWS_A_KEY));
  }

  @ProcessElement
  public void process(
      @Element Tally tally, BoundedWindow window, OutputReceiver<KV<Integer, WindowedTally>> out) {
    long end = WindowPlan.end(window);
    if (end >= tally.openFrom()) {
      int key = Math.floorMod(Math.floorDiv(end, periodMillis), keys);
      out.output(KV.of(key, new WindowedTally(end < tally.onTimeFrom(), tally.statuses())));
    }
  }
}
