package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.rank.Leaderboard.Timing;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;

/** Names a ranking by its window and pane; panes without rows are left out. */
final class ToLeaderboard extends DoFn<KV<Void, RankFn.Ranking>, Leaderboard> {
  private static final long serialVersionUID = 1L;

  private final WindowPlan plan;

  ToLeaderboard(WindowPlan plan) {
    this.plan = plan;
  }

  @ProcessElement
  public void process(
      @Element KV<Void, RankFn.Ranking> ranked,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<Leaderboard> out) {
    IntervalWindow interval = (IntervalWindow) window;
    RankFn.Ranking ranking = ranked.getValue();
    List<LeaderboardRow> withLate = ranking.withLate();
    switch (pane.getTiming()) {
      case EARLY -> emit(interval, Timing.EARLY, pane.getIndex(), ranking.onTime(), out::output);
      case LATE ->
          emit(
              interval,
              Timing.LATE,
              // 0 is the on-time pane's, even where no on-time status made one.
              Math.max(1, pane.getNonSpeculativeIndex()),
              withLate == null ? ranking.onTime() : withLate,
              out::output);
      default -> {
        // On Flink a second on-time pane may follow.
        if (pane.getNonSpeculativeIndex() <= 0) {
          countDuplicates(plan, interval, ranking);
        }
        onTime(interval, ranking, out::output);
      }
    }
  }

  /** Copies meet in each window that has them, and count once. */
  static void countDuplicates(WindowPlan plan, IntervalWindow window, RankFn.Ranking ranking) {
    if (plan.countsDuplicates(window.start().getMillis())) {
      PipelineMetrics.duplicates(ranking.duplicates());
    }
  }

  /**
   * Names the last pane of a window whose input is complete, and makes a pane of the statuses that
   * came too late for it.
   */
  static void onTime(IntervalWindow window, RankFn.Ranking ranking, Consumer<Leaderboard> out) {
    emit(window, Timing.ON_TIME, 0, ranking.onTime(), out);
    List<LeaderboardRow> withLate = ranking.withLate();
    if (withLate != null) {
      // The runner was slower than the source, so late statuses are here before the on-time pane,
      // and may be the last to come. They make their late pane now.
      emit(window, Timing.LATE, 1, withLate, out);
    }
  }

  private static void emit(
      IntervalWindow window,
      Timing timing,
      long pane,
      List<LeaderboardRow> rows,
      Consumer<Leaderboard> out) {
    if (!rows.isEmpty()) {
      out.accept(Leaderboard.of(window.start(), window.end(), timing, pane, rows));
    }
  }
}
