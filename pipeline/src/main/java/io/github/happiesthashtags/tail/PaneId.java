package io.github.happiesthashtags.tail;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A pane's window and its place among the panes of that window. */
record PaneId(Instant windowStart, Instant windowEnd, Timing timing, long pane) {
  /** From the window that ends first, and from a window's oldest pane. */
  static final Comparator<PaneId> ORDER =
      Comparator.comparing(PaneId::windowEnd)
          .thenComparing(PaneId::windowStart)
          .thenComparing(PaneId::timing)
          .thenComparingLong(PaneId::pane);

  /** The window alone. */
  record Window(Instant start, Instant end) {}

  Window window() {
    return new Window(windowStart, windowEnd);
  }

  boolean isEarly() {
    return timing == Timing.EARLY;
  }

  Leaderboard with(List<LeaderboardRow> rows) {
    return Leaderboard.of(
        org.joda.time.Instant.ofEpochMilli(windowStart.toEpochMilli()),
        org.joda.time.Instant.ofEpochMilli(windowEnd.toEpochMilli()),
        timing,
        pane,
        rows);
  }
}
