package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The conformance suite on a Spark cluster, with the driver on a Worker. */
public final class ClusterModeClusterIT extends ClusterConformance {
  /**
   * The driver's final state in the output: spark-submit itself exits with 0 even if the driver
   * fails.
   */
  private static final Pattern END =
      Pattern.compile("State of driver (driver-[0-9-]+) is ([A-Z]+)");

  @Override
  protected String runner() {
    return "Spark cluster, cluster mode";
  }

  @Override
  RunningJob submit(Path workingDirectory, List<String> job) throws Exception {
    return new OnWorker(
        CLUSTER.submit(
            workingDirectory,
            List.of(
                "--deploy-mode",
                "cluster",
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true"),
            job));
  }

  /** The driver's state shows that it failed, and its standard error shows why. */
  @Test
  public void aJobThatFailsSaysWhyInTheDriversOutput() throws Exception {
    try (RunningJob job =
        submit(directory(), List.of("event-time", "--source=file", "--input=/no/such/tweets"))) {
      JobProcess.Outcome end = job.outcome();

      assertThat(end.exitCode(), is(not(0)));
      assertThat(end.err(), containsString("--input=/no/such/tweets: no file matches"));
    }
  }

  /** A job whose submission waits for the driver; the Worker keeps the driver's output. */
  private record OnWorker(JobProcess submission) implements RunningJob {

    @Override
    public JobProcess.Outcome outcome() {
      JobProcess.Outcome end = submission.outcome(SparkCluster.PATIENCE);
      Matcher driver = END.matcher(end.err());
      assertThat(end.err(), driver.find(), is(true));
      try {
        return new JobProcess.Outcome(
            driver.group(2).equals("FINISHED") ? 0 : 1,
            Files.readString(CLUSTER.driverFile(driver.group(1), "stdout")),
            Files.readString(CLUSTER.driverFile(driver.group(1), "stderr")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasEnded() {
      return submission.hasEnded();
    }

    /** Stops the driver as the Master's page does, which makes the Worker send SIGTERM. */
    @Override
    public void stop() {
      CLUSTER.drivers().forEach(ProcessHandle::destroy);
      outcome();
    }

    @Override
    public void close() {
      submission.close();
      CLUSTER.drivers().forEach(ProcessHandle::destroyForcibly);
    }
  }
}
