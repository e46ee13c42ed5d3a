package io.github.happiesthashtags.output;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.PasswordFile;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that this process writes to: one pool of connections, however many threads write. The
 * first writer opens it, and the last one closes it, because an engine's process may outlive the
 * job.
 */
final class JdbcDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcDatabase.class);

  /** Panes are few, and each takes some milliseconds. */
  private static final int MAX_CONNECTIONS = 4;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** An idle job leaves its connections to others. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Old windows cost space only, so there is no hurry to delete them. */
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);

  /** The most of a database's message that is shown. */
  private static final int MAX_MESSAGE = 500;

  private static final String POSTGRES = "org.postgresql.Driver";

  /**
   * The SQL states, or their beginnings, that may pass. PostgreSQL: connection, transaction to
   * repeat, resources, lock, operator's intervention, system; a server that became read-only in a
   * failover; and a key that another writer added first. H2: database or connection closed.
   */
  private static final List<String> PASSING =
      List.of(
          "08", "40", "53", "55", "57", "58", "25006", "23505", "HYT", "90067", "90098", "90121");

  /** The beginning of the SQL states of refused credentials. */
  private static final String REFUSED = "28";

  private static final Map<Address, JdbcDatabase> OPEN = new HashMap<>();

  private final Address address;
  private final HikariDataSource pool;
  private final Map<String, Long> nextPrune = new ConcurrentHashMap<>();
  private int users;
  private volatile boolean hasTables;

  /**
   * The address of a database, and who connects to it.
   *
   * @param driver the class name of the driver
   */
  record Address(String driver, String url, @Nullable String user, @Nullable String passwordFile)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Returns the URL without its parameters. */
    String name() {
      return url.split("[?;]", 2)[0];
    }
  }

  @FunctionalInterface
  private interface Work {
    void in(Connection connection) throws SQLException;
  }

  private JdbcDatabase(Address address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
  }

  /**
   * Opens the database, or returns the one that is open already; connects to nothing yet.
   *
   * @throws CredentialsException if the password cannot be read
   */
  static JdbcDatabase open(Address address) throws CredentialsException {
    synchronized (OPEN) {
      JdbcDatabase database = OPEN.get(address);
      if (database == null) {
        database = new JdbcDatabase(address, new HikariDataSource(config(address)));
        OPEN.put(address, database);
      }
      database.users++;
      return database;
    }
  }

  /** Returns a pool of one connection that only reads. */
  static HikariDataSource reading(Address address) throws CredentialsException {
    HikariConfig config = config(address);
    config.setMaximumPoolSize(1);
    config.setAutoCommit(true);
    config.setReadOnly(true);
    return new HikariDataSource(config);
  }

  /** Closes the connections, unless others use them. */
  void close() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(address);
        pool.close();
        JdbcDrivers.release();
      }
    }
  }

  private static HikariConfig config(Address address) throws CredentialsException {
    JdbcDrivers.register(address.driver());
    HikariConfig config = new HikariConfig();
    config.setPoolName("happiest-hashtags");
    config.setDriverClassName(address.driver());
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    if (address.passwordFile() != null) {
      config.setPassword(PasswordFile.read(Path.of(address.passwordFile())));
    }
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (address.driver().equals(POSTGRES)) {
      // Otherwise a server that vanished without a word would block a writer for hours. Parameters
      // of the URL override these.
      config.addDataSourceProperty("connectTimeout", "5");
      config.addDataSourceProperty("socketTimeout", "30");
      config.addDataSourceProperty("tcpKeepAlive", "true");
      config.addDataSourceProperty("ApplicationName", "happiest-hashtags");
    }
    return config;
  }

  /**
   * Writes a pane, and now and then deletes old windows. Tries again while the database is away.
   *
   * @param keep how long windows are kept; null for ever
   * @param patience how long to try again
   * @throws CredentialsException if the database refuses the user
   * @throws UnwritableException if the pane cannot be written; nothing of it is written then
   */
  void write(Leaderboard pane, String board, @Nullable Duration keep, Duration patience)
      throws IOException {
    patiently(patience, connection -> JdbcTables.replace(connection, board, pane));
    if (keep != null && isTimeToPrune(board)) {
      try {
        once(connection -> JdbcTables.prune(connection, board, keep));
      } catch (SQLException e) {
        LOG.warn("old windows of {} will be deleted later: {}", address.name(), message(e));
      }
    }
  }

  private boolean isTimeToPrune(String board) {
    long now = System.nanoTime();
    Long next = nextPrune.get(board);
    if (next != null && now - next < 0) {
      return false;
    }
    nextPrune.put(board, now + PRUNE_EVERY.toNanos());
    return true;
  }

  private void patiently(Duration patience, Work work) throws IOException {
    long start = System.nanoTime();
    Duration wait = FIRST_WAIT;
    boolean told = false;
    while (true) {
      try {
        once(work);
        if (told) {
          LOG.info("{} takes leaderboards again", address.name());
        }
        return;
      } catch (SQLException e) {
        if (states(e).stream().anyMatch(state -> state.startsWith(REFUSED))) {
          throw new CredentialsException(address.name() + " refuses the user: " + message(e));
        }
        if (!isPassing(e) || System.nanoTime() - start > patience.toNanos()) {
          throw new UnwritableException(address.name(), new SQLException(message(e), e));
        }
        if (!told && wait.compareTo(FIRST_WAIT) > 0) {
          LOG.warn("{} takes no leaderboards, trying again: {}", address.name(), message(e));
          told = true;
        }
      }
      sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  private void once(Work work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        if (!hasTables) {
          JdbcTables.create(connection);
          hasTables = true;
        }
        work.in(connection);
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException lost) {
          e.addSuppressed(lost);
        }
        throw e;
      }
    }
  }

  private static void sleep(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the database");
    }
  }

  /**
   * Returns whether another try may succeed. Any state among the causes can say so: a server that
   * ends while a driver rolls back a failed statement gives its own state, with that of the
   * statement as the cause.
   */
  static boolean isPassing(SQLException e) {
    List<String> states = states(e);
    if (states.isEmpty()) {
      return e instanceof SQLTransientException || e instanceof SQLRecoverableException;
    }
    return states.stream().anyMatch(state -> PASSING.stream().anyMatch(state::startsWith));
  }

  /** Returns the SQL states of the exception and its causes. */
  private static List<String> states(SQLException e) {
    List<String> states = new ArrayList<>();
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        states.add(sql.getSQLState());
      }
    }
    return states;
  }

  private static String message(SQLException e) {
    Throwable innermost = e;
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        innermost = cause;
      }
    }
    return Printable.line(innermost.getMessage(), MAX_MESSAGE);
  }
}
