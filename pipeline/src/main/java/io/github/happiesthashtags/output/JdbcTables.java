package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The tables of leaderboards, in plain standard SQL: {@code docs/sql.md} describes them.
 *
 * <p>A window's row in {@code leaderboard_window} is also its lock. Whoever replaces the window
 * first updates that row on the condition that its pane is not newer. A database evaluates the
 * condition again after it has waited for another writer's transaction, so of any number of writers
 * the newest pane remains. {@code MERGE} would be one statement less, but under concurrent inserts
 * it fails like {@code INSERT}, and not every database has it.
 */
final class JdbcTables {
  /**
   * The longest hashtag of a row, in UTF-16 units, as H2 counts; the rest of a longer one is cut
   * off. X allows far fewer. In UTF-8, the board and such a hashtag fit into PostgreSQL's largest
   * index entry of 2,704 bytes.
   */
  static final int MAX_HASHTAG = 400;

  private static final int REPLACEMENT = 0xFFFD;

  static final List<String> CREATE =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS leaderboard_window (
            board varchar(200) NOT NULL,
            window_start timestamp with time zone NOT NULL,
            window_end timestamp with time zone NOT NULL,
            timing varchar(7) NOT NULL,
            pane bigint NOT NULL,
            updated_at timestamp with time zone NOT NULL,
            PRIMARY KEY (board, window_start, window_end))""",
          """
          CREATE TABLE IF NOT EXISTS leaderboard_row (
            board varchar(200) NOT NULL,
            window_start timestamp with time zone NOT NULL,
            window_end timestamp with time zone NOT NULL,
            rank int NOT NULL,
            hashtag varchar(%d) NOT NULL,
            score numeric(38, 6) NOT NULL,
            smiles bigint NOT NULL,
            statuses bigint NOT NULL,
            PRIMARY KEY (board, window_start, window_end, rank))"""
              .formatted(MAX_HASHTAG),
          """
          CREATE INDEX IF NOT EXISTS leaderboard_window_by_end
            ON leaderboard_window (board, window_end)""",
          """
          CREATE INDEX IF NOT EXISTS leaderboard_row_by_hashtag
            ON leaderboard_row (board, hashtag, window_start)""");

  private static final List<String> PROBE =
      List.of(
          "SELECT timing, pane, updated_at FROM leaderboard_window WHERE 1 = 0",
          "SELECT rank, hashtag, score, smiles, statuses FROM leaderboard_row WHERE 1 = 0");

  private static final String WINDOW = " WHERE board = ? AND window_start = ? AND window_end = ?";

  private static final String CLAIM =
      "UPDATE leaderboard_window SET timing = ?, pane = ?, updated_at = CURRENT_TIMESTAMP"
          + WINDOW
          + " AND (CASE timing WHEN 'EARLY' THEN 0 WHEN 'ON_TIME' THEN 1 ELSE 2 END < ?"
          + " OR (timing = ? AND pane <= ?))";

  private static final String FIND = "SELECT pane FROM leaderboard_window" + WINDOW;

  private static final String ADD =
      "INSERT INTO leaderboard_window"
          + " (board, window_start, window_end, timing, pane, updated_at)"
          + " VALUES (?, ?, ?, ?, ?, CURRENT_TIMESTAMP)";

  private static final String CLEAR = "DELETE FROM leaderboard_row" + WINDOW;

  private static final String FILL =
      "INSERT INTO leaderboard_row"
          + " (board, window_start, window_end, rank, hashtag, score, smiles, statuses)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  // A tweet from the far future must not make all others old.
  private static final String NEWEST =
      "SELECT MAX(window_end) FROM leaderboard_window"
          + " WHERE board = ? AND window_end <= CURRENT_TIMESTAMP";

  // Windows first: this waits for writers of these windows, so that their rows go too.
  private static final List<String> FORGET =
      List.of(
          "DELETE FROM leaderboard_window WHERE board = ? AND window_end < ?",
          "DELETE FROM leaderboard_row WHERE board = ? AND window_end < ?");

  private JdbcTables() {}

  /** Creates what is missing of the tables; several processes may do so at once. */
  static void create(Connection connection) throws SQLException {
    if (exist(connection)) {
      // A user who may not create tables can still write to them.
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : CREATE) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      // IF NOT EXISTS does not save from another process that creates the table now.
      if (!exist(connection)) {
        throw isRefusal(e) ? uncreatable(e) : e;
      }
    }
  }

  private static boolean exist(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : PROBE) {
        statement.executeQuery(sql).close();
      }
      return true;
    } catch (SQLException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      return false;
    } finally {
      connection.rollback();
    }
  }

  /** The user may not create tables, or the database does not know these statements. */
  private static SQLException uncreatable(SQLException e) {
    SQLException failure =
        new SQLException(
            "the tables are missing and cannot be created, create them with the statements of"
                + " docs/sql.md: "
                + e.getMessage(),
            e.getSQLState());
    failure.addSuppressed(e);
    return failure;
  }

  /** Returns whether the SQL state is of the class "syntax error or access rule violation". */
  private static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("42");
  }

  /**
   * Replaces what a window had with a pane, in one transaction, unless the window has a newer pane.
   *
   * @return whether the pane was taken
   */
  static boolean replace(Connection connection, String board, Leaderboard pane)
      throws SQLException {
    OffsetDateTime start = time(pane.getWindowStart());
    OffsetDateTime end = time(pane.getWindowEnd());
    if (!claim(connection, board, pane, start, end)) {
      connection.rollback();
      return false;
    }
    update(connection, CLEAR, board, start, end);
    try (PreparedStatement fill = connection.prepareStatement(FILL)) {
      int rank = 0;
      for (LeaderboardRow row : pane.getRows()) {
        set(
            fill,
            board,
            start,
            end,
            ++rank,
            storable(row.getHashtag()),
            row.getScore(),
            row.getSmiles(),
            row.getStatuses());
        fill.addBatch();
      }
      fill.executeBatch();
    }
    connection.commit();
    return true;
  }

  private static boolean claim(
      Connection connection,
      String board,
      Leaderboard pane,
      OffsetDateTime start,
      OffsetDateTime end)
      throws SQLException {
    String timing = pane.getTiming();
    long number = pane.getPane();
    // As in the statement.
    int order =
        switch (pane.timing()) {
          case EARLY -> 0;
          case ON_TIME -> 1;
          case LATE -> 2;
        };
    if (update(connection, CLAIM, timing, number, board, start, end, order, timing, number) > 0) {
      return true;
    }
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      set(find, board, start, end);
      try (ResultSet found = find.executeQuery()) {
        if (found.next()) {
          return false;
        }
      }
    }
    // If another writer adds the window first, this fails, and the caller tries again.
    update(connection, ADD, board, start, end, timing, number);
    return true;
  }

  /**
   * Deletes the windows of a board that ended before a time, counted back from its newest window
   * that has ended, so that the results of an old recording are not deleted as soon as written.
   */
  static void prune(Connection connection, String board, Duration keep) throws SQLException {
    OffsetDateTime newest;
    try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
      set(statement, board);
      try (ResultSet result = statement.executeQuery()) {
        newest = result.next() ? result.getObject(1, OffsetDateTime.class) : null;
      }
    }
    if (newest != null) {
      for (String sql : FORGET) {
        update(connection, sql, board, newest.minus(keep));
      }
    }
    connection.commit();
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static OffsetDateTime time(org.joda.time.Instant time) {
    return Instant.ofEpochMilli(time.getMillis()).atOffset(ZoneOffset.UTC);
  }

  /**
   * Returns the hashtag without what a database refuses: PostgreSQL stores no zero character, and
   * half a surrogate pair is no text in UTF-8.
   */
  static String storable(String hashtag) {
    StringBuilder stored = new StringBuilder();
    for (int c : hashtag.codePoints().toArray()) {
      if (stored.length() + Character.charCount(c) > MAX_HASHTAG) {
        break;
      }
      boolean isRefused = c == 0 || Character.getType(c) == Character.SURROGATE;
      stored.appendCodePoint(isRefused ? REPLACEMENT : c);
    }
    return stored.toString();
  }
}
