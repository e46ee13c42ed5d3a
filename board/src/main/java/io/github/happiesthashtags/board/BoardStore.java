package io.github.happiesthashtags.board;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a board over {@code leaderboard_window} and {@code leaderboard_row}: SELECT only,
 * and each answer from one statement, so that it never shows half of what a job is writing. While
 * the tables do not exist, they count as empty.
 */
final class BoardStore {
  /** PostgreSQL's undefined_table, and H2's codes for a table that was not found. */
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

  private static final String WINDOW = "window_start, window_end, timing, pane, updated_at";

  /** The board is named for H2, which sorts by an index only if its first column is among these. */
  private static final String NEWEST_FIRST =
      " order by board desc, window_end desc, window_start desc";

  private final DataSource database;

  BoardStore(DataSource database) {
    this.database = database;
  }

  /** A board and what is stored of it. */
  record Summary(String board, long windows, Instant from, Instant to, Instant updatedAt) {}

  /** A hashtag's place in a window. */
  record Point(
      Instant windowStart,
      Instant windowEnd,
      String timing,
      int rank,
      BigDecimal score,
      long smiles,
      long statuses) {}

  /**
   * Which windows are asked for.
   *
   * @param from the earliest start, or null
   * @param to the first start that is too late, or null
   * @param timing the timing of the newest pane, or null for any
   * @param before the window after which to go on, newest first, or null
   */
  record Query(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String timing,
      @Nullable WindowId before,
      int limit,
      int rows) {}

  /** A window and the version of its newest pane. */
  record Version(WindowId window, String timing, long pane, Instant updatedAt) {
    boolean isOpen() {
      return timing.equals(Pane.EARLY);
    }
  }

  /** Returns whether the database answers at all. */
  boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid((int) Limits.QUERY.toSeconds());
    } catch (SQLException e) {
      return false;
    }
  }

  List<Summary> boards() throws SQLException {
    return select(
        "select board, count(*), min(window_start), max(window_end), max(updated_at)"
            + " from leaderboard_window group by board order by board fetch first ? rows only",
        List.of(Limits.MAX_BOARDS),
        row ->
            new Summary(
                row.getString(1), row.getLong(2), time(row, 3), time(row, 4), time(row, 5)));
  }

  boolean hasBoard(String board) throws SQLException {
    return !select(
            "select board from leaderboard_window where board = ? fetch first 1 rows only",
            List.of(board),
            row -> true)
        .isEmpty();
  }

  /** Returns the panes of windows, newest window first. */
  List<Pane> panes(String board, Query query) throws SQLException {
    StringBuilder where = new StringBuilder("board = ?");
    List<Object> values = new ArrayList<>(List.of(board));
    if (query.from != null) {
      where.append(" and window_start >= ?");
      values.add(query.from);
    }
    if (query.to != null) {
      where.append(" and window_start < ?");
      values.add(query.to);
    }
    if (query.timing != null) {
      where.append(" and timing = ?");
      values.add(query.timing);
    }
    if (query.before != null) {
      where.append(" and window_start <= ? and (window_start < ? or window_end < ?)");
      values.addAll(List.of(query.before.start(), query.before.start(), query.before.end()));
    }
    values.add(query.limit);
    return joined(board, where.toString(), values, query.rows);
  }

  Optional<Pane> pane(String board, WindowId window, int rows) throws SQLException {
    List<Object> values = List.of(board, window.start(), window.end(), 1);
    return joined(board, "board = ? and window_start = ? and window_end = ?", values, rows).stream()
        .findFirst();
  }

  /** Returns the versions of the windows that end last, the last one first. */
  List<Version> newest(String board) throws SQLException {
    return select(
        "select "
            + WINDOW
            + " from leaderboard_window where board = ?"
            + NEWEST_FIRST
            + " fetch first ? rows only",
        List.of(board, Limits.WATCHED_WINDOWS),
        row ->
            new Version(
                new WindowId(time(row, 1), time(row, 2)),
                row.getString(3),
                row.getLong(4),
                time(row, 5)));
  }

  /**
   * Returns the window to show as the current one. Of the windows that are open now, that is the
   * one that ends first: it has seen most of its tweets, so that the table of a sliding window
   * moves on instead of starting again each period. Without an open window it is the newest. A
   * window that a stopped job left open does not count once a later one no longer overlaps it.
   *
   * @param newest what {@link #newest} returned
   */
  static Optional<WindowId> current(List<Version> newest) {
    Instant lastStart =
        newest.stream().map(v -> v.window.start()).max(naturalOrder()).orElse(Instant.MIN);
    Instant lastClosed =
        newest.stream()
            .filter(v -> !v.isOpen())
            .map(v -> v.window.end())
            .max(naturalOrder())
            .orElse(Instant.MIN);
    return newest.stream()
        .filter(Version::isOpen)
        .map(Version::window)
        .filter(w -> w.end().isAfter(lastStart) && w.end().isAfter(lastClosed))
        .min(comparing(WindowId::end).thenComparing(WindowId::start))
        .or(() -> newest.stream().map(Version::window).findFirst());
  }

  /** Returns where a hashtag was in the tables, newest window first. */
  List<Point> history(
      String board, String hashtag, @Nullable Instant from, @Nullable Instant to, int limit)
      throws SQLException {
    StringBuilder rows =
        new StringBuilder("select * from leaderboard_row where board = ? and hashtag = ?");
    List<Object> values = new ArrayList<>(List.of(board, hashtag));
    if (from != null) {
      rows.append(" and window_start >= ?");
      values.add(from);
    }
    if (to != null) {
      rows.append(" and window_start < ?");
      values.add(to);
    }
    rows.append(" order by board desc, hashtag desc, window_start desc fetch first ? rows only");
    values.add(limit);
    String sql =
        "select r.window_start, r.window_end, w.timing, r.rank, r.score, r.smiles, r.statuses"
            + " from ("
            + rows
            + ") r join leaderboard_window w on w.board = r.board"
            + " and w.window_start = r.window_start and w.window_end = r.window_end"
            + " order by r.window_end desc, r.window_start desc";
    return select(
        sql,
        values,
        row ->
            new Point(
                time(row, 1),
                time(row, 2),
                row.getString(3),
                row.getInt(4),
                score(row, 5),
                row.getLong(6),
                row.getLong(7)));
  }

  private List<Pane> joined(String board, String where, List<Object> windows, int rows)
      throws SQLException {
    List<Object> values = new ArrayList<>(windows);
    values.add(board);
    values.add(rows);
    List<Pane> panes = new ArrayList<>();
    select(
        "select w.window_start, w.window_end, w.timing, w.pane, w.updated_at,"
            + " r.rank, r.hashtag, r.score, r.smiles, r.statuses from (select "
            + WINDOW
            + " from leaderboard_window where "
            + where
            + NEWEST_FIRST
            + " fetch first ? rows only) w"
            + " left join leaderboard_row r on r.board = ? and r.window_start = w.window_start"
            + " and r.window_end = w.window_end and r.rank <= ?"
            + " order by w.window_end desc, w.window_start desc, r.rank",
        values,
        row -> {
          WindowId id = new WindowId(time(row, 1), time(row, 2));
          if (panes.isEmpty() || !panes.get(panes.size() - 1).id().equals(id)) {
            panes.add(
                new Pane(
                    board,
                    id.start(),
                    id.end(),
                    row.getString(3),
                    row.getLong(4),
                    time(row, 5),
                    new ArrayList<>()));
          }
          int rank = row.getInt(6);
          if (!row.wasNull()) {
            panes
                .get(panes.size() - 1)
                .rows()
                .add(
                    new Pane.Row(
                        rank, row.getString(7), score(row, 8), row.getLong(9), row.getLong(10)));
          }
          return id;
        });
    return panes;
  }

  private interface Read<T> {
    T row(ResultSet row) throws SQLException;
  }

  private <T> List<T> select(String sql, List<?> values, Read<T> read) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout((int) Limits.QUERY.toSeconds());
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        statement.setObject(
            i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
      }
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(read.row(result));
        }
      }
    } catch (SQLException e) {
      // A pool that has waited for a connection in vain gives no state.
      if (e.getSQLState() != null && NO_TABLE.contains(e.getSQLState())) {
        return List.of();
      }
      throw e;
    }
    return rows;
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** 12 instead of 12.000000 and of 1.2E+1. */
  private static BigDecimal score(ResultSet row, int column) throws SQLException {
    BigDecimal score = row.getBigDecimal(column).stripTrailingZeros();
    return score.scale() < 0 ? score.setScale(0) : score;
  }
}
