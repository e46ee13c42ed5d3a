package io.github.happiesthashtags.rank;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Ranks a bounded input at its end, one run of successive windows a task. A runner keeps state,
 * timers and holds for each window, and copies an element into each of its windows. That costs too
 * much time and memory for a million windows, or for a tweet in thousands of windows.
 *
 * <p>Not for streams, whose panes come while the windows are open.
 */
final class RankBounded extends PTransform<PCollection<Tally>, PCollection<Leaderboard>> {
  private static final long serialVersionUID = 1L;

  /** A runner keeps state for each run, so a run is not shorter, in milliseconds of event time. */
  private static final long MIN_RUN_MILLIS = java.time.Duration.ofMinutes(15).toMillis();

  /** A runner holds all that a task emits in memory. */
  private static final long MAX_WINDOWS_A_RUN = 1_000;

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
        .apply("By run of windows", ParDo.of(new ByRunFn(plan)))
        .setCoder(KvCoder.of(VarLongCoder.of(), new Tally.TallyCoder()))
        .apply("Group", GroupByKey.create())
        .apply("Merge and rank", ParDo.of(new RankRunFn(plan, ranking)))
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

  /**
   * Runs are as long as a window or longer, so that most tallies go to one or two runs, and not
   * much longer, so that the runs of a few windows are ranked in parallel.
   */
  private static long runMillis(WindowPlan plan) {
    long period = plan.periodMillis();
    long windows = (Math.max(plan.sizeMillis(), MIN_RUN_MILLIS) + period - 1) / period;
    return Math.min(windows, MAX_WINDOWS_A_RUN) * period;
  }

  /** Sends a tally to each run that has a window of it. */
  private static final class ByRunFn extends DoFn<Tally, KV<Long, Tally>> {
    private static final long serialVersionUID = 1L;

    private final WindowPlan plan;

    ByRunFn(WindowPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(@Element Tally tally, OutputReceiver<KV<Long, Tally>> out) {
      long first = plan.firstEnd(tally.sliceMillis()) - plan.sizeMillis();
      long last = plan.lastEnd(tally.sliceMillis()) - plan.sizeMillis();
      for (long run = Math.floorDiv(first, runMillis(plan)); run * runMillis(plan) <= last; run++) {
        out.output(KV.of(run, tally));
      }
    }
  }

  /** Goes over the windows of a run, with the statuses of one window in memory. */
  private static final class RankRunFn extends DoFn<KV<Long, Iterable<Tally>>, Leaderboard> {
    private static final long serialVersionUID = 1L;

    private record Decoded(Tally tally, DistinctStatuses.Decoded statuses) {}

    private final WindowPlan plan;
    private final RankFn ranking;

    RankRunFn(WindowPlan plan, RankFn ranking) {
      this.plan = plan;
      this.ranking = ranking;
    }

    @ProcessElement
    public void process(@Element KV<Long, Iterable<Tally>> run, OutputReceiver<Leaderboard> out) {
      List<Tally> tallies = new ArrayList<>();
      run.getValue().forEach(tallies::add);
      tallies.sort(Comparator.comparingLong(Tally::sliceMillis));
      Deque<Decoded> inWindow = new ArrayDeque<>();
      long start = run.getKey() * runMillis(plan);
      long runEnd = start + runMillis(plan);
      int next = 0;
      while (true) {
        if (inWindow.isEmpty()) {
          if (next == tallies.size()) {
            return;
          }
          // Windows between slices that are far apart are skipped.
          long slice = tallies.get(next).sliceMillis();
          start = Math.max(start, plan.firstEnd(slice) - plan.sizeMillis());
        }
        if (start >= runEnd) {
          return;
        }
        long end = start + plan.sizeMillis();
        for (; next < tallies.size() && tallies.get(next).sliceMillis() < end; next++) {
          Tally tally = tallies.get(next);
          inWindow.add(new Decoded(tally, DistinctStatuses.decode(tally.statuses())));
        }
        rank(inWindow, start, end, out);
        start += plan.periodMillis();
        while (!inWindow.isEmpty() && inWindow.element().tally().sliceMillis() < start) {
          inWindow.remove();
        }
      }
    }

    private void rank(
        Collection<Decoded> inWindow, long start, long end, OutputReceiver<Leaderboard> out) {
      DistinctStatuses onTime = new DistinctStatuses();
      DistinctStatuses late = new DistinctStatuses();
      for (Decoded decoded : inWindow) {
        if (end >= decoded.tally().openFrom()) {
          (end < decoded.tally().onTimeFrom() ? late : onTime).addAll(decoded.statuses());
        }
      }
      IntervalWindow window =
          new IntervalWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
      RankFn.Ranking ranked = ranking.rank(onTime, late);
      ToLeaderboard.countDuplicates(plan, window, ranked);
      ToLeaderboard.onTime(
          window,
          ranked,
          leaderboard -> out.outputWithTimestamp(leaderboard, window.maxTimestamp()));
    }
  }

  /** Puts each leaderboard into the window that it ranks. */
  private static final class LeaderboardWindows
      extends NonMergingWindowFn<Leaderboard, IntervalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Collection<IntervalWindow> assignWindows(AssignContext context) {
      Leaderboard leaderboard = context.element();
      return List.of(new IntervalWindow(leaderboard.getWindowStart(), leaderboard.getWindowEnd()));
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated, and yet abstract.
    public boolean isCompatible(WindowFn<?, ?> other) {
      return other instanceof LeaderboardWindows;
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      return new WindowMappingFn<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public IntervalWindow getSideInputWindow(BoundedWindow mainWindow) {
          throw new UnsupportedOperationException(
              "leaderboards cannot be a side input in their own windows; re-window them first");
        }
      };
    }
  }
}
