package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.math.BigDecimal;
import java.util.List;

/** Leaderboards of New Year's Day 2020. */
public final class Boards {
  private Boards() {}

  /** A pane of the window from 10:00 to 11:00. */
  public static Leaderboard of(Timing timing, long pane, LeaderboardRow... rows) {
    return of("10:00", "11:00", timing, pane, rows);
  }

  /** A pane of a window. */
  public static Leaderboard of(
      String start, String end, Timing timing, long pane, LeaderboardRow... rows) {
    return Leaderboard.of(
        TestStatus.beamTime(start), TestStatus.beamTime(end), timing, pane, List.of(rows));
  }

  /** A row of one status. */
  public static LeaderboardRow row(String hashtag, long score) {
    return LeaderboardRow.of(hashtag, BigDecimal.valueOf(score), score, 1);
  }

  /** A row in full. */
  public static LeaderboardRow row(String hashtag, String score, long smiles, long statuses) {
    return LeaderboardRow.of(hashtag, new BigDecimal(score), smiles, statuses);
  }
}
