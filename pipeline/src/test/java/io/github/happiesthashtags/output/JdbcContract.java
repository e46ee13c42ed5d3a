package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.rank.Leaderboard.Timing.EARLY;
import static io.github.happiesthashtags.rank.Leaderboard.Timing.LATE;
import static io.github.happiesthashtags.rank.Leaderboard.Timing.ON_TIME;
import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import io.github.happiesthashtags.testing.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What the tables hold after panes were written in any order, on one kind of database. */
public abstract class JdbcContract {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The panes of a window, from the oldest to the newest. */
  private static final List<Leaderboard> PANES =
      List.of(
          Boards.of(EARLY, 0, row("a", 1)),
          Boards.of(EARLY, 5, row("b", 2), row("a", 1)),
          Boards.of(ON_TIME, 0, row("c", 3), row("b", 2), row("a", 1)),
          Boards.of(LATE, 1, row("d", 4), row("c", 3)),
          Boards.of(LATE, 2, row("e", 5)));

  private JdbcDatabase database;

  /** The address of an empty database. */
  abstract JdbcDatabase.Address address();

  /** The same database under another address, as another job sees it. */
  abstract JdbcDatabase.Address sameElsewhere();

  @Before
  public final void open() throws IOException {
    database = JdbcDatabase.open(address());
  }

  @After
  public final void close() {
    database.close();
  }

  @Test
  public void aPaneIsARowOfTheWindowAndARowARank() throws Exception {
    write("b", Boards.of(ON_TIME, 0, row("joy", "2.500000", 5, 2), row("fun", 1)));

    assertThat(
        select("SELECT board, window_start, window_end, timing, pane FROM leaderboard_window"),
        contains("b 2020-01-01T10:00Z 2020-01-01T11:00Z ON_TIME 0"));
    assertThat(
        select(
            "SELECT board, window_start, rank, hashtag, score, smiles, statuses FROM"
                + " leaderboard_row ORDER BY rank"),
        contains(
            "b 2020-01-01T10:00Z 1 joy 2.500000 5 2", "b 2020-01-01T10:00Z 2 fun 1.000000 1 1"));
  }

  @Test
  public void theNewestPaneRemainsInWhateverOrderPanesCome() throws Exception {
    List<List<Leaderboard>> orders = new ArrayList<>();
    permute(new ArrayList<>(PANES), 0, orders);
    for (int i = 0; i < orders.size(); i++) {
      for (Leaderboard pane : orders.get(i)) {
        write("order-" + i, pane);
      }
    }

    assertThat(orders.size(), is(120));
    assertThat(select("SELECT DISTINCT timing, pane FROM leaderboard_window"), contains("LATE 2"));
    assertThat(
        select("SELECT rank, hashtag, COUNT(*) FROM leaderboard_row GROUP BY rank, hashtag"),
        contains("1 e 120"));
  }

  @Test
  public void aPaneThatComesTwiceIsThereOnce() throws Exception {
    write("b", PANES.get(2));
    write("b", PANES.get(2));

    assertThat(hashtags("b"), contains("1 c", "2 b", "3 a"));
  }

  @Test
  public void aLatePaneOfFewerRowsLeavesNoOldRank() throws Exception {
    write("b", PANES.get(2));
    write("b", PANES.get(3));

    assertThat(hashtags("b"), contains("1 d", "2 c"));
  }

  @Test
  public void anOlderPaneDoesNotEvenTouchTheWindow() throws Exception {
    write("b", PANES.get(3));
    List<String> before = select("SELECT timing, pane, updated_at FROM leaderboard_window");
    write("b", PANES.get(2));

    assertThat(select("SELECT timing, pane, updated_at FROM leaderboard_window"), is(before));
    assertThat(hashtags("b"), contains("1 d", "2 c"));
  }

  @Test
  public void boardsDoNotSeeEachOther() throws Exception {
    write("b", PANES.get(4));
    write("c", PANES.get(0));

    assertThat(hashtags("b"), contains("1 e"));
    assertThat(hashtags("c"), contains("1 a"));
  }

  @Test
  public void twoJobsAtOnceLeaveTheNewestPaneWhole() throws Exception {
    List<Leaderboard> panes = new ArrayList<>();
    for (int window = 10; window < 20; window++) {
      for (int pane = 0; pane < 10; pane++) {
        panes.add(many(window, pane < 7 ? EARLY : pane == 7 ? ON_TIME : LATE, pane % 7));
      }
    }
    JdbcDatabase other = JdbcDatabase.open(sameElsewhere());
    try {
      List<Callable<Void>> jobs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        List<Leaderboard> order = new ArrayList<>(panes);
        Collections.shuffle(order, new Random(i));
        JdbcDatabase of = i % 2 == 0 ? database : other;
        jobs.add(
            () -> {
              for (Leaderboard pane : order) {
                of.write(pane, "b", null, PATIENCE);
              }
              return null;
            });
      }
      atOnce(jobs);
    } finally {
      other.close();
    }

    List<String> newest = new ArrayList<>();
    for (int window = 10; window < 20; window++) {
      for (int rank = 1; rank <= 3; rank++) {
        newest.add("2020-01-01T%d:00Z %d LATE-2-%d".formatted(window, rank, rank));
      }
    }
    assertThat(
        select(
            "SELECT window_start, rank, hashtag FROM leaderboard_row ORDER BY window_start, rank"),
        is(newest));
  }

  /** A pane whose rows tell where they came from. */
  private static Leaderboard many(int hour, Leaderboard.Timing timing, int pane) {
    List<LeaderboardRow> rows = new ArrayList<>();
    for (int rank = 1; rank <= (timing == LATE ? 3 : 8); rank++) {
      rows.add(row(timing + "-" + pane + "-" + rank, 100 - rank));
    }
    return Boards.of(
        hour + ":00", hour + 1 + ":00", timing, pane, rows.toArray(new LeaderboardRow[0]));
  }

  @Test
  public void jobsThatCreateTheTablesAtOnceAllSucceed() throws Exception {
    List<Callable<Void>> jobs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      jobs.add(
          () -> {
            try (Connection connection = connect()) {
              connection.setAutoCommit(false);
              JdbcTables.create(connection);
              return null;
            }
          });
    }
    atOnce(jobs);

    assertThat(select("SELECT board FROM leaderboard_row"), is(empty()));
  }

  @Test
  public void aHashtagIsOnlyText() throws Exception {
    String longest = "ab\uD83D\uDE00".repeat(200);
    write(
        "b",
        Boards.of(
            ON_TIME,
            0,
            row("'); DROP TABLE leaderboard_row; --", 9),
            row("\u202Eevil\u0007\n", 8),
            row("\uD83D\uDE00\u0301\uFDFA", 7),
            row("zero\0half\uD83D", 6),
            row(longest, 5)));

    assertThat(
        select("SELECT hashtag FROM leaderboard_row ORDER BY rank"),
        contains(
            "'); DROP TABLE leaderboard_row; --",
            "\u202Eevil\u0007\n",
            "\uD83D\uDE00\u0301\uFDFA",
            "zero\uFFFDhalf\uFFFD",
            longest.substring(0, JdbcTables.MAX_HASHTAG)));
  }

  @Test
  public void aPaneThatCannotBeWrittenLeavesTheOneBefore() throws Exception {
    write("b", PANES.get(2));
    Leaderboard tooLarge = Boards.of(LATE, 1, row("x", 1), row("y", "1e40", 1, 1));

    UnwritableException failure =
        assertThrows(UnwritableException.class, () -> write("b", tooLarge));

    assertThat(failure.getMessage(), containsString("jdbc:"));
    assertThat(select("SELECT timing FROM leaderboard_window"), contains("ON_TIME"));
    assertThat(hashtags("b"), contains("1 c", "2 b", "3 a"));
  }

  @Test
  public void windowsAreKeptThisLongBeforeTheBoardsNewestThatHasEnded() throws Exception {
    write("other", Boards.of("01:00", "02:00", ON_TIME, 0, row("old", 1)));
    org.joda.time.Instant future = org.joda.time.Instant.parse("2999-01-01T00:00:00Z");
    write(
        "b",
        Leaderboard.of(
            future,
            future.plus(org.joda.time.Duration.standardHours(1)),
            ON_TIME,
            0,
            List.of(row("h99", 1))));
    for (int hour = 10; hour < 15; hour++) {
      write("b", Boards.of(hour + ":00", hour + 1 + ":00", ON_TIME, 0, row("h" + hour, 1)));
    }
    database.write(
        Boards.of("15:00", "16:00", ON_TIME, 0, row("h15", 1)), "b", Duration.ofHours(2), PATIENCE);

    List<String> kept = List.of("b h13", "b h14", "b h15", "b h99", "other old");
    assertThat(select("SELECT board, hashtag FROM leaderboard_row ORDER BY hashtag"), is(kept));
    assertThat(select("SELECT COUNT(*) FROM leaderboard_window"), contains("5"));
  }

  @Test
  public void theQueriesOfThePageAnswer() throws Exception {
    List<String> page = statements();
    org.joda.time.Instant now = org.joda.time.Instant.now();
    org.joda.time.Duration hour = org.joda.time.Duration.standardHours(1);
    write(
        "event-time",
        Leaderboard.of(now.minus(hour), now, LATE, 1, List.of(row("fun", 4), row("joy", 3))));
    write("event-time", Leaderboard.of(now, now.plus(hour), ON_TIME, 0, List.of(row("joy", 7))));
    write(
        "event-time",
        Leaderboard.of(now.plus(hour), now.plus(hour).plus(hour), EARLY, 0, List.of(row("x", 1))));
    String leads = page.get(JdbcTables.CREATE.size());
    String today = page.get(JdbcTables.CREATE.size() + 1);
    String changed = page.get(JdbcTables.CREATE.size() + 2);

    assertThat(page.subList(0, JdbcTables.CREATE.size()), is(JdbcTables.CREATE));
    assertThat(select(leads), contains("1 joy 7.000000 7 1"));
    assertThat(select(today), hasItem(endsWith(" 1 7.000000")));
    assertThat(select(changed), contains(containsString(" 1 ")));
    assertThat(page.size(), is(JdbcTables.CREATE.size() + 3));
  }

  /** Returns the statements of the page, which are in blocks of SQL. */
  private static List<String> statements() throws IOException {
    List<String> statements = new ArrayList<>();
    String page = Files.readString(Path.of("../docs/sql.md"));
    for (MatchResult block :
        Pattern.compile("(?s)```sql\n(.*?)```").matcher(page).results().toList()) {
      for (String statement : block.group(1).split(";", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
    }
    return statements;
  }

  private void write(String board, Leaderboard pane) throws IOException {
    database.write(pane, board, null, PATIENCE);
  }

  private List<String> hashtags(String board) throws SQLException {
    return select(
        "SELECT rank, hashtag FROM leaderboard_row WHERE board = '" + board + "' ORDER BY rank");
  }

  /** Returns the rows of a query, with spaces between the columns and times in UTC. */
  final List<String> select(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          boolean isTime = result.getMetaData().getColumnName(i).matches("(?i)window_.*");
          row.add(
              isTime
                  ? result
                      .getObject(i, OffsetDateTime.class)
                      .withOffsetSameInstant(ZoneOffset.UTC)
                      .toString()
                  : result.getString(i));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(address().url(), address().user(), "");
  }

  private static void atOnce(List<Callable<Void>> jobs) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    CyclicBarrier start = new CyclicBarrier(jobs.size());
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> job : jobs) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return job.call();
                }));
      }
      for (Future<Void> job : running) {
        job.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void permute(List<Leaderboard> panes, int from, List<List<Leaderboard>> orders) {
    if (from == panes.size()) {
      orders.add(List.copyOf(panes));
    }
    for (int i = from; i < panes.size(); i++) {
      Collections.swap(panes, from, i);
      permute(panes, from + 1, orders);
      Collections.swap(panes, from, i);
    }
  }
}
