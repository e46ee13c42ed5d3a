package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.rank.Leaderboard.Timing.LATE;
import static io.github.happiesthashtags.rank.Leaderboard.Timing.ON_TIME;
import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.testing.Boards;
import io.github.happiesthashtags.testsupport.PostgresServer;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** The tables in PostgreSQL. */
public final class PostgresJdbcTest extends JdbcContract {
  private static PostgresServer server;

  @BeforeClass
  public static void start() throws IOException {
    server = PostgresServer.start();
  }

  @AfterClass
  public static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Before
  public void dropTables() throws IOException {
    server.psql("DROP TABLE IF EXISTS leaderboard_window, leaderboard_row");
  }

  @Override
  JdbcDatabase.Address address() {
    return address(server.url(), PostgresServer.USER);
  }

  @Override
  JdbcDatabase.Address sameElsewhere() {
    return address(server.url() + "?ApplicationName=other", PostgresServer.USER);
  }

  private static JdbcDatabase.Address address(String url, String user) {
    return new JdbcDatabase.Address("org.postgresql.Driver", url, user, null);
  }

  @Test
  public void aPaneWaitsForAServerThatIsAway() throws Exception {
    JdbcDatabase database = JdbcDatabase.open(address());
    try {
      database.write(Boards.of(ON_TIME, 0, row("before", 1)), "b", null, PATIENCE);
      server.stop();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                try {
                  database.write(Boards.of(LATE, 1, row("after", 1)), "b", null, PATIENCE);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThrows(TimeoutException.class, () -> writing.get(1, TimeUnit.SECONDS));
      server.restart();
      writing.get();
    } finally {
      database.close();
    }

    assertThat(select("SELECT rank, hashtag FROM leaderboard_row"), contains("1 after"));
  }

  @Test
  public void aServerThatEndsWhileAFailedStatementIsRolledBackIsAway() {
    SQLException missing = new SQLException("relation does not exist", "42P01");
    SQLException ended = new SQLException("terminating connection", "57P01", missing);

    assertThat(JdbcDatabase.isPassing(ended), is(true));
    assertThat(JdbcDatabase.isPassing(missing), is(false));
  }

  @Test
  public void aServerThatStaysAwayIsAFailureThatNamesIt() throws Exception {
    JdbcDatabase database = JdbcDatabase.open(address("jdbc:postgresql://127.0.0.1:1/none", "u"));
    try {
      UnwritableException failure =
          assertThrows(
              UnwritableException.class,
              () ->
                  database.write(
                      Boards.of(ON_TIME, 0, row("a", 1)), "b", null, Duration.ofMillis(1)));

      assertThat(failure.getMessage(), containsString("jdbc:postgresql://127.0.0.1:1/none cannot"));
      assertThat(failure.getMessage(), containsString("refused"));
    } finally {
      database.close();
    }
  }

  @Test
  public void aUserWhomTheServerRefusesIsAMatterOfCredentials() throws Exception {
    JdbcDatabase database = JdbcDatabase.open(address(server.url(), "nobody"));
    try {
      CredentialsException failure =
          assertThrows(
              CredentialsException.class,
              () -> database.write(Boards.of(ON_TIME, 0, row("a", 1)), "b", null, PATIENCE));

      assertThat(failure.getMessage(), containsString("nobody"));
    } finally {
      database.close();
    }
  }

  @Test
  public void aUserWhoMayNotCreateMissingTablesIsToldWhatToDo() throws Exception {
    server.psql(
        "DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN; REVOKE CREATE ON SCHEMA public"
            + " FROM PUBLIC");
    JdbcDatabase database = JdbcDatabase.open(address(server.url(), "stranger"));
    try {
      UnwritableException failure =
          assertThrows(
              UnwritableException.class,
              () -> database.write(Boards.of(ON_TIME, 0, row("a", 1)), "b", null, PATIENCE));

      assertThat(failure.getMessage(), containsString("docs/sql.md"));
      assertThat(failure.getMessage(), containsString("permission denied"));
    } finally {
      database.close();
    }
  }

  @Test
  public void aUserWhoMayNotCreateTablesWritesToThem() throws Exception {
    JdbcDatabase owner = JdbcDatabase.open(address());
    owner.write(Boards.of(ON_TIME, 0, row("a", 1)), "b", null, PATIENCE);
    owner.close();
    server.psql(
        "DROP ROLE IF EXISTS writer; CREATE ROLE writer LOGIN; REVOKE CREATE ON SCHEMA public FROM"
            + " PUBLIC");
    server.psql(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON leaderboard_window, leaderboard_row TO writer");
    JdbcDatabase writer = JdbcDatabase.open(address(server.url(), "writer"));
    try {
      writer.write(Boards.of(LATE, 1, row("b", 1)), "b", null, PATIENCE);
    } finally {
      writer.close();
    }

    assertThat(select("SELECT rank, hashtag FROM leaderboard_row"), contains("1 b"));
  }
}
