package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.runners.conformance.FaultReport;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.LiveStream;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Kills of executors, Workers and drivers in the middle of windows leave the on-time results as
 * they are without kills. {@code -Dfaults.kills} sets their total number, {@code -Dfaults.seed}
 * their random times.
 */
public final class KillsFaultsIT {
  @ClassRule public static final SparkCluster CLUSTER = new SparkCluster();

  private static final int KILLS = Integer.getInteger("faults.kills", 6);
  private static final long SEED = Long.getLong("faults.seed", 1);

  /** How many tests share the kills. */
  private static final int TESTS = 6;

  /**
   * The recording's length: at thirty times the original speed, a replay takes three quarters of a
   * minute.
   */
  private static final Duration LENGTH = Duration.ofMinutes(24);

  private static final int STATUSES = 4_800;
  private static final int WINDOWS = 24;

  /** The windows of a live stream between kills and after the last one. */
  private static final int LIVE_WINDOWS = 3;

  /** The length of a batch; kills are spread over all its moments. */
  private static final int BATCH_MILLIS = 1_000;

  private static final List<String> EVERYTHING =
      List.of("--output=csv", "--smiles=ALL", "--language=all", "--topN=1000");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void killedExecutorsOfAReplayChangeNothing() throws Exception {
    replay(Kill.EXECUTOR, 0);
  }

  @Test
  public void killedWorkersOfAReplayChangeNothing() throws Exception {
    replay(Kill.WORKER, 1);
  }

  @Test
  public void killedDriversOfAReplayChangeNothing() throws Exception {
    replay(Kill.DRIVER, 2);
  }

  @Test
  public void killedExecutorsOfALiveStreamChangeNothing() throws Exception {
    live(Kill.EXECUTOR, 3);
  }

  @Test
  public void killedWorkersOfALiveStreamChangeNothing() throws Exception {
    live(Kill.WORKER, 4);
  }

  @Test
  public void killedDriversOfALiveStreamChangeNothing() throws Exception {
    live(Kill.DRIVER, 5);
  }

  private static int kills(int test) {
    return KILLS / TESTS + (test < KILLS % TESTS ? 1 : 0);
  }

  private void replay(Kill kill, int test) throws Exception {
    Path recording = folder.getRoot().toPath().resolve("tweets.jsonl");
    Recording.v2(STATUSES, LENGTH).shuffledWithin(17).write(recording);
    List<String> file = List.of("--source=file", "--input=" + recording, "--window=1m");
    SortedMap<String, String> golden = direct(file);
    assertThat(golden.size(), is(WINDOWS));

    Random random = new Random(SEED * TESTS + test);
    Trial trial = new Trial(with(file, "--replaySpeed=30"));
    try (trial) {
      for (int i = 0; i < kills(test); i++) {
        // One kill in each part of the replay, except its end.
        int part = (WINDOWS - 4) / kills(test);
        int windows = 1 + i * part + random.nextInt(part);
        trial.await("for windows", () -> trial.onTime().size() >= windows);
        trial.kill(kill, random);
      }
      JobProcess.Outcome end = trial.driver.outcome(SparkCluster.PATIENCE);
      assertThat(end.err(), end.exitCode(), is(0));
    }
    compare("Spark replay, killed " + kill, kills(test), golden, trial.onTime());
  }

  private void live(Kill kill, int test) throws Exception {
    Random random = new Random(SEED * TESTS + test);
    LiveStream stream = LiveStream.start(folder.getRoot().toPath());
    SortedMap<String, String> found;
    Instant underWay;
    Instant last;
    try (stream) {
      List<String> options = new ArrayList<>(stream.source());
      options.addAll(List.of("--xStream=sample10", "--window=4s", "--maxOutOfOrder=2s"));
      try (Trial trial = new Trial(options)) {
        trial.await("for clients", () -> stream.clients() == 2);
        underWay = Instant.now();
        for (int i = 0; i < kills(test); i++) {
          int windows = trial.onTimeFrom(underWay).size() + 1 + random.nextInt(LIVE_WINDOWS);
          trial.await("for windows", () -> trial.onTimeFrom(underWay).size() >= windows);
          trial.kill(kill, random);
        }
        Instant killed = Instant.now();
        trial.await("for windows", () -> trial.onTimeFrom(killed).size() >= LIVE_WINDOWS);
        last = OutputFiles.windowEnd(trial.onTimeFrom(underWay).lastKey());
        // A batch that closes many windows writes them in any order, so this file may belong to a
        // later window.
        Instant written = Instant.now();
        trial.await("for a later batch", () -> !trial.onTimeFrom(written).isEmpty());
        found = trial.onTimeFrom(underWay);
        found.keySet().removeIf(name -> OutputFiles.windowEnd(name).isAfter(last));
        trial.driver.stop();
      }
    }
    SortedMap<String, String> golden =
        direct(List.of("--source=file", "--input=" + stream.recording(), "--window=4s"));
    golden
        .keySet()
        .removeIf(
            name ->
                OutputFiles.windowStart(name).isBefore(underWay)
                    || OutputFiles.windowEnd(name).isAfter(last));
    compare("Spark live, killed " + kill, kills(test), golden, found);
  }

  private SortedMap<String, String> direct(List<String> source) throws Exception {
    Path output = folder.newFolder().toPath();
    List<String> options = with(source, "--job=event-time", "--outputDir=" + output);
    options.addAll(EVERYTHING);
    JobProcess.Outcome run = JobProcess.runDirect(folder.getRoot().toPath(), options);
    assertThat(run.err(), run.exitCode(), is(0));
    return OutputFiles.csv(output);
  }

  private static List<String> with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all;
  }

  /** Reports the cost of the kills and asserts that there is none. */
  private static void compare(
      String what, int kills, SortedMap<String, String> golden, SortedMap<String, String> found) {
    FaultReport report = new FaultReport();
    int different = report.add(what, kills, golden, found);
    System.out.println(report);
    assertThat(report.toString(), different, is(0));
  }

  /** A job whose processes are killed, and which is submitted again if its driver was. */
  private final class Trial implements AutoCloseable {
    private final Path output = folder.newFolder().toPath();
    private final List<String> options = new ArrayList<>();
    private JobProcess driver;

    Trial(List<String> source) throws Exception {
      options.addAll(List.of("event-time", "--early=none", "--outputDir=" + output));
      options.addAll(source);
      options.addAll(EVERYTHING);
      options.add("--checkpointDir=" + folder.newFolder().toURI());
      driver = submit();
    }

    private JobProcess submit() throws Exception {
      return CLUSTER.submit(folder.getRoot().toPath(), List.of(), options);
    }

    void kill(Kill kill, Random random) throws Exception {
      Thread.sleep(
          random.nextInt(BATCH_MILLIS)); // A random moment; there is no condition to wait for.
      System.out.println(Instant.now() + " kill " + kill + " after " + onTime().size());
      kill.apply(CLUSTER, driver, random);
      if (kill == Kill.DRIVER) {
        driver = submit();
      }
    }

    SortedMap<String, String> onTime() throws Exception {
      return OutputFiles.csv(output);
    }

    SortedMap<String, String> onTimeFrom(Instant time) throws Exception {
      SortedMap<String, String> files = onTime();
      files.keySet().removeIf(name -> OutputFiles.windowStart(name).isBefore(time));
      return files;
    }

    void await(String what, Callable<Boolean> condition) {
      try {
        Awaitility.await(what)
            .atMost(SparkCluster.PATIENCE)
            .until(() -> driver.hasEnded() || condition.call());
      } catch (ConditionTimeoutException e) {
        throw new AssertionError("in vain " + what + "; the driver said: " + driver.err(), e);
      }
      if (driver.hasEnded()) {
        throw new AssertionError("the job ended before: " + driver.err());
      }
    }

    @Override
    public void close() {
      driver.close();
    }
  }
}
