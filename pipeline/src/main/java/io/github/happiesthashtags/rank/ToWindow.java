package io.github.happiesthashtags.rank;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Tells for each window whether a tally came in time, late, or too late to count, by the watermark
 * that the source had: a runner's own is somewhere behind it, and would answer differently each
 * run.
 */
final class ToWindow extends DoFn<Tally, KV<Integer, WindowedTally>> {
  private static final long serialVersionUID = 1L;

  private final WindowKeys keys;

  ToWindow(WindowPlan plan) {
    keys = new WindowKeys(plan);
  }

  @ProcessElement
  public void process(
      @Element Tally tally, BoundedWindow window, OutputReceiver<KV<Integer, WindowedTally>> out) {
    long end = WindowPlan.end(window);
    if (end >= tally.openFrom()) {
      out.output(
          KV.of(keys.of(end), new WindowedTally(end < tally.onTimeFrom(), tally.statuses())));
    }
  }
}
