package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.window.WindowPlan;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Merges what the bundles of a recording found in each slice, before it is copied into all of the
 * slice's windows.
 *
 * <p>Not for streams: an early pane cannot wait for the end of a slice, and on Spark what is
 * grouped twice comes after the watermark has passed.
 */
final class MergeSlices extends PTransform<PCollection<Tally>, PCollection<Tally>> {
  private static final long serialVersionUID = 1L;

  private final WindowPlan plan;

  MergeSlices(WindowPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<Tally> expand(PCollection<Tally> tallies) {
    return tallies
        .apply("Slices", Window.into(FixedWindows.of(Duration.millis(plan.sliceMillis()))))
        .apply("By windows in time", ParDo.of(new ByWindowsFn()))
        .setCoder(KvCoder.of(KvCoder.of(VarLongCoder.of(), VarLongCoder.of()), TallyCoder.of()))
        .apply("Group", GroupByKey.create())
        .apply("Merge", ParDo.of(new MergeFn()))
        .setCoder(TallyCoder.of());
  }

  /** What is in time for different windows stays apart. */
  private static final class ByWindowsFn extends DoFn<Tally, KV<KV<Long, Long>, Tally>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Tally tally, OutputReceiver<KV<KV<Long, Long>, Tally>> out) {
      out.output(KV.of(KV.of(tally.onTimeFrom(), tally.openFrom()), tally));
    }
  }

  /** One tally for many, at the last instant of its slice as they are. */
  private static final class MergeFn extends DoFn<KV<KV<Long, Long>, Iterable<Tally>>, Tally> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<KV<Long, Long>, Iterable<Tally>> slice, OutputReceiver<Tally> out) {
      DistinctStatuses statuses = new DistinctStatuses();
      for (Tally tally : slice.getValue()) {
        statuses.gather(tally.statuses());
      }
      KV<Long, Long> windows = slice.getKey();
      out.output(new Tally(windows.getKey(), windows.getValue(), statuses.byId()));
    }
  }
}
