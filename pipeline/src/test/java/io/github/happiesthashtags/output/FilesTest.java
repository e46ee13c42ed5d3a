package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.output.SinkSettings.Folders;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.testing.Boards;
import io.github.happiesthashtags.testing.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whole files, and the sink that writes a pane as one. */
public class FilesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @Before
  public void chooseADirectory() {
    directory = folder.getRoot().toPath().resolve("not/yet there");
  }

  @Test
  public void aFileIsWrittenIntoADirectoryThatIsMade() throws IOException {
    WholeFiles.write(directory.toString(), "a.txt", "caf\u00E9 \uD83D\uDE00\r\n");

    assertThat(TextFiles.in(directory), is(Map.of("a.txt", "caf\u00E9 \uD83D\uDE00\r\n")));
  }

  @Test
  public void aFileOfTheSameNameIsReplacedAndNothingElseIsLeft() throws IOException {
    WholeFiles.write(directory.toString(), "a.txt", "first, and longer");
    WholeFiles.write(directory.toString(), "b.txt", "another");
    WholeFiles.write(directory + "/", "a.txt", "second");

    assertThat(TextFiles.in(directory), is(Map.of("a.txt", "second", "b.txt", "another")));
  }

  @Test
  public void largeAndEmptyFilesAreWhole() throws IOException {
    String large = "0123456789".repeat(1_000_000);
    WholeFiles.write(directory.toString(), "large", large);
    WholeFiles.write(directory.toString(), "empty", "");

    assertThat(TextFiles.in(directory).get("large").equals(large), is(true));
    assertThat(TextFiles.in(directory).get("empty"), is(""));
  }

  @Test
  public void aDirectoryMayHaveAGlobsCharactersInItsName() throws IOException {
    Path odd = folder.getRoot().toPath().resolve("out[1]{a,b}");
    WholeFiles.write(odd.toString(), "a.txt", "first");
    WholeFiles.write(odd.toString(), "a.txt", "second");

    assertThat(TextFiles.in(odd), is(Map.of("a.txt", "second")));
  }

  @Test
  public void nothingIsLeftOfAFileThatCannotBeMovedToItsPlace() throws IOException {
    Files.createDirectories(directory.resolve("a.txt/full"));

    IOException failed =
        assertThrows(
            UnwritableException.class,
            () -> WholeFiles.write(directory.toString(), "a.txt", "never"));

    assertThat(
        failed.getMessage(), startsWith(directory.resolve("a.txt") + " cannot be written: "));
    assertThat(failed.getMessage(), not(containsString(".tmp")));
    assertThat(TextFiles.in(directory), is(anEmptyMap()));
  }

  @Test
  public void aDirectoryThatIsAFileIsAnError() throws IOException {
    Path file = folder.newFile("file").toPath();

    assertThrows(
        UnwritableException.class, () -> WholeFiles.write(file.toString(), "a.txt", "never"));
    assertThat(TextFiles.in(folder.getRoot().toPath()).keySet(), is(Set.of("file")));
  }

  @Test
  public void aPrivateFileIsItsOwnersAlone() throws IOException {
    WholeFiles.writePrivate(
        directory.toString(), "a.txt", out -> out.write("first".getBytes(StandardCharsets.UTF_8)));
    WholeFiles.write(directory.toString(), "b.txt", "for all");
    WholeFiles.write(directory.toString(), "c.txt", "for all at first");
    WholeFiles.writePrivate(
        directory.toString(),
        "c.txt",
        out -> out.write("private".getBytes(StandardCharsets.UTF_8)));

    assertThat(TextFiles.in(directory).get("c.txt"), is("private"));
    assertThat(permissions("a.txt"), is("rw-------"));
    assertThat(permissions("c.txt"), is("rw-------"));
    assertThat(TextFiles.in(directory).keySet(), is(Set.of("a.txt", "b.txt", "c.txt")));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
  }

  @Test
  public void aPaneIsOneFileNamedFromWindowTimingAndPane() throws IOException {
    PaneFileFn csv = sink(new CsvSink.Format(false), false);
    csv.process(Boards.of(Timing.ON_TIME, 0, row("a", 1)));
    csv.process(Boards.of(Timing.LATE, 1, row("a", 2)));
    csv.process(Boards.of("10:02", "10:12", Timing.LATE, 12, row("a", 2)));
    sink(new JsonlSink.Format(), false).process(Boards.of(Timing.ON_TIME, 0, row("a", 1)));

    assertThat(
        TextFiles.in(directory).keySet(),
        equalTo(
            Set.of(
                "2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.csv",
                "2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_late-1.csv",
                "2020-01-01T10-02-00Z_2020-01-01T10-12-00Z_late-12.csv",
                "2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0.jsonl")));
  }

  @Test
  public void writingAPaneAgainReplacesItsFile() throws IOException {
    PaneFileFn csv = sink(new CsvSink.Format(false), false);
    csv.process(Boards.of(Timing.LATE, 1, row("old", 1), row("older", 1)));
    csv.process(Boards.of(Timing.LATE, 1, row("new", 1)));

    Map<String, String> files = TextFiles.in(directory);
    assertThat(files.size(), is(1));
    assertThat(files.values().iterator().next(), containsString("LATE,1,1,new,1,1,1\r\n"));
    assertThat(files.values().iterator().next().contains("old"), is(false));
  }

  @Test
  public void earlyPanesAreWrittenOnlyIfAskedFor() throws IOException {
    Leaderboard early = Boards.of(Timing.EARLY, 3, row("a", 1));

    sink(new CsvSink.Format(false), false).process(early);
    assertThat(TextFiles.in(directory), is(anEmptyMap()));

    sink(new CsvSink.Format(false), true).process(early);
    assertThat(
        TextFiles.in(directory).keySet(),
        is(Set.of("2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_early-3.csv")));
  }

  @Test
  public void withFoldersByDayAPaneIsInTheFolderOfTheDayOnWhichItsWindowStarts()
      throws IOException {
    PaneFileFn csv =
        new PaneFileFn(
            new CsvSink.Format(false),
            new SinkSettings(directory.toString(), Folders.DAY, false, false, "board", null));
    for (String time :
        List.of("2020-01-01T23:50:00Z", "2020-01-01T23:59:59.999Z", "2020-01-02T00:00:00Z")) {
      Instant start = Instant.parse(time);
      Instant end = start.plus(Duration.standardMinutes(10));
      csv.process(Leaderboard.of(start, end, Timing.ON_TIME, 0, List.of(row("a", 1))));
    }

    assertThat(TextFiles.in(directory), is(anEmptyMap()));
    assertThat(
        TextFiles.in(directory.resolve("2020-01-01")).keySet(),
        is(
            Set.of(
                "2020-01-01T23-50-00Z_2020-01-02T00-00-00Z_on-time-0.csv",
                "2020-01-01T23-59-59.999Z_2020-01-02T00-09-59.999Z_on-time-0.csv")));
    assertThat(
        TextFiles.in(directory.resolve("2020-01-02")).keySet(),
        is(Set.of("2020-01-02T00-00-00Z_2020-01-02T00-10-00Z_on-time-0.csv")));
  }

  @Test
  public void oldFilesAreDeletedOnlyOnMountedDisks() {
    SinkSettings settings =
        new SinkSettings(
            "classpath://bucket/out",
            Folders.DAY,
            false,
            false,
            "board",
            java.time.Duration.ofDays(30));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CsvSink().create(settings, PipelineOptionsFactory.create()));

    assertThat(refusal.getMessage(), startsWith("--keep: "));
    assertThat(refusal.getMessage(), containsString("--outputDir is classpath://bucket/out"));
  }

  private PaneFileFn sink(FileFormat format, boolean writeEarly) {
    return new PaneFileFn(
        format,
        new SinkSettings(
            directory.toString(),
            Folders.FLAT,
            writeEarly,
            /* csvEscapeFormulas= */ false,
            "board",
            /* keep= */ null));
  }
}
