package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.window.WindowPlan;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Merges what the bundles of a recording found in each slice, before it is copied into all of the
 * slice's windows.
 *
 * <p>Not for streams: an early pane cannot wait for the end of a slice, and on Spark what is
 * grouped twice comes after the watermark has passed.
 */
final class MergeSlices extends PTransform<PCollection<Tally>, PCollection<Tally>> {
  private static final long serialVersionUID = 1L;

  /** What has the same key, some runners group in one task. */
  private static final int KEYS = 4;

  /** What is too late, a tally itself says. */
  private static final Duration ANY_LATENESS =
      new Duration(BoundedWindow.TIMESTAMP_MIN_VALUE, BoundedWindow.TIMESTAMP_MAX_VALUE);

  private final WindowPlan plan;

  MergeSlices(WindowPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<Tally> expand(PCollection<Tally> tallies) {
    return tallies
        .apply("Slices", slices())
        .apply("By slice", ParDo.of(new BySliceFn(plan.sliceMillis())))
        .setCoder(KvCoder.of(VarIntCoder.of(), TallyCoder.of()))
        .apply("Group", GroupByKey.create())
        .apply("Merge", ParDo.of(new MergeFn()))
        .setCoder(TallyCoder.of());
  }

  /** With all that decides when they fire, whatever the windows were before. */
  private Window<Tally> slices() {
    return Window.<Tally>into(FixedWindows.of(Duration.millis(plan.sliceMillis())))
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(ANY_LATENESS)
        .withTimestampCombiner(TimestampCombiner.END_OF_WINDOW)
        .discardingFiredPanes();
  }

  private static final class BySliceFn extends DoFn<Tally, KV<Integer, Tally>> {
    private static final long serialVersionUID = 1L;

    private final long sliceMillis;

    BySliceFn(long sliceMillis) {
      this.sliceMillis = sliceMillis;
    }

    @ProcessElement
    public void process(
        @Element Tally tally,
        @Timestamp Instant timestamp,
        OutputReceiver<KV<Integer, Tally>> out) {
      long slice = Math.floorDiv(timestamp.getMillis(), sliceMillis);
      out.output(KV.of(Math.floorMod(slice, KEYS), tally));
    }
  }

  /** One tally for many, at the end of the slice. */
  private static final class MergeFn extends DoFn<KV<Integer, Iterable<Tally>>, Tally> {
    private static final long serialVersionUID = 1L;

    private record InTime(long onTimeFrom, long openFrom) {}

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<Tally>> slice, OutputReceiver<Tally> out) {
      // What is in time for different windows stays apart.
      Map<InTime, DistinctStatuses> merged = new HashMap<>();
      for (Tally tally : slice.getValue()) {
        merged
            .computeIfAbsent(
                new InTime(tally.onTimeFrom(), tally.openFrom()), absent -> new DistinctStatuses())
            .gather(tally.statuses());
      }
      merged.forEach(
          (inTime, statuses) ->
              statuses
                  .byId(SliceTallies.MAX_BYTES)
                  .forEach(
                      piece ->
                          out.output(new Tally(inTime.onTimeFrom(), inTime.openFrom(), piece))));
    }
  }
}
