package io.github.happiesthashtags.tail;

import static io.github.happiesthashtags.rank.Leaderboard.Timing.EARLY;
import static io.github.happiesthashtags.rank.Leaderboard.Timing.LATE;
import static io.github.happiesthashtags.rank.Leaderboard.Timing.ON_TIME;
import static io.github.happiesthashtags.testing.Boards.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeThat;

import io.github.happiesthashtags.output.Screens;
import io.github.happiesthashtags.output.StoredFiles;
import io.github.happiesthashtags.testing.Boards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is shown of the files of a job while it writes them. */
public class FollowerTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path directory;
  private Follower follower;

  @Before
  public void open() {
    directory = folder.getRoot().toPath().resolve("out");
    follower =
        new Follower(
            new PaneFiles(directory),
            Screens.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
  }

  @Test
  public void aDirectoryThatIsNotThereYetIsEmpty() throws IOException {
    assertThat(follower.show(), is(false));
    StoredFiles.csv(directory, Boards.of(ON_TIME, 0, row("joy", 1)));

    assertThat(follower.show(), is(true));

    assertThat(shown(), contains("10:00 to 11:00 on time, pane 0 #joy"));
  }

  @Test
  public void thePresentStateIsTheLastFinishedWindowAndTheNextToEnd() throws IOException {
    StoredFiles.csv(directory, Boards.of("08:00", "09:00", ON_TIME, 0, row("old", 1)));
    StoredFiles.csv(directory, Boards.of("08:30", "09:30", EARLY, 4, row("left", 1)));
    StoredFiles.csv(directory, Boards.of("09:00", "10:00", ON_TIME, 0, row("done", 1)));
    StoredFiles.csv(directory, Boards.of("09:00", "10:00", EARLY, 7, row("before", 1)));
    StoredFiles.jsonl(directory, Boards.of("09:30", "10:30", EARLY, 2, row("second", 1)));
    StoredFiles.jsonl(directory, Boards.of("09:30", "10:30", EARLY, 10, row("open", 1)));
    StoredFiles.jsonl(directory, Boards.of("10:00", "11:00", EARLY, 0, row("next", 1)));

    follower.show();

    assertThat(
        shown(),
        contains("09:00 to 10:00 on time, pane 0 #done", "09:30 to 10:30 early, pane 10 #open"));
  }

  @Test
  public void foldersByDayAreReadToo() throws IOException {
    StoredFiles.csv(directory, Boards.of("08:00", "09:00", ON_TIME, 0, row("flat", 1)));
    StoredFiles.csvByDay(directory, Boards.of("09:00", "10:00", ON_TIME, 0, row("folder", 1)));
    follower.show();
    assertThat(shown(), contains("09:00 to 10:00 on time, pane 0 #folder"));
    out.reset();
    StoredFiles.csv(directory, Boards.of("10:00", "11:00", ON_TIME, 0, row("flat", 1)));
    StoredFiles.csvByDay(directory, Boards.of("11:00", "12:00", ON_TIME, 0, row("folder", 1)));

    follower.show();

    assertThat(
        shown(),
        contains("10:00 to 11:00 on time, pane 0 #flat", "11:00 to 12:00 on time, pane 0 #folder"));
  }

  @Test
  public void onlyWhatIsNewIsShownAndOfAWindowOnlyTheNewest() throws IOException {
    StoredFiles.csv(directory, Boards.of("09:00", "10:00", ON_TIME, 0, row("done", 1)));
    follower.show();
    assertThat(follower.show(), is(false));
    out.reset();
    StoredFiles.csv(directory, Boards.of("10:00", "11:00", ON_TIME, 0, row("a", 1)));
    StoredFiles.csv(directory, Boards.of("10:00", "11:00", LATE, 9, row("b", 1)));
    StoredFiles.csv(directory, Boards.of("10:00", "11:00", LATE, 10, row("c", 1)));
    StoredFiles.csv(directory, Boards.of("09:00", "10:00", LATE, 1, row("changed", 1)));

    follower.show();

    assertThat(
        shown(),
        contains("09:00 to 10:00 late, pane 1 #changed", "10:00 to 11:00 late, pane 10 #c"));
    assertThat(follower.show(), is(false));
  }

  @Test
  public void inPlaceOfWhatCannotBeReadThePaneBeforeItIsPresent() throws IOException {
    StoredFiles.csv(directory, Boards.of("09:00", "10:00", ON_TIME, 0, row("done", 1)));
    Files.writeString(
        directory.resolve("2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.csv"), "window");
    Files.createDirectory(
        directory.resolve("2020-01-01T11-00-00Z_2020-01-01T12-00-00Z_on-time-0.csv"));

    assertThat(follower.show(), is(true));

    assertThat(shown(), contains("09:00 to 10:00 on time, pane 0 #done"));
    assertThat(err.toString(UTF_8), containsString("11-00-00Z_on-time-0.csv is not a leaderboard"));
    assertThat(err.toString(UTF_8), containsString("it is not a file"));
  }

  @Test
  public void aPipeOrALinkToADeviceWithTheNameOfAPaneIsNotRead() throws IOException {
    StoredFiles.csv(directory, Boards.of("09:00", "10:00", ON_TIME, 0, row("done", 1)));
    // Endless, where a pipe without a writer would block the test.
    Files.createSymbolicLink(
        directory.resolve("2020-01-01T11-00-00Z_2020-01-01T12-00-00Z_on-time-0.csv"),
        Path.of("/dev/zero"));

    assertThat(follower.show(), is(true));

    assertThat(shown(), contains("09:00 to 10:00 on time, pane 0 #done"));
    assertThat(err.toString(UTF_8), containsString("it is not a file"));
  }

  @Test
  public void aFolderThatMayNotBeReadHidesNoOther() throws IOException {
    Path closed = Files.createDirectories(directory.resolve("2020-01-02"));
    Files.setPosixFilePermissions(closed, Set.of());
    assumeThat("whether this user may not read it", Files.isReadable(closed), is(false));
    IOException thrown = assertThrows(IOException.class, () -> follower.show());
    assertThat(thrown.getMessage(), is(closed + ": permission denied"));
    StoredFiles.csv(directory, Boards.of(ON_TIME, 0, row("joy", 1)));

    assertThat(follower.show(), is(true));
  }

  @Test
  public void otherFilesAreLeftAlone() throws IOException {
    Files.createDirectories(directory);
    for (String name :
        List.of(
            ".2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.csv.0.tmp",
            "2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.txt",
            "2020-13-41T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.csv",
            "notes.csv")) {
      Files.writeString(directory.resolve(name), "x");
    }

    assertThat(follower.show(), is(false));
    assertThat(err.toString(UTF_8), is(""));
  }

  @Test
  public void aMalformedFileIsNamedOnceAndTheRestIsShown() throws IOException {
    StoredFiles.csv(directory, Boards.of("08:00", "09:00", ON_TIME, 0, row("old", 1)));
    follower.show();
    out.reset();
    String name = "2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.csv";
    Files.writeString(directory.resolve(name), "no pane\n");
    StoredFiles.csv(directory, Boards.of("11:00", "12:00", ON_TIME, 0, row("joy", 1)));

    follower.show();
    follower.show();

    assertThat(shown(), contains("11:00 to 12:00 on time, pane 0 #joy"));
    assertThat(err.toString(UTF_8).lines().toList().size(), is(1));
    assertThat(err.toString(UTF_8), containsString(name + " is not a leaderboard: "));
  }

  @Test
  public void aHashtagCannotDriveTheTerminal() throws IOException {
    StoredFiles.jsonl(directory, Boards.of(ON_TIME, 0, row("a\u001B[2J\u202E\n", 1)));

    follower.show();

    assertThat(out.toString(UTF_8), containsString("#a\\u001B[2J\\u202E"));
    assertThat(out.toString(UTF_8).indexOf('\u001B'), is(-1));
    assertThat(shown().subList(1, shown().size()), empty());
  }

  /** The title of each table with its first hashtag, with the day left out. */
  private List<String> shown() {
    return List.of(out.toString(UTF_8).split("\n\n")).stream()
        .map(table -> table.lines().toList())
        .map(
            lines ->
                lines.get(0).replaceAll("2020-01-01T(..:..):00Z", "$1").replace("  ", " ")
                    + lines.get(1).replaceAll("^ +1 +(#\\S+).*", " $1"))
        .toList();
  }
}
