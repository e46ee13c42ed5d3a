package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.testing.Boards.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeThat;

import io.github.happiesthashtags.output.SinkSettings.Folders;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.testing.Boards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which files of an output directory are deleted, and which never. */
public final class OldPaneFilesTest {
  private static final Duration KEEP = Duration.ofHours(2);
  private static final String OLD = "2020-01-01T01-00-00Z_2020-01-01T02-00-00Z_on-time-0.csv";
  private static final String LIMIT = "2020-01-02T09-00-00Z_2020-01-02T10-00-00Z_on-time-0.csv";
  private static final String NEWEST = "2020-01-02T11-00-00Z_2020-01-02T12-00-00Z_on-time-0.csv";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;
  private OldPaneFiles files;

  @Before
  public void open() {
    directory = folder.getRoot().toPath().resolve("out");
    files =
        new OldPaneFiles(
            directory, ".csv", Clock.fixed(Instant.parse("2020-01-02T12:00:00Z"), ZoneOffset.UTC));
  }

  @Test
  public void filesGoIfTheirWindowEndedLongerBeforeTheNewest() throws IOException {
    write(OLD, OLD.replace("on-time-0", "late-3"), OLD.replace("on-time-0", "early-12"));
    write("2020-01-02T08-59-00Z_2020-01-02T09-59-59.999Z_on-time-0.csv", LIMIT, NEWEST);

    files.delete(KEEP);
    files.delete(KEEP);

    assertThat(all(), is(Set.of(LIMIT, NEWEST)));
  }

  @Test
  public void oldFilesInFoldersByDayGoWithTheirFolders() throws IOException {
    write("2020-01-01/" + OLD, "2020-01-02/" + LIMIT, "2020-01-02/" + NEWEST);
    write("2020-01-02/" + "2020-01-02T00-00-00Z_2020-01-02T01-00-00Z_on-time-0.csv");
    Files.createDirectories(directory.resolve("2019-12-31"));

    files.delete(KEEP);

    assertThat(all(), is(Set.of("2020-01-02", "2020-01-02/" + LIMIT, "2020-01-02/" + NEWEST)));
  }

  @Test
  public void theLayoutMayChange() throws IOException {
    write(OLD, LIMIT, "2020-01-01/" + OLD, "2020-01-02/" + NEWEST);

    files.delete(KEEP);

    assertThat(all(), is(Set.of(LIMIT, "2020-01-02", "2020-01-02/" + NEWEST)));
  }

  @Test
  public void filesWithoutTheNameOfAPaneStay() throws IOException {
    write(NEWEST);
    write(
        "notes.csv",
        "." + OLD + ".0.tmp",
        OLD.replace(".csv", ".jsonl"),
        OLD.replace(".csv", ".CSV"),
        OLD.replace(".csv", ".csv.bak"),
        "copy of " + OLD,
        OLD.replace("on-time-0", "on-time-00"),
        OLD.replace("on-time-0", "ON-TIME-0"),
        OLD.replace("00Z_on", "00.000Z_on"),
        OLD.replace("T01", "T02"),
        OLD.replace("T02", "T24"),
        OLD.replace("00Z_on", "60Z_on"),
        OLD.replace("2020-01-01T01", "2019-02-30T01"),
        OLD.replace("2020-01-01T01", "2020-13-41T01"),
        OLD + "/" + OLD,
        "2020-01-01/notes.csv",
        "2019-12-31/" + OLD,
        "2019-99-99/" + OLD,
        "2020-01-02/deeper/" + OLD,
        "archive/" + OLD);
    Set<String> before = all();

    files.delete(KEEP);

    assertThat(all(), is(before));
  }

  @Test
  public void symbolicLinksAndWhatIsBehindThemStay() throws IOException {
    Path elsewhere = folder.newFolder("elsewhere").toPath();
    Files.writeString(elsewhere.resolve(OLD), "");
    Path empty = folder.newFolder("empty").toPath();
    write(NEWEST);
    Files.createSymbolicLink(directory.resolve(OLD), elsewhere.resolve(OLD));
    Files.createSymbolicLink(directory.resolve("2020-01-01"), elsewhere);
    Files.createSymbolicLink(directory.resolve("2019-12-31"), empty);

    files.delete(KEEP);

    assertThat(Files.exists(directory.resolve("2020-01-01/" + OLD)), is(true));
    assertThat(Files.exists(directory.resolve(OLD)), is(true));
    assertThat(Files.exists(directory.resolve("2019-12-31")), is(true));
  }

  @Test
  public void aWindowFromTheFutureMakesNoOtherOld() throws IOException {
    write(NEWEST, LIMIT, OLD, "2999-01-01T00-00-00Z_2999-01-01T01-00-00Z_on-time-0.csv");

    files.delete(KEEP);

    assertThat(
        all(),
        is(Set.of(NEWEST, LIMIT, "2999-01-01T00-00-00Z_2999-01-01T01-00-00Z_on-time-0.csv")));
  }

  @Test
  public void aFailureIsLoggedOnceAndEndsNothing() throws IOException {
    Files.writeString(directory, "not a directory");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      files.delete(KEEP);
      files.delete(KEEP);
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(UTF_8), containsString("old files will be deleted later: "));
    assertThat(log.toString(UTF_8).lines().count(), is(1L));
  }

  @Test
  public void aFolderThatMayNotBeReadKeepsNoOtherFile() throws IOException {
    write(OLD, NEWEST);
    Path closed = Files.createDirectories(directory.resolve("2020-01-02"));
    Files.setPosixFilePermissions(closed, Set.of());
    assumeThat("whether this user may not read it", Files.isReadable(closed), is(false));

    files.delete(KEEP);

    assertThat(Files.exists(directory.resolve(OLD)), is(false));
    assertThat(Files.exists(closed), is(true));
  }

  @Test
  public void aDirectoryThatIsNotThereYetIsEmpty() {
    files.delete(KEEP);

    assertThat(Files.exists(directory), is(false));
  }

  @Test
  public void itIsTimeOnceAMinute() throws IOException {
    write(OLD, NEWEST);
    assertThat(files.deleteNowAndThen(KEEP), is(true));
    write(OLD);

    assertThat(files.deleteNowAndThen(KEEP), is(false));

    assertThat(all(), is(Set.of(OLD, NEWEST)));
  }

  /** As in a database: the next deletion takes it. */
  @Test
  public void aPaneOfADeletedWindowIsWrittenAgain() throws IOException {
    PaneFileFn sink =
        new PaneFileFn(
            new CsvSink.Format(false),
            new SinkSettings(directory.toString(), Folders.DAY, false, false, "board", KEEP));
    sink.process(Boards.of("01:00", "02:00", Timing.ON_TIME, 0, row("old", 1)));
    sink.process(Boards.of("11:00", "12:00", Timing.ON_TIME, 0, row("new", 1)));
    String kept = "2020-01-01/2020-01-01T11-00-00Z_2020-01-01T12-00-00Z_on-time-0.csv";
    String late = "2020-01-01/2020-01-01T01-00-00Z_2020-01-01T02-00-00Z_late-1.csv";

    sink.finishBundle();
    assertThat(all(), is(Set.of("2020-01-01", kept)));
    sink.process(Boards.of("01:00", "02:00", Timing.LATE, 1, row("old", 2)));
    sink.finishBundle();
    assertThat(all(), is(Set.of("2020-01-01", kept, late)));
    sink.teardown();
    assertThat(all(), is(Set.of("2020-01-01", kept)));
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  /** The paths below the directory, folders included. */
  private Set<String> all() throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      Set<String> names = new TreeSet<>();
      found.skip(1).forEach(path -> names.add(directory.relativize(path).toString()));
      return names;
    }
  }
}
