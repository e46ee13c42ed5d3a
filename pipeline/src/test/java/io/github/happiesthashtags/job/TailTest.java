package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.rank.Leaderboard.Timing.EARLY;
import static io.github.happiesthashtags.rank.Leaderboard.Timing.ON_TIME;
import static io.github.happiesthashtags.testing.Boards.row;
import static io.github.happiesthashtags.testing.TestStatus.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.output.Screens;
import io.github.happiesthashtags.output.StoredFiles;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.Boards;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The program that shows stored leaderboards. */
public final class TailTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int tail(String... args) {
    out.reset();
    err.reset();
    PrintStream errors = new PrintStream(err, true, UTF_8);
    return new Tail(Screens.plain(new PrintStream(out, true, UTF_8), errors)).run(args);
  }

  @Test
  public void onceShowsThePresentStateOfFiles() throws IOException {
    Path directory = folder.newFolder("out").toPath();
    assertThat(tail("--once", "--outputDir=" + directory), is(ExitCode.OK));
    assertThat(err.toString(UTF_8), is("tail: there is no leaderboard yet\n"));
    StoredFiles.csv(directory, Boards.of(ON_TIME, 0, row("joy", 3), row("sun", 1)));

    assertThat(tail("--once", "--outputDir=file://" + directory), is(ExitCode.OK));

    assertThat(
        out.toString(UTF_8),
        allOf(containsString("on time, pane 0\n   1  #joy"), containsString("   2  #sun")));
    assertThat(err.toString(UTF_8), is(""));
  }

  @Test
  public void onceShowsThePresentStateOfADatabase() throws IOException {
    String url = "--jdbcUrl=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    assertThat(tail(url, "--once"), is(ExitCode.OK));
    assertThat(err.toString(UTF_8), is("tail: there is no leaderboard yet\n"));
    store(url, "first", "joy");

    assertThat(tail(url, "--once"), is(ExitCode.OK));

    assertThat(out.toString(UTF_8), containsString("on time, pane 0\n   1  #joy"));
    store(url, "second", "sun");
    assertThat(tail(url, "--once"), is(ExitCode.BAD_OPTION));
    assertThat(err.toString(UTF_8), is("tail: --board is missing: give one of first, second\n"));
    err.reset();
    assertThat(tail(url, "--board=third", "--once"), is(ExitCode.OK));
    assertThat(
        err.toString(UTF_8),
        is("tail: there is no leaderboard yet; the database has other boards: first, second\n"));
    assertThat(tail(url, "--board=second", "--once"), is(ExitCode.OK));
    assertThat(out.toString(UTF_8), containsString("#sun"));
    assertThat(out.toString(UTF_8), not(containsString("#joy")));
  }

  @Test
  public void panesOfAnUnknownTimingAreLeftOut() throws Exception {
    String address = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    String url = "--jdbcUrl=" + address;
    store(url, "only", "joy");
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE leaderboard_window SET timing = 'OTHER'");
    }

    assertThat(tail(url, "--once"), is(ExitCode.OK));
    assertThat(err.toString(UTF_8), is("tail: there is no leaderboard yet\n"));
  }

  private void store(String url, String board, String hashtag) throws IOException {
    Path input = folder.newFile(board + ".jsonl").toPath();
    Files.write(input, Blocks.bytes(at("10:00").tagged(hashtag).smiling(1)));
    JobTest.Run run =
        JobTest.of("event-time")
            .withOptions("--source=file", "--input=" + input, "--output=jdbc", url)
            .withOptions("--board=" + board)
            .run();
    assertThat(run.err().toString(), run.exitCode(), is(ExitCode.OK));
  }

  @Test
  public void badOptionsAreAnsweredWithOneLine() throws IOException {
    Path file = folder.newFile("file").toPath();
    assertBad("give the job's --outputDir or its --jdbcUrl");
    assertBad(
        "give the job's --outputDir or its --jdbcUrl, not both", "--outputDir=a", "--jdbcUrl=b");
    assertBad("unknown option --input; use one of --outputDir", "--input=a");
    assertBad("unknown option directory; use", "directory");
    assertBad("--outputDir: no value", "--outputDir");
    assertBad("--outputDir is given more than once", "--outputDir=a", "--outputDir=b");
    assertBad("--outputDir=-: not a directory", "--outputDir=-");
    assertBad("--outputDir=s3://a/b: not a directory of this machine", "--outputDir=s3://a/b");
    assertBad("--outputDir=" + file + ": not a directory", "--outputDir=" + file);
    assertBad("--board: only with --jdbcUrl", "--outputDir=a", "--board=b");
    assertBad("--once=no: takes no value", "--outputDir=a", "--once=no");
    assertBad(
        "--beside=nowhere: cannot be read", "--outputDir=" + file.getParent(), "--beside=nowhere");
    assertBad("--jdbcUrl: not the address of a database", "--jdbcUrl=postgres");
    assertBad("--jdbcUrl=jdbc:nobody:...: no driver", "--jdbcUrl=jdbc:nobody:x");
    assertBad(
        "--jdbcPasswordFile=nowhere: ", "--jdbcUrl=jdbc:h2:mem:x", "--jdbcPasswordFile=nowhere");
    assertBad("--jdbcUrl=jdbc:h2:...: there is a user", "--jdbcUrl=jdbc:h2:mem:x;PASSWORD=secret");
  }

  private void assertBad(String message, String... args) {
    assertThat(tail(args), is(ExitCode.BAD_OPTION));
    assertThat(err.toString(UTF_8), startsWith("tail: " + message));
    assertThat(err.toString(UTF_8).lines().count(), is(1L));
    assertThat(out.toString(UTF_8), is(""));
  }

  @Test
  public void aReaderThatLeavesEndsItWithoutAWord() throws IOException {
    Path directory = folder.newFolder("out").toPath();
    StoredFiles.csv(directory, Boards.of(ON_TIME, 0, row("joy", 3)));
    Tail tail = new Tail(Screens.closed(new PrintStream(err, true, UTF_8)));

    assertThat(tail.run(new String[] {"--outputDir=" + directory}), is(ExitCode.CLOSED_PIPE));
    assertThat(tail.run(new String[] {"--help"}), is(ExitCode.CLOSED_PIPE));
    assertThat(err.toString(UTF_8), is(""));
  }

  @Test
  public void itShowsTheLinesBesideTheTablesAndEndsAfterThem() throws Exception {
    Path directory = folder.newFolder("out").toPath();
    Path lines = folder.newFile("lines").toPath();
    Files.writeString(lines, "the job runs\nthe job \u202Eended");
    StoredFiles.csv(directory, Boards.of(ON_TIME, 0, row("joy", 3)));

    assertThat(tail("--outputDir=" + directory, "--beside=" + lines), is(ExitCode.OK));

    assertThat(out.toString(UTF_8), containsString("   1  #joy"));
    assertThat(err.toString(UTF_8), is("the job runs\nthe job \\u202Eended\n"));
  }

  @Test
  public void itFollowsUntilASignalEndsItQuietly() throws Exception {
    Path directory = folder.getRoot().toPath().resolve("out");
    Path errors = folder.newFile("err").toPath();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HappiestHashtagsJob.class.getName(),
                "tail",
                "--outputDir=" + directory)
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader shown = process.inputReader(UTF_8)) {
      StoredFiles.jsonl(directory, Boards.of("10:00", "11:00", EARLY, 0, row("joy", 3)));
      assertThat(shown.readLine(), containsString("early, pane 0"));
      assertThat(shown.readLine(), containsString("#joy"));
      assertThat(shown.readLine(), is(""));
      StoredFiles.jsonl(directory, Boards.of("10:00", "11:00", ON_TIME, 0, row("sun", 3)));
      assertThat(shown.readLine(), containsString("on time, pane 0"));

      process.toHandle().destroy();

      assertThat(process.waitFor(), is(ExitCode.OK));
    } finally {
      process.destroyForcibly();
    }
    assertThat(
        List.of("", "tail: waiting for the first leaderboard\n").contains(Files.readString(errors)),
        is(true));
  }
}
