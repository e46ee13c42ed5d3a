package io.github.happiesthashtags.runners.conformance;

import io.github.happiesthashtags.testsupport.PostgresServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The leaderboards in a PostgreSQL database, as the files that the CSV sink writes of them. */
public final class PostgresTables {
  private static final String HEADER =
      "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses\r\n";

  private static final String ROWS =
      """
      SELECT to_char(w.window_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        to_char(w.window_end AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        w.timing, w.pane, r.rank, r.hashtag, trim_scale(r.score), r.smiles, r.statuses
      FROM leaderboard_window w
      JOIN leaderboard_row r USING (board, window_start, window_end)
      WHERE board = '%s'
      ORDER BY w.window_start, w.window_end, r.rank""";

  private PostgresTables() {}

  /** Returns the options of a job that writes there. */
  public static List<String> options(PostgresServer server, String board) {
    return List.of(
        "--jdbcUrl=" + server.url(), "--jdbcUser=" + PostgresServer.USER, "--board=" + board);
  }

  /** Returns the pane of every window of a board as the text of a CSV file by its name. */
  public static SortedMap<String, String> csv(PostgresServer server, String board)
      throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String row : server.psql(ROWS.formatted(board), ",").lines().toList()) {
      String[] cells = row.split(",", -1);
      String name = cells[0] + '_' + cells[1] + '_' + cells[2].toLowerCase(Locale.ROOT);
      name = name.replace(':', '-').replace("on_time", "on-time") + '-' + cells[3] + ".csv";
      files.merge(name, HEADER + row + "\r\n", (file, first) -> file + row + "\r\n");
    }
    return files;
  }
}
