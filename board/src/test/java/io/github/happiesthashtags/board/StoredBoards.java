package io.github.happiesthashtags.board;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** A database in memory with the tables as a job writes them. */
final class StoredBoards implements AutoCloseable {
  /** The start of the first window of most tests. */
  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private volatile boolean away;

  private final JdbcDataSource memory = new JdbcDataSource();
  private final DataSource database =
      (DataSource)
          Proxy.newProxyInstance(
              StoredBoards.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> {
                if (away) {
                  throw new SQLException("the database is away", "08001");
                }
                return method.invoke(memory, arguments);
              });

  /** A database without tables. */
  StoredBoards() {
    memory.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  static StoredBoards withTables() throws SQLException {
    StoredBoards boards = new StoredBoards();
    boards.createTables();
    return boards;
  }

  /** Refuses connections from now on, or takes them again. */
  void setAway(boolean away) {
    this.away = away;
  }

  String url() {
    return memory.getUrl();
  }

  /** The same database as {@link #database}, with connections that are used again. */
  DataSource pool() {
    return JdbcConnectionPool.create(memory);
  }

  DataSource database() {
    return database;
  }

  void createTables() throws SQLException {
    execute(
        "create table leaderboard_window (board varchar(200) not null,"
            + " window_start timestamp with time zone not null,"
            + " window_end timestamp with time zone not null, timing varchar(7) not null,"
            + " pane bigint not null, updated_at timestamp with time zone not null,"
            + " primary key (board, window_start, window_end))");
    execute(
        "create table leaderboard_row (board varchar(200) not null,"
            + " window_start timestamp with time zone not null,"
            + " window_end timestamp with time zone not null, rank int not null,"
            + " hashtag varchar(400) not null, score numeric(38, 6) not null,"
            + " smiles bigint not null, statuses bigint not null,"
            + " primary key (board, window_start, window_end, rank))");
    execute("create index leaderboard_window_by_end on leaderboard_window (board, window_end)");
    execute(
        "create index leaderboard_row_by_hashtag"
            + " on leaderboard_row (board, hashtag, window_start)");
  }

  void dropTables() throws SQLException {
    execute("drop table leaderboard_row");
    execute("drop table leaderboard_window");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A row in the order of the ranks; the smiles are the score. */
  record Entry(String hashtag, long score) {}

  static Entry entry(String hashtag, long score) {
    return new Entry(hashtag, score);
  }

  /** Stores a pane of the window with this number, each as long as the given seconds. */
  void store(String board, int window, int seconds, String timing, long pane, Entry... rows)
      throws SQLException {
    Instant start = T0.plusSeconds((long) window * seconds);
    store(
        board,
        new WindowId(start, start.plusSeconds(seconds)),
        timing,
        pane,
        start.plusSeconds(pane),
        List.of(rows));
  }

  void store(
      String board, WindowId window, String timing, long pane, Instant updatedAt, List<Entry> rows)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (String table : List.of("leaderboard_row", "leaderboard_window")) {
        update(
            connection,
            "delete from " + table + " where board = ? and window_start = ? and window_end = ?",
            board,
            window.start(),
            window.end());
      }
      update(
          connection,
          "insert into leaderboard_window values (?, ?, ?, ?, ?, ?)",
          board,
          window.start(),
          window.end(),
          timing,
          pane,
          updatedAt);
      int rank = 1;
      for (Entry row : rows) {
        update(
            connection,
            "insert into leaderboard_row values (?, ?, ?, ?, ?, ?, ?, ?)",
            board,
            window.start(),
            window.end(),
            rank++,
            row.hashtag,
            BigDecimal.valueOf(row.score),
            row.score,
            (row.score + 1) / 2);
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(
            i + 1, values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    away = false;
    execute("shutdown");
  }
}
