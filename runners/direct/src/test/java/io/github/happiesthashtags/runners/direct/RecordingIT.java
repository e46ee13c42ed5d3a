package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.Recording;
import io.github.happiesthashtags.testsupport.Thorough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** The packaged job reads recordings and writes files and tables. */
public final class RecordingIT {
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @Before
  public void setUp() {
    directory = folder.getRoot().toPath();
  }

  private static List<String> job(String input, String output, String outputDir, String... more) {
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of(
            "--job=event-time",
            "--source=file",
            "--input=" + input,
            "--smiles=ALL",
            "--output=" + output,
            "--outputDir=" + outputDir));
    options.addAll(Arrays.asList(more));
    return options;
  }

  @Test
  public void sameRowsGoToCsvJsonlAndConsole() throws Exception {
    Recording.v2(1000, TWO_HOURS).then(Recording.v1(500, TWO_HOURS)).write(file("tweets.jsonl"));

    JobProcess.Outcome run =
        JobProcess.run(directory, job("tweets.jsonl", "csv,jsonl,console", "out"));

    assertThat(run.err(), run.exitCode(), is(0));
    SortedMap<String, String> files = OutputFiles.read(directory.resolve("out"));
    String first = "2020-01-01T00-00-00Z_2020-01-01T01-00-00Z_on-time-0";
    String second = "2020-01-01T01-00-00Z_2020-01-01T02-00-00Z_on-time-0";
    assertThat(
        files.keySet(),
        contains(first + ".csv", first + ".jsonl", second + ".csv", second + ".jsonl"));
    assertThat(OutputFiles.broken(directory.resolve("out")), is(empty()));
    List<String> csv = OutputFiles.csvRows(directory.resolve("out"));
    assertThat(csv, hasSize(20));
    assertThat(jsonlRows(files.values()), equalTo(csv));
    for (String row : csv) {
      List<String> cells = List.of(row.split(",", -1));
      assertThat(run.out(), containsString(cells.get(0) + " to " + cells.get(1) + "  on time"));
      assertThat(run.out(), containsString("#" + cells.get(5)));
    }
    run.out().lines().forEach(line -> assertThat(line, line.length(), lessThanOrEqualTo(80)));
  }

  /** Returns the rows of the JSON files in CSV format. */
  private static List<String> jsonlRows(Iterable<String> files) throws Exception {
    List<String> rows = new ArrayList<>();
    for (String text : files) {
      if (text.startsWith("{")) {
        for (String line : text.split("\n", -1)) {
          List<String> cells = new ArrayList<>();
          JSON.readTree(line).elements().forEachRemaining(cell -> cells.add(cell.asText()));
          if (!line.isEmpty()) {
            rows.add(String.join(",", cells));
          }
        }
      }
    }
    return rows;
  }

  @Test
  @Category(Thorough.class)
  public void tenRunsGiveTheSameBytes() throws Exception {
    Recording.v2(400, TWO_HOURS).write(file("tweets.jsonl"));
    List<List<String>> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      jobs.add(job("tweets.jsonl", "csv", "out" + i));
    }

    List<JobProcess.Outcome> runs = JobProcess.runAll(directory, jobs);

    SortedMap<String, String> expected = OutputFiles.read(directory.resolve("out0"));
    assertThat(expected, is(aMapWithSize(2)));
    for (int i = 0; i < runs.size(); i++) {
      assertThat(runs.get(i).err(), runs.get(i).exitCode(), is(0));
      assertThat(OutputFiles.read(directory.resolve("out" + i)), equalTo(expected));
    }
  }

  @Test
  public void plainCompressedAndTarredRecordingsGiveTheSameFiles() throws Exception {
    Recording recording = Recording.v2(600, TWO_HOURS).then(Recording.v1(300, TWO_HOURS));
    recording.write(file("tweets.jsonl"));
    Files.write(file("tweets.jsonl.gz"), recording.gzipped());
    Files.write(file("tweets.jsonl.bz2"), recording.bzipped());
    Files.write(file("tweets.tar"), recording.tarred());
    recording.part(0, 450).write(file("part-1.json"));
    Files.write(file("part-2.json.gz"), recording.part(450, recording.size()).gzipped());

    List<JobProcess.Outcome> runs =
        JobProcess.runAll(
            directory,
            List.of(
                job("tweets.jsonl", "csv", "plain"),
                job("tweets.jsonl.gz", "csv", "gz"),
                job("tweets.jsonl.bz2", "csv", "bz2"),
                job("tweets.tar", "csv", "tar"),
                job("part-*", "csv", "parts")));

    SortedMap<String, String> expected = OutputFiles.read(directory.resolve("plain"));
    assertThat(expected, is(aMapWithSize(2)));
    for (JobProcess.Outcome run : runs) {
      assertThat(run.err(), run.exitCode(), is(0));
    }
    for (String outputDir : List.of("gz", "bz2", "tar", "parts")) {
      assertThat(OutputFiles.read(directory.resolve(outputDir)), equalTo(expected));
    }
  }

  @Test
  public void replayAtFullSpeedEndsByItselfWithTheSameOnTimeFiles() throws Exception {
    // Two statuses a second, each at most 15 places away from its own: 8 s of disorder.
    Recording.v2(2400, Duration.ofMinutes(20)).shuffledWithin(15).write(file("tweets.jsonl"));

    List<JobProcess.Outcome> runs =
        JobProcess.runAll(
            directory,
            List.of(
                job("tweets.jsonl", "csv", "bounded", "--window=2m", "--every=1m"),
                job(
                    "tweets.jsonl",
                    "csv",
                    "replayed",
                    "--window=2m",
                    "--every=1m",
                    "--replaySpeed=max",
                    "--maxOutOfOrder=10s",
                    "--early=none")));

    SortedMap<String, String> expected = OutputFiles.csv(directory.resolve("bounded"));
    assertThat(expected.size(), is(greaterThan(15)));
    for (JobProcess.Outcome run : runs) {
      assertThat(run.err(), run.exitCode(), is(0));
      assertThat(run.summary().get("late_statuses"), is(0L));
    }
    SortedMap<String, String> replayed = OutputFiles.csv(directory.resolve("replayed"));
    assertThat(replayed.keySet(), is(expected.keySet()));
    assertThat(replayed, equalTo(expected));
  }

  @Test
  public void brokenLinesBecomeDeadLettersAndTheJobGoesOn() throws Exception {
    Recording whole = Recording.v2(300, TWO_HOURS);
    whole.write(file("whole.jsonl"));
    whole
        .with(0, "no JSON")
        .with(100, "{\"data\":{\"id\":")
        .with(200, "")
        .with(250, "{\"delete\":{\"status\":{\"id\":1,\"user_id\":2}}}")
        .write(file("broken.jsonl"));

    List<JobProcess.Outcome> runs =
        JobProcess.runAll(
            directory,
            List.of(
                job("whole.jsonl", "csv", "whole"),
                job("broken.jsonl", "csv", "broken", "--deadLetters=dead")));

    for (JobProcess.Outcome run : runs) {
      assertThat(run.err(), run.exitCode(), is(0));
      assertThat(run.summary().get("statuses"), is(300L));
    }
    assertThat(
        OutputFiles.read(directory.resolve("broken")),
        equalTo(OutputFiles.read(directory.resolve("whole"))));
    Map<String, Long> counted = runs.get(1).summary();
    assertThat(counted.get("malformed"), is(2L));
    assertThat(counted.get("messages_keep_alive"), is(1L));
    assertThat(counted.get("messages_delete"), is(1L));
    List<JsonNode> letters = deadLetters(directory.resolve("dead"));
    assertThat(letters, hasSize(2));
    assertThat(
        letters.stream().map(letter -> letter.get("line").asText()).toList(),
        contains("no JSON", "{\"data\":{\"id\":"));
    assertThat(letters.get(0).get("position").asLong(), is(0L));
    for (JsonNode letter : letters) {
      assertThat(letter.get("source").asText(), matchesPattern(".*broken\\.jsonl"));
      assertThat(letter.get("reason").asText(), is(not("")));
    }
  }

  @Test
  public void aReplayOfMalformedLinesOnlyEndsWithOneAndNamesEachFileAndLine() throws Exception {
    Files.writeString(file("a.csv"), "id,text\n1,hello\n");
    Files.writeString(file("b.csv"), "id,text\n2,hello\n");

    JobProcess.Outcome run =
        JobProcess.run(
            directory, job("*.csv", "csv", "out", "--deadLetters=dead", "--replaySpeed=max"));

    assertThat(run.err(), run.exitCode(), is(1));
    for (String name : List.of("a.csv", "b.csv")) {
      String told = name + ": no readable message in it; it looks like ";
      assertThat(run.err().lines().filter(line -> line.contains(told)).toList(), hasSize(1));
    }
    assertThat(
        deadLetters(directory.resolve("dead")).stream()
            .map(
                letter ->
                    Path.of(letter.get("source").asText()).getFileName()
                        + "@"
                        + letter.get("position").asLong())
            .sorted()
            .toList(),
        contains("a.csv@0", "a.csv@8", "b.csv@0", "b.csv@8"));
  }

  @Test
  public void aRecordingThatIsCutOffIsADeadLetterAndTheOthersCount() throws Exception {
    byte[] gzipped = Recording.v2(300, TWO_HOURS).gzipped();
    Files.write(file("cut.jsonl.gz"), Arrays.copyOf(gzipped, gzipped.length / 2));
    Recording.v1(300, TWO_HOURS).write(file("whole.jsonl"));

    JobProcess.Outcome run =
        JobProcess.run(
            directory, job("cut.jsonl.gz,whole.jsonl", "csv", "out", "--deadLetters=dead"));

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.summary().get("malformed"), is(1L));
    assertThat(run.summary().get("statuses"), is(greaterThan(250L)));
    assertThat(
        deadLetters(directory.resolve("dead")).get(0).get("reason").asText(),
        containsString("cut.jsonl.gz"));
  }

  @Test
  public void aRunWithoutASmileWritesNoFileAndARerunReplacesFiles() throws Exception {
    Recording.v2(300, TWO_HOURS).write(file("tweets.jsonl"));
    Files.writeString(file("smiles.tsv"), "no such text anywhere\n");
    List<String> without = new ArrayList<>(job("tweets.jsonl", "csv,console", "none"));
    without.remove("--smiles=ALL");
    without.add("--lexicon=smiles.tsv");

    List<JobProcess.Outcome> runs =
        JobProcess.runAll(
            directory,
            List.of(
                without, job("tweets.jsonl", "csv", "same"), job("tweets.jsonl", "csv", "same")));

    assertThat(runs.stream().map(JobProcess.Outcome::exitCode).toList(), everyItem(is(0)));
    assertThat(runs.get(0).out(), is(""));
    assertThat(OutputFiles.read(directory.resolve("none")), is(aMapWithSize(0)));
    assertThat(OutputFiles.read(directory.resolve("same")), is(aMapWithSize(2)));
    assertThat(OutputFiles.broken(directory.resolve("same")), is(empty()));
    assertThat(
        OutputFiles.csvRows(directory.resolve("same")), everyItem(startsWith("2020-01-01T0")));
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static List<JsonNode> deadLetters(Path directory) throws Exception {
    List<JsonNode> letters = new ArrayList<>();
    for (String text : OutputFiles.read(directory).values()) {
      for (String line : text.lines().toList()) {
        letters.add(JSON.readTree(line));
      }
    }
    return letters;
  }
}
