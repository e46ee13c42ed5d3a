package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.testing.TestStatus;
import io.github.happiesthashtags.testing.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The job with {@code --outputFolders} and {@code --keep}. */
public final class KeptFilesTest {
  private static final List<String> DAYS = List.of("2020-01-01", "2020-01-02", "2020-01-03");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path input;

  /** A status an hour for two days and a half. */
  @Before
  public void record() throws IOException {
    input = folder.newFile("days.jsonl").toPath();
    List<String> statuses = new ArrayList<>();
    for (int hour = 0; hour < 60; hour++) {
      Instant time = Instant.parse("2020-01-01T00:30:00Z").plus(Duration.ofHours(hour));
      statuses.add(new TestStatus(hour + 1, time, "en", false, ":)", List.of("h" + hour)).line());
    }
    Files.write(input, statuses);
  }

  @Test
  public void foldersByDayHoldTheFilesOfAFlatRun() throws IOException {
    Path flat = run("flat", "--outputFolders=flat");
    Path day = run("day", "--outputFolders=day");

    assertThat(TextFiles.in(flat), is(aMapWithSize(120)));
    assertThat(TextFiles.in(day), is(Map.of()));
    assertThat(foldersOf(day), is(Set.copyOf(DAYS)));
    Map<String, String> files = new TreeMap<>();
    for (String name : DAYS) {
      TextFiles.in(day.resolve(name))
          .forEach(
              (file, text) -> {
                assertThat(file.substring(0, 10), is(name));
                files.put(file, text);
              });
    }
    assertThat(files, is(TextFiles.in(flat)));
  }

  @Test
  public void afterARecordingTheLastWindowsAreKept() throws IOException {
    Map<String, String> expected = TextFiles.in(run("flat"));
    expected.keySet().removeIf(name -> name.compareTo("2020-01-02T05") < 0);

    Path kept = run("kept", "--keep=30h");
    Path day = run("day", "--keep=30h", "--outputFolders=day");

    assertThat(expected, is(aMapWithSize(2 * 31)));
    assertThat(TextFiles.in(kept), is(expected));
    assertThat(foldersOf(day), is(Set.of("2020-01-02", "2020-01-03")));
  }

  @Test
  public void aDatabaseAndFilesAreBothKeptThatLong() throws IOException {
    Path out =
        run(
            "out",
            "--output=csv,jdbc",
            "--keep=1h",
            "--jdbcUrl=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

    assertThat(TextFiles.in(out), is(aMapWithSize(2)));
  }

  private Path run(String name, String... more) {
    Path out = folder.getRoot().toPath().resolve(name);
    JobTest job =
        JobTest.of("event-time")
            .withOptions("--source=file", "--input=" + input, "--outputDir=" + out)
            .withOptions(more);
    if (List.of(more).stream().noneMatch(option -> option.startsWith("--output="))) {
      job.withOptions("--output=csv,jsonl");
    }
    JobTest.Run run = job.run();
    assertThat(run.err().toString(), run.exitCode(), is(ExitCode.OK));
    return out;
  }

  private static Set<String> foldersOf(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return Set.copyOf(entries.map(entry -> entry.getFileName().toString()).toList());
    }
  }
}
