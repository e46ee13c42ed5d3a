package io.github.happiesthashtags.runners.flink;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.runners.conformance.FaultReport;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.LiveStream;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.PostgresTables;
import io.github.happiesthashtags.runners.conformance.Recording;
import io.github.happiesthashtags.testsupport.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Kills at random moments leave the final results as they are without kills, in files and in a
 * PostgreSQL database. {@code -Dfaults.kills} sets their total number, {@code -Dfaults.seed} their
 * times.
 */
public final class FlinkFaultsIT {
  private static final int KILLS = Integer.getInteger("faults.kills", 20);
  private static final long SEED = Long.getLong("faults.seed", 1);

  /** Long enough for some checkpoints and ends of windows. */
  private static final int LONGEST_CALM_MILLIS = 6_000;

  /** A recording of an hour, replayed in a minute, so that some kills fit into one job. */
  private static final int STATUSES = 7_200;

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final int DISORDER = 17;
  private static final String SPEED = "--replaySpeed=60";

  /** How many windows close after the last kill. */
  private static final int CALM_WINDOWS = 2;

  private static final FaultReport REPORT = new FaultReport();

  private static PostgresServer database;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Random random = new Random(SEED);
  private FlinkCluster cluster;

  /** A fault of a job; returns the job's new id, or null if the job had ended. */
  @FunctionalInterface
  private interface Fault {
    String strike(String job, List<String> options) throws Exception;
  }

  @BeforeClass
  public static void startDatabase() throws Exception {
    database = PostgresServer.start();
  }

  @After
  public void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterClass
  public static void tell() throws Exception {
    System.out.println("Seed " + SEED + "\n\n" + REPORT);
    if (database != null) {
      database.close();
    }
  }

  private static int share(int twentieths) {
    return Math.max(1, KILLS * twentieths / 20);
  }

  @Test
  public void aTaskManagerKilledInAReplayCostsNothing() throws Exception {
    start(FlinkCluster.session("task-manager-replay", Map.of()));
    replay("TaskManager killed, replay", share(8), this::killTaskManager);
  }

  @Test
  public void aTaskManagerKilledOnALiveStreamCostsNothing() throws Exception {
    start(FlinkCluster.session("task-manager-live", Map.of()));
    live("TaskManager killed, live", share(4), this::killTaskManager);
  }

  @Test
  public void aJobManagerKilledWithHighAvailabilityCostsNothing() throws Exception {
    start(FlinkCluster.highlyAvailable("job-manager-ha"));
    replay("JobManager killed, high availability, replay", share(4), this::killJobManager);
  }

  @Test
  public void aJobRestoredByHandAfterItsJobManagerWasKilledLosesNothing() throws Exception {
    start(FlinkCluster.session("job-manager-restore", Map.of()));
    live("JobManager killed, restored from its checkpoint, live", share(4), this::restore);
  }

  @Test
  public void aSavepointGoesOnAtAnotherParallelism() throws Exception {
    start(FlinkCluster.session("savepoint", Map.of()));
    replay("stopped with a savepoint, parallelism 2, 1, 2, ...", 3, new Rescale());
  }

  private void start(FlinkCluster started) {
    cluster = started;
    cluster.awaitReady();
  }

  private String killTaskManager(String job, List<String> options) throws IOException {
    cluster.killTaskManager(random.nextInt(cluster.taskManagers()));
    cluster.startTaskManager();
    return job;
  }

  private String killJobManager(String job, List<String> options) throws IOException {
    cluster.killJobManager();
    cluster.startJobManager();
    return job;
  }

  /**
   * Resumes the job from its latest checkpoint, because without high availability a new JobManager
   * does not know the job.
   */
  private String restore(String job, List<String> options) throws Exception {
    cluster.killJobManager();
    cluster.startJobManager();
    cluster.awaitReady();
    return submit(List.of("--restore", cluster.latestCheckpoint(job).toString()), options);
  }

  private final class Rescale implements Fault {
    private int parallelism = 1;

    @Override
    public String strike(String job, List<String> options) throws Exception {
      Path savepoints = cluster.home().resolve("savepoints");
      try (JobProcess stop = CommandLineJob.savepoint(cluster, savepoints, job)) {
        JobProcess.Outcome stopped = stop.outcome();
        if (stopped.exitCode() != 0 && cluster.rest().state(job).equals("FINISHED")) {
          return null;
        }
        assertThat(stopped.err(), stopped.exitCode(), is(0));
      }
      Path savepoint;
      try (var found = Files.list(savepoints)) {
        savepoint = found.max((a, b) -> Long.compare(written(a), written(b))).orElseThrow();
      }
      List<String> own =
          List.of("--restore", savepoint.toString(), "--parallelism", "" + parallelism);
      parallelism = 3 - parallelism;
      return submit(own, options);
    }

    private static long written(Path path) {
      return path.toFile().lastModified();
    }
  }

  private String submit(List<String> own, List<String> options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--detached"));
    all.addAll(own);
    try (JobProcess client =
        CommandLineJob.script(cluster, folder.getRoot().toPath(), all, options)) {
      JobProcess.Outcome run = client.outcome();
      assertThat(run.err() + run.out(), run.exitCode(), is(0));
      return run.out().replaceFirst("(?s).*with JobID (\\w+).*", "$1");
    }
  }

  private static List<String> options(String... more) {
    List<String> options =
        new ArrayList<>(List.of("--job=event-time", "--smiles=ALL", "--topN=1000"));
    options.addAll(List.of(more));
    return options;
  }

  private SortedMap<String, String> golden(Path input, String... more) throws Exception {
    Path golden = folder.getRoot().toPath().resolve("golden");
    List<String> options = options(more);
    options.addAll(List.of("--output=csv", "--outputDir=" + golden));
    options.addAll(List.of("--source=file", "--input=" + input));
    JobProcess.Outcome run = JobProcess.runDirect(folder.getRoot().toPath(), options);
    assertThat(run.err(), run.exitCode(), is(0));
    return OutputFiles.csv(golden);
  }

  /** The results of a job in both places, as the text of CSV files by name. */
  private record Results(Path directory, String board) {

    List<String> options() {
      List<String> options = new ArrayList<>(PostgresTables.options(database, board));
      options.addAll(List.of("--output=csv,jdbc", "--outputDir=" + directory, "--writeEarly"));
      return options;
    }

    /** The final panes; beside them, the directory keeps the early ones. */
    SortedMap<String, String> files() throws IOException {
      SortedMap<String, String> files = OutputFiles.csv(directory);
      files.keySet().removeIf(name -> name.contains("_early-"));
      return files;
    }

    SortedMap<String, String> rows() throws IOException {
      return PostgresTables.csv(database, board);
    }

    /** Returns the names of final panes that are in both places, of windows since a time. */
    SortedSet<String> writtenSince(Instant time) throws IOException {
      SortedSet<String> written = new TreeSet<>(files().keySet());
      written.removeIf(name -> OutputFiles.windowStart(name).isBefore(time));
      if (!written.isEmpty()) {
        written.retainAll(rows().keySet());
      }
      return written;
    }

    /** Reports what is not golden in either place, of windows between two times. */
    int compare(
        String kind, int times, SortedMap<String, String> golden, Instant from, Instant until)
        throws IOException {
      return REPORT.add(kind, times, within(golden, from, until), within(files(), from, until))
          + REPORT.add(
              kind + ", PostgreSQL",
              times,
              within(golden, from, until),
              within(rows(), from, until));
    }

    private static SortedMap<String, String> within(
        SortedMap<String, String> panes, Instant from, Instant until) {
      SortedMap<String, String> some = new TreeMap<>(panes);
      some.keySet().removeIf(name -> OutputFiles.windowStart(name).isBefore(from));
      some.keySet().removeIf(name -> OutputFiles.windowEnd(name).isAfter(until));
      return some;
    }
  }

  private Results results(String kind, int run) {
    String name = kind.replaceAll("\\W+", "-") + run;
    return new Results(folder.getRoot().toPath().resolve(name), name);
  }

  /** Runs as many jobs over a recording as are needed for all faults to happen in their middle. */
  private void replay(String kind, int times, Fault fault) throws Exception {
    Path directory = folder.getRoot().toPath();
    Path recording =
        Recording.v2(STATUSES, LENGTH)
            .shuffledWithin(DISORDER)
            .write(directory.resolve("tweets.jsonl"));
    SortedMap<String, String> golden = golden(recording, "--window=1m");
    int done = 0;
    int different = 0;
    for (int run = 0; done < times; run++) {
      Results results = results(kind, run);
      List<String> options = options("--source=file", "--input=" + recording, SPEED, "--window=1m");
      options.addAll(results.options());
      options.addAll(List.of("--early=5s", "--checkpointingInterval=1000"));
      String job = submit(List.of(), options);
      int before = done;
      while (done < times && awaitMoment(job)) {
        String next = fault.strike(job, options);
        if (next == null) {
          break;
        }
        job = next;
        done++;
      }
      JobProcess.Outcome end = new ClusterJob(cluster.rest(), job).outcome();
      assertThat(end.err(), end.exitCode(), is(0));
      assertThat("a job that ended before anything happened", done, greaterThan(before));
      different += results.compare(kind, done - before, golden, Instant.MIN, Instant.MAX);
    }
    assertThat(REPORT.toString(), different, is(0));
  }

  private void live(String kind, int times, Fault fault) throws Exception {
    Results results = results(kind, 0);
    Instant underWay;
    Instant last;
    LiveStream live = LiveStream.start(folder.getRoot().toPath());
    try (live) {
      List<String> options = options("--window=4s", "--xStream=sample10");
      options.addAll(results.options());
      options.addAll(live.source());
      options.addAll(List.of("--maxOutOfOrder=2s", "--early=1s", "--checkpointingInterval=1000"));
      String job = submit(List.of(), options);
      await("for clients").atMost(JobProcess.PATIENCE).until(() -> live.clients() == 2);
      underWay = Instant.now();
      for (int done = 0; done < times; done++) {
        assertThat("the job runs", awaitMoment(job), is(true));
        job = fault.strike(job, options);
      }
      Instant over = Instant.now();
      await("for windows after the last kill")
          .atMost(JobProcess.PATIENCE)
          .until(() -> results.writtenSince(over).size() >= CALM_WINDOWS);
      last = OutputFiles.windowEnd(results.writtenSince(over).last());
      new ClusterJob(cluster.rest(), job).stop();
    }
    SortedMap<String, String> golden = golden(live.recording(), "--window=4s");
    int different = results.compare(kind, times, golden, underWay, last);
    assertThat(REPORT.toString(), different, is(0));
  }

  /**
   * Waits for a random time after the job's first checkpoint; returns false if the job ends before.
   */
  private boolean awaitMoment(String job) throws InterruptedException {
    FlinkRest rest = cluster.rest();
    await("for a checkpoint, see " + cluster.home())
        .atMost(JobProcess.PATIENCE)
        .until(() -> rest.isUnderWay(job) || rest.hasEndedIfKnown(job));
    TimeUnit.MILLISECONDS.sleep(
        random.nextInt(LONGEST_CALM_MILLIS)); // A random moment; there is no condition to wait for.
    return !rest.hasEndedIfKnown(job);
  }
}
