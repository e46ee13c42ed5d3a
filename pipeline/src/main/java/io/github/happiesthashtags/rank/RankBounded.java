package io.github.happiesthashtags.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Ranks a bounded input at its end, slice by slice. A runner keeps state, timers and holds for each
 * window, and copies an element into each of its windows. That costs too much time and memory for a
 * million windows, or for a tweet in thousands of windows.
 *
 * <p>Not for streams, whose panes come while the windows are open.
 */
final class RankBounded extends PTransform<PCollection<Tally>, PCollection<Leaderboard>> {
  private static final long serialVersionUID = 1L;

  private static final Coder<KV<Integer, KV<Long, Tally>>> BY_KEY =
      KvCoder.of(VarIntCoder.of(), KvCoder.of(VarLongCoder.of(), TallyCoder.of()));

  private final WindowPlan plan;
  private final RankFn ranking;

  RankBounded(WindowPlan plan, RankFn ranking) {
    this.plan = plan;
    this.ranking = ranking;
  }

  @Override
  public PCollection<Leaderboard> expand(PCollection<Tally> tallies) {
    return tallies
        .apply("Whole input", wholeInput())
        .apply("By slice", ParDo.of(new BySliceFn(plan)))
        .setCoder(BY_KEY)
        .apply("Group", GroupByKey.create())
        .apply("Merge and rank", ParDo.of(new RankWindowsFn(plan, ranking)))
        .apply("Windows", Window.into(new LeaderboardWindows()));
  }

  /** Sets everything that decides when the window fires, whatever the windows were before. */
  private static Window<Tally> wholeInput() {
    return Window.<Tally>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.ZERO)
        .withTimestampCombiner(TimestampCombiner.EARLIEST)
        .discardingFiredPanes();
  }

  private static final class BySliceFn extends DoFn<Tally, KV<Integer, KV<Long, Tally>>> {
    private static final long serialVersionUID = 1L;

    private final WindowPlan plan;
    private final WindowKeys keys;

    BySliceFn(WindowPlan plan) {
      this.plan = plan;
      this.keys = new WindowKeys(plan);
    }

    @ProcessElement
    public void process(
        @Element Tally tally,
        @Timestamp Instant timestamp,
        OutputReceiver<KV<Integer, KV<Long, Tally>>> out) {
      long slice = Math.floorDiv(timestamp.getMillis(), plan.sliceMillis()) * plan.sliceMillis();
      // If there are several keys, each slice is in windows of every key.
      for (int key = 0; key < keys.count(); key++) {
        out.output(KV.of(key, KV.of(slice, tally)));
      }
    }
  }

  private record InTime(long onTimeFrom, long openFrom) {}

  private record Slice(long start, List<Tally> tallies) {}

  private static final class RankWindowsFn
      extends DoFn<KV<Integer, Iterable<KV<Long, Tally>>>, Leaderboard> {
    private static final long serialVersionUID = 1L;

    private final WindowPlan plan;
    private final WindowKeys keys;
    private final RankFn ranking;

    RankWindowsFn(WindowPlan plan, RankFn ranking) {
      this.plan = plan;
      this.keys = new WindowKeys(plan);
      this.ranking = ranking;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<KV<Long, Tally>>> grouped, OutputReceiver<Leaderboard> out) {
      List<Slice> slices = slices(grouped.getValue());
      int from = 0;
      long end = Long.MIN_VALUE;
      while (from < slices.size()) {
        // Windows between slices that are far apart are skipped.
        end = Math.max(end, plan.firstEnd(slices.get(from).start()));
        if (keys.of(end) == grouped.getKey()) {
          rank(slices, from, end, out);
        }
        end += plan.periodMillis();
        while (from < slices.size() && slices.get(from).start() < end - plan.sizeMillis()) {
          from++;
        }
      }
    }

    private void rank(List<Slice> slices, int from, long end, OutputReceiver<Leaderboard> out) {
      RankFn.Statuses statuses = ranking.createAccumulator();
      for (int i = from; i < slices.size() && slices.get(i).start() < end; i++) {
        for (Tally tally : slices.get(i).tallies()) {
          if (end >= tally.openFrom()) {
            ranking.addInput(
                statuses, new WindowedTally(end < tally.onTimeFrom(), tally.statuses()));
          }
        }
      }
      IntervalWindow window =
          new IntervalWindow(
              Instant.ofEpochMilli(end - plan.sizeMillis()), Instant.ofEpochMilli(end));
      ToLeaderboard.onTime(
          window,
          ranking.extractOutput(statuses),
          leaderboard -> out.outputWithTimestamp(leaderboard, window.maxTimestamp()));
    }

    /** The slices by their time, without duplicates. */
    private List<Slice> slices(Iterable<KV<Long, Tally>> tallies) {
      List<KV<Long, Tally>> sorted = new ArrayList<>();
      tallies.forEach(sorted::add);
      sorted.sort(Comparator.comparing(KV::getKey));
      List<Slice> slices = new ArrayList<>();
      int next;
      for (int at = 0; at < sorted.size(); at = next) {
        long start = sorted.get(at).getKey();
        List<Tally> all = new ArrayList<>(1);
        for (next = at; next < sorted.size() && sorted.get(next).getKey() == start; next++) {
          all.add(sorted.get(next).getValue());
        }
        slices.add(new Slice(start, all.size() == 1 || plan.isFixed() ? all : merge(all)));
      }
      return slices;
    }

    /** What bundles found apart would be merged again in each window. */
    private static List<Tally> merge(List<Tally> tallies) {
      Map<InTime, DistinctStatuses> merged = new HashMap<>();
      for (Tally tally : tallies) {
        // What is in time for different windows stays apart.
        merged
            .computeIfAbsent(
                new InTime(tally.onTimeFrom(), tally.openFrom()), absent -> new DistinctStatuses())
            .gather(tally.statuses());
      }
      List<Tally> pieces = new ArrayList<>();
      merged.forEach(
          (inTime, statuses) ->
              statuses
                  .byId(SliceTallies.MAX_BYTES)
                  .forEach(
                      piece ->
                          pieces.add(new Tally(inTime.onTimeFrom(), inTime.openFrom(), piece))));
      return pieces;
    }
  }
}
