package io.github.happiesthashtags.board;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The board as a program of its own, over a database that jobs on any runner write to. */
final class BoardMain {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
  private static final int FAILED = 1;
  private static final int BAD_OPTION = 2;

  /**
   * How long a request waits for a connection to the database before it is told that it is away.
   */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  static final List<String> HELP =
      List.of(
          "Serves the leaderboards of a database as a web page and an API. Reads only.",
          "",
          "  --jdbcUrl=URL            the database, such as jdbc:postgresql://HOST/DATABASE",
          "  --jdbcUser=NAME          its user, who needs SELECT only",
          "  --jdbcPasswordFile=PATH  a file with the user's password",
          "  --port=NUMBER            where to listen; 0 takes any free port (default: 8080)",
          "  --host=NAME              0.0.0.0 lets other machines connect (default: 127.0.0.1)");

  private BoardMain() {}

  /** Runs until a signal ends the process. */
  public static void main(String[] args) throws InterruptedException {
    // Jetty would tell of each part of its start. A file cannot say this: in a job's jar, the file
    // is the job's.
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "warn");
    }
    int exit = run(args, System.out, System.err, new CountDownLatch(1));
    if (exit != 0) {
      System.exit(exit);
    }
  }

  /** Serves until the latch opens, and returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream err, CountDownLatch end)
      throws InterruptedException {
    if (List.of(args).contains("--help")) {
      HELP.forEach(out::println);
      return 0;
    }
    BoardOptions options;
    try {
      options = BoardOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println("board: " + e.getMessage());
      return BAD_OPTION;
    }
    try (HikariDataSource database = pool(options);
        BoardServer server =
            BoardServer.over(database).withHost(options.host()).withPort(options.port()).start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "board-stop"));
      out.println(server.address());
      end.await();
      return 0;
    } catch (IOException e) {
      err.println(
          "board: cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + ": "
              + e.getMessage()
              + "; give another --port or --host");
      return FAILED;
    }
  }

  private static HikariDataSource pool(BoardOptions options) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("board");
    config.setJdbcUrl(options.jdbcUrl());
    config.setUsername(options.jdbcUser());
    config.setPassword(options.jdbcPassword());
    config.setReadOnly(true);
    config.setMaximumPoolSize(Limits.DATABASE_CONNECTIONS);
    config.setConnectionTimeout(CONNECT.toMillis());
    // The page says that the database is away; the board need not start after it.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
