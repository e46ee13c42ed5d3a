package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.window.WindowPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * Tells for each window whether a tally came in time, late, or too late to count, by the watermark
 * that the source had: a runner's own is somewhere behind it, and would answer differently each
 * run.
 */
final class ToWindow extends DoFn<Tally, WindowedTally> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(
      @Element Tally tally, BoundedWindow window, OutputReceiver<WindowedTally> out) {
    long end = WindowPlan.end(window);
    if (end >= tally.openFrom()) {
      out.output(new WindowedTally(end < tally.onTimeFrom(), tally.statuses()));
    }
  }
}
