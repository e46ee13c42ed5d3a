package io.github.happiesthashtags.runners.conformance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.testsupport.PostgresServer;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/**
 * The conformance suite: the packaged job must write the same bytes on the runner under test as on
 * the Direct runner.
 */
public abstract class RunnerConformance {
  private static final String ON_TIME = "_on-time-";
  private static final String EARLY = "_early-";
  private static final String LATE = "_late-";

  /** One status each half second, at most 8 s out of order, also across window boundaries. */
  private static final int STATUSES = 2_400;

  private static final Duration LENGTH = Duration.ofMinutes(20);
  private static final int DISORDER = 17;

  /** One window that begins and one that ends while the job is running, and one between. */
  private static final int LIVE_WINDOWS = 3;

  /** The folder of a test's inputs and outputs. */
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory = Path.of(".");

  /** Writes the recording that all tests read. */
  @Before
  public void writeRecording() throws Exception {
    directory = folder.getRoot().toPath();
    Recording.v2(STATUSES, LENGTH)
        .shuffledWithin(DISORDER)
        .write(directory.resolve("tweets.jsonl"));
  }

  /** Starts the job on the runner under test; by default in its own process. */
  protected RunningJob start(Path workingDirectory, List<String> options) throws Exception {
    return JobProcess.start(workingDirectory, options);
  }

  /** Returns the name of the runner under test for the table. */
  protected String runner() {
    return getClass().getSimpleName();
  }

  /** Returns the options of a live stream with several partitions, if the runner supports it. */
  protected List<String> partitions() {
    return List.of("--xStream=sample10");
  }

  /** The folder of a test's inputs and outputs. */
  protected final Path directory() {
    return directory;
  }

  private List<String> recording(String job, String outputDir, String... more) {
    List<String> options = options(job, outputDir, more);
    options.addAll(List.of("--source=file", "--input=" + directory.resolve("tweets.jsonl")));
    return options;
  }

  private List<String> options(String job, String outputDir, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--job=" + job,
                "--output=csv",
                "--outputDir=" + directory.resolve(outputDir),
                "--smiles=ALL",
                "--language=all"));
    options.addAll(List.of(more));
    return options;
  }

  private SortedMap<String, String> direct(List<String> options, String outputDir)
      throws Exception {
    JobProcess.Outcome run = JobProcess.runDirect(directory, options);
    assertThat(run.err(), run.exitCode(), is(0));
    return OutputFiles.read(directory.resolve(outputDir));
  }

  private SortedMap<String, String> tested(List<String> options, String outputDir)
      throws Exception {
    JobProcess.Outcome run;
    try (RunningJob job = start(directory, options)) {
      run = job.outcome();
    }
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.err(), run.summary().get("statuses"), is((long) STATUSES));
    assertThat(OutputFiles.broken(directory.resolve(outputDir)), is(empty()));
    return OutputFiles.read(directory.resolve(outputDir));
  }

  /** The packaged jar holds the registrars of Beam's core and of the connector. */
  @Test
  public void optionsOfBeamsCoreAreKnown() throws Exception {
    JobProcess.Outcome run =
        JobProcess.run(
            directory,
            "--connectionsOutliveReaders=true",
            "--maxCacheMemoryUsageMb=100",
            "--retainDockerContainers=false",
            "--semiPersistDir=/tmp",
            "--transformServiceAddress=localhost:1",
            "--resourceHints=minRam=1MB",
            "--environmentExpirationMillis=1",
            "--experiments=none",
            "--job=none");

    assertThat(run.err(), containsString("--job=none"));
  }

  /** Covers bounded input, fixed windows and sums. */
  @Test
  public void aRecordingThroughEventTimeGivesTheGoldenBytes() throws Exception {
    SortedMap<String, String> golden = direct(recording("event-time", "golden"), "golden");

    assertThat(golden.size(), is(1));
    assertThat(tested(recording("event-time", "out"), "out"), equalTo(golden));
    ConformanceTable.equal(runner(), "bounded", "event-time", "SUM");
  }

  /** Covers bounded input, means, and so many sliding windows a tweet that slices are merged. */
  @Test
  @Category(Thorough.class)
  public void aRecordingThroughSlidingGivesTheGoldenBytes() throws Exception {
    String[] more = {"--window=30m", "--every=1m", "--score=MEAN", "--minStatuses=2"};
    SortedMap<String, String> golden = direct(recording("sliding", "golden", more), "golden");

    assertThat(golden.size(), is(greaterThan(8)));
    assertThat(tested(recording("sliding", "out", more), "out"), equalTo(golden));
    ConformanceTable.equal(runner(), "bounded", "sliding", "MEAN");
  }

  /** Covers folders by day, and that files of old windows are deleted. */
  @Test
  @Category(Thorough.class)
  public void foldersByDayHoldTheGoldenFilesThatAreKept() throws Exception {
    String[] more = {"--window=30m", "--every=10m", "--outputFolders=day", "--keep=20m"};
    SortedMap<String, String> golden =
        direct(recording("sliding", "golden", more[0], more[1]), "golden");
    String oldest = golden.firstKey();

    SortedMap<String, String> kept = tested(recording("sliding", "out", more), "out");

    assertThat(oldest.substring(0, 19), is("2019-12-31T23-40-00"));
    golden.remove(oldest);
    assertThat(kept, equalTo(golden));
    assertThat(
        Set.of(directory.resolve("out").toFile().list()), is(Set.of("2019-12-31", "2020-01-01")));
    ConformanceTable.equal(runner(), "bounded, kept in folders by day", "sliding", "SUM");
  }

  /** Covers a stream, fixed windows and means. */
  @Test
  @Category(Thorough.class)
  public void aReplayAtFullSpeedEndsByItselfWithTheGoldenBytes() throws Exception {
    String[] more = {"--window=2m", "--score=MEAN", "--minStatuses=2"};
    SortedMap<String, String> golden = direct(recording("event-time", "golden", more), "golden");
    List<String> options = recording("event-time", "out", more);
    options.add("--replaySpeed=max");

    assertThat(golden.size(), is(greaterThan(8)));
    assertThat(tested(options, "out"), equalTo(golden));
    ConformanceTable.equal(runner(), "replay", "event-time", "MEAN");
  }

  /** Covers a stream, sliding windows and maxima. */
  @Test
  @Category(Thorough.class)
  public void earlyPanesOfAReplayAreSnapshotsOnTheWayToTheGoldenBytes() throws Exception {
    String[] more = {"--window=10m", "--every=5m", "--score=MAX"};
    SortedMap<String, String> golden = direct(recording("sliding", "golden", more), "golden");
    List<String> options = recording("sliding", "out", more);
    // Replays five minutes in two and a half seconds.
    options.addAll(List.of("--replaySpeed=120", "--early=1s", "--writeEarly=true"));

    SortedMap<String, String> files = tested(options, "out");

    assertThat(timed(files, ON_TIME), equalTo(golden));
    Map<String, String> early = timed(files, EARLY);
    assertThat(early, is(not(Map.of())));
    early.forEach(
        (name, text) -> {
          String last = golden.get(name.replaceFirst("_early-\\d+", "_on-time-0"));
          assertSnapshot(name, text, String.valueOf(last));
        });
    ConformanceTable.equal(runner(), "replay with early panes", "sliding", "MAX");
  }

  /** Asserts that no hashtag occurs twice and no score is above the final one. */
  private static void assertSnapshot(String name, String early, String last) {
    Map<String, Long> ends = new TreeMap<>();
    rows(last).forEach(cells -> ends.put(cells[5], Long.parseLong(cells[6])));
    long lowest = ends.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    Set<String> seen = new HashSet<>();
    for (String[] cells : rows(early)) {
      assertThat(name + " has " + cells[5] + " twice", seen.add(cells[5]), is(true));
      assertThat(
          name + ": " + cells[5],
          Long.parseLong(cells[6]),
          lessThanOrEqualTo(ends.getOrDefault(cells[5], lowest)));
    }
  }

  private static List<String[]> rows(String csv) {
    return csv.lines().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static SortedMap<String, String> timed(SortedMap<String, String> files, String timing) {
    SortedMap<String, String> some = new TreeMap<>(files);
    some.keySet().removeIf(name -> !name.contains(timing));
    return some;
  }

  /** The source decides which tweets are late, so the late panes are the same on every runner. */
  @Test
  @Category(Thorough.class)
  public void lateTweetsMakeTheSameLatePanes() throws Exception {
    String[] more = {
      "--window=1m", "--replaySpeed=max", "--maxOutOfOrder=2s", "--allowedLateness=30s"
    };
    SortedMap<String, String> golden = direct(recording("event-time", "golden", more), "golden");
    SortedMap<String, String> files = tested(recording("event-time", "out", more), "out");

    assertThat(timed(files, ON_TIME), equalTo(timed(golden, ON_TIME)));
    assertThat(lastLate(golden), is(not(Map.of())));
    assertThat(lastLate(files), equalTo(lastLate(golden)));
    ConformanceTable.equal(runner(), "replay with late panes", "event-time", "SUM");
  }

  /** Covers a database, to which several tasks write panes of three timings. */
  @Test
  @Category(Thorough.class)
  public void aDatabaseHoldsTheNewestOfTheCsvFilesOfEachWindow() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      List<String> options = recording("event-time", "out");
      options.remove("--output=csv");
      options.addAll(PostgresTables.options(server, "conformance"));
      options.addAll(
          List.of(
              "--output=csv,jdbc",
              "--window=1m",
              "--replaySpeed=240",
              "--early=1s",
              "--writeEarly",
              "--maxOutOfOrder=2s",
              "--allowedLateness=30s"));
      SortedMap<String, String> files = tested(options, "out");
      SortedMap<String, String> newest = new TreeMap<>();
      SortedMap<String, String> names = new TreeMap<>();
      for (String timing : List.of(EARLY, ON_TIME, LATE)) {
        files.keySet().stream()
            .filter(name -> name.contains(timing))
            .sorted(Comparator.comparingInt(RunnerConformance::number))
            .forEach(name -> names.put(name.substring(0, name.indexOf(timing)), name));
      }
      names.values().forEach(name -> newest.put(name, files.get(name)));

      assertThat(timed(newest, LATE), is(not(Map.of())));
      assertThat(PostgresTables.csv(server, "conformance"), equalTo(newest));
    }
  }

  private static int number(String name) {
    return Integer.parseInt(name.replaceFirst(".*-(\\d+)\\.csv", "$1"));
  }

  /** Returns the last late pane of each window, without its number, which depends on timing. */
  private static Map<String, String> lastLate(SortedMap<String, String> files) {
    Map<String, Integer> numbers = new TreeMap<>();
    Map<String, String> last = new TreeMap<>();
    timed(files, LATE)
        .forEach(
            (name, text) -> {
              String window = name.substring(0, name.indexOf(LATE));
              int number = Integer.parseInt(name.replaceFirst(".*_late-(\\d+).*", "$1"));
              if (numbers.merge(window, number, Math::max) == number) {
                last.put(window, text.replaceAll(",LATE,\\d+,", ",LATE,"));
              }
            });
    return last;
  }

  /** Reads the simulator over HTTP with a tweet limit. */
  @Test
  public void theDemoEndsByItselfWithEveryTweetCounted() throws Exception {
    List<String> options =
        List.of(
            "--demoTweets=" + STATUSES,
            "--demoRate=800",
            "--window=1h",
            "--every=1h",
            "--early=1s",
            "--language=all",
            "--output=csv,console",
            "--outputDir=" + directory.resolve("out"));

    SortedMap<String, String> files = tested(options, "out");

    assertThat(timed(files, ON_TIME), is(not(Map.of())));
    assertThat(timed(files, LATE), is(Map.of()));
  }

  /** Covers a live stream, fixed windows and maxima. */
  @Test
  @Category(Thorough.class)
  public void aLiveStreamThroughEventTimeGivesTheGoldenBytes() throws Exception {
    assertLive(1, List.of("--xStream=sample"), "event-time", "--window=4s", "--score=MAX");
    ConformanceTable.equal(runner(), "live", "event-time", "MAX");
  }

  /**
   * Covers a live stream, sliding windows and sums, with several connections if the runner supports
   * them.
   */
  @Test
  @Category(Thorough.class)
  public void aLiveStreamInPartitionsThroughSlidingGivesTheGoldenBytes() throws Exception {
    int clients = partitions().contains("--xStream=sample10") ? 2 : 1;
    assertLive(clients, partitions(), "sliding", "--window=6s", "--every=2s");
    ConformanceTable.equal(runner(), "live", "sliding", "SUM");
  }

  private void assertLive(int clients, List<String> stream, String job, String... more)
      throws Exception {
    Path out = directory.resolve("out");
    Instant underWay;
    SortedMap<String, String> found;
    LiveStream live = LiveStream.start(directory);
    try (live) {
      List<String> options = options(job, "out", more);
      options.addAll(live.source());
      options.addAll(stream);
      options.addAll(List.of("--maxOutOfOrder=2s", "--early=1s"));
      try (RunningJob running = start(directory, options)) {
        awaitOf(running, "for clients", () -> live.clients() == clients);
        underWay = Instant.now();
        awaitOf(running, "for windows", () -> from(underWay, out).size() >= LIVE_WINDOWS);
        found = from(underWay, out);
        running.stop();
      }
    }
    List<String> options = options(job, "golden", more);
    options.addAll(List.of("--source=file", "--input=" + live.recording()));
    direct(options, "golden");
    SortedMap<String, String> golden = from(underWay, directory.resolve("golden"));
    Instant last = OutputFiles.windowEnd(found.lastKey());
    golden.keySet().removeIf(name -> OutputFiles.windowEnd(name).isAfter(last));

    assertThat(found, equalTo(golden));
    assertThat(OutputFiles.broken(out), is(empty()));
  }

  private static void awaitOf(RunningJob job, String what, Callable<Boolean> condition) {
    await(what).atMost(JobProcess.PATIENCE).until(() -> job.hasEnded() || condition.call());
    assertThat("the job ended before: " + (job.hasEnded() ? job.outcome() : ""), !job.hasEnded());
  }

  /** Returns the results of windows that begin at a time or later. */
  private static SortedMap<String, String> from(Instant time, Path output) throws IOException {
    SortedMap<String, String> files = timed(OutputFiles.csv(output), ON_TIME);
    files.keySet().removeIf(name -> OutputFiles.windowStart(name).isBefore(time));
    return files;
  }
}
