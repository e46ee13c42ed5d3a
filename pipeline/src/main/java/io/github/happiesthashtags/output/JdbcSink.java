package io.github.happiesthashtags.output;

import com.google.auto.service.AutoService;
import com.zaxxer.hikari.HikariDataSource;
import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.Option.Kind;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.PasswordFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/** The sink that keeps the newest pane of each window in the tables of a database. */
@AutoService(Sink.class)
public final class JdbcSink implements Sink {
  /**
   * How long a writer tries again by itself, which outlasts a database's restart or failover. After
   * that the runner's own retries go on; the Direct runner has none.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String EXAMPLE = "jdbc:postgresql://host/database";

  /** A password anywhere in an address; drivers know several names for it. */
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(password|passwd|pwd|secret)\\s*=|//[^/@]*@");

  /** The part of an address that names its driver, and contains no secret. */
  private static final Pattern SCHEME = Pattern.compile("jdbc:[a-zA-Z0-9+.-]+:");

  /** An H2 database inside the process; the others are on a server. */
  private static final Pattern IN_PROCESS = Pattern.compile("(?i)jdbc:h2:(?!tcp:|ssl:).*");

  /** The options of the sink. */
  public interface JdbcOptions extends PipelineOptions {
    @Option(label = "Database")
    @Description(
        "The address of the database, such as `jdbc:postgresql://host/database`, without a "
            + "password. See [Leaderboards in a database](sql.md). Required.")
    @Nullable String getJdbcUrl();

    void setJdbcUrl(@Nullable String jdbcUrl);

    @Option(label = "Database user")
    @Description("The user of the database.")
    @Nullable String getJdbcUser();

    void setJdbcUser(@Nullable String jdbcUser);

    @Option(label = "Password file", kind = Kind.PATH)
    @Description("A file that holds only the user's password, `chmod 600`.")
    @Nullable String getJdbcPasswordFile();

    void setJdbcPasswordFile(@Nullable String jdbcPasswordFile);
  }

  @Override
  public String label() {
    return "jdbc";
  }

  @Override
  public String description() {
    return "tables in a database";
  }

  @Override
  public Option.Own options() {
    return new Option.Own(JdbcOptions.class, List.of("jdbcUrl", "jdbcUser", "jdbcPasswordFile"));
  }

  @Override
  public boolean deletesOldWindows() {
    return true;
  }

  @Override
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings, PipelineOptions options) {
    JdbcOptions jdbc = options.as(JdbcOptions.class);
    return write(
        new JdbcDatabase.Address(
            checkedDriver(jdbc.getJdbcUrl()),
            String.valueOf(jdbc.getJdbcUrl()),
            jdbc.getJdbcUser(),
            jdbc.getJdbcPasswordFile()),
        settings.board(),
        settings.writeEarly(),
        settings.keep());
  }

  /**
   * Returns connections for reading what the sink has written; connects to nothing yet.
   *
   * @throws IllegalArgumentException if the address cannot be used, as {@link #create} does
   * @throws CredentialsException if the password cannot be read
   */
  public static HikariDataSource reading(
      String url, @Nullable String user, @Nullable String passwordFile)
      throws CredentialsException {
    return JdbcDatabase.reading(
        new JdbcDatabase.Address(checkedDriver(url), url, user, passwordFile));
  }

  /** Returns a sink of a database for other sinks that show what is in it. */
  static PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> write(
      JdbcDatabase.Address database, String board, boolean writeEarly, @Nullable Duration keep) {
    return ParDo.of(new WriteFn(database, board, writeEarly, keep, PATIENCE));
  }

  @Override
  public void checkPlace(PipelineOptions options, boolean elsewhere) {
    JdbcOptions jdbc = options.as(JdbcOptions.class);
    String url = jdbc.getJdbcUrl();
    String passwordFile = jdbc.getJdbcPasswordFile();
    if (elsewhere) {
      if (url != null && IN_PROCESS.matcher(url).matches()) {
        throw new IllegalArgumentException(
            "--jdbcUrl="
                + url
                + ": each process of a cluster would have a database of its own; use one on a"
                + " server, such as "
                + EXAMPLE);
      }
    } else if (passwordFile != null) {
      try {
        PasswordFile.read(Path.of(passwordFile));
      } catch (CredentialsException | InvalidPathException e) {
        throw new IllegalArgumentException(
            "--jdbcPasswordFile=" + passwordFile + ": " + e.getMessage(), e);
      }
    }
  }

  /** Returns the class name of the driver that takes an address. */
  private static String checkedDriver(@Nullable String url) {
    if (url == null) {
      throw new IllegalArgumentException(
          "--jdbcUrl is missing: with --output=jdbc give the address of a database, such as "
              + EXAMPLE);
    }
    Matcher scheme = SCHEME.matcher(url);
    if (!scheme.lookingAt()) {
      throw new IllegalArgumentException(
          "--jdbcUrl: not the address of a database; use one such as " + EXAMPLE);
    }
    if (PASSWORD.matcher(url).find()) {
      throw new IllegalArgumentException(
          "--jdbcUrl="
              + scheme.group()
              + "...: there is a user or a password in the address, which anybody can see; use"
              + " --jdbcUser and --jdbcPasswordFile");
    }
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, JdbcSink.class.getClassLoader())) {
        if (driver.acceptsURL(url)) {
          return driver.getClass().getName();
        }
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("--jdbcUrl=" + url + ": " + e.getMessage(), e);
    } finally {
      JdbcDrivers.release();
    }
    throw new IllegalArgumentException(
        "--jdbcUrl="
            + scheme.group().toLowerCase(Locale.ROOT)
            + "...: no driver on the class path takes this address; use one of PostgreSQL, such as "
            + EXAMPLE
            + ", or H2, or add the driver of your database");
  }

  static final class WriteFn extends DoFn<Leaderboard, Void> {
    private static final long serialVersionUID = 1L;

    private final JdbcDatabase.Address address;
    private final String board;
    private final boolean writeEarly;
    private final @Nullable Duration keep;
    private final Duration patience;
    private transient @Nullable JdbcDatabase database;

    WriteFn(
        JdbcDatabase.Address address,
        String board,
        boolean writeEarly,
        @Nullable Duration keep,
        Duration patience) {
      this.address = address;
      this.board = board;
      this.writeEarly = writeEarly;
      this.keep = keep;
      this.patience = patience;
    }

    @ProcessElement
    public void process(@Element Leaderboard leaderboard) throws IOException {
      if (leaderboard.timing() == Leaderboard.Timing.EARLY && !writeEarly) {
        return;
      }
      JdbcDatabase open = database;
      if (open == null) {
        // Not in setup: Spark sets up a function for every batch, most of which have no pane.
        open = JdbcDatabase.open(address);
        database = open;
      }
      open.write(leaderboard, board, keep, patience);
    }

    @Teardown
    public void teardown() {
      if (database != null) {
        database.close();
        database = null;
      }
    }
  }
}
