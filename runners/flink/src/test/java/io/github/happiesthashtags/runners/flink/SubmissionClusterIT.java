package io.github.happiesthashtags.runners.flink;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Each way of submission gives the user the right messages and does not harm the cluster. */
public final class SubmissionClusterIT {
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?s).*\nhappiest_hashtags_statuses_total\\{job_name=\"happiest-hashtags-sliding\"} [1-9].*");

  private static FlinkCluster cluster;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @BeforeClass
  public static void startCluster() throws Exception {
    // Like an unpacked distribution, which does not configure a checkpoint directory; but a test
    // waits for metrics.
    cluster =
        FlinkCluster.session(
            "submission",
            Map.of("state.checkpoints.dir", "", "metrics.fetcher.update-interval", "500"));
    cluster.awaitReady();
  }

  @AfterClass
  public static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Before
  public void writeRecording() throws Exception {
    directory = folder.getRoot().toPath();
    Recording.v2(1_000, Duration.ofMinutes(10)).write(directory.resolve("tweets.jsonl"));
  }

  private List<String> options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--job=event-time",
                "--source=file",
                "--input=" + directory.resolve("tweets.jsonl"),
                "--outputDir=" + directory.resolve("out"),
                "--window=1m"));
    options.addAll(List.of(more));
    return options;
  }

  private JobProcess.Outcome script(List<String> own, List<String> options) throws Exception {
    try (JobProcess client = CommandLineJob.script(cluster, directory, own, options)) {
      return client.outcome();
    }
  }

  @Test
  public void aDetachedSubmissionTellsTheJobAndEndsWell() throws Exception {
    JobProcess.Outcome run = script(List.of("--detached"), options("--replaySpeed=max"));

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.out(), containsString("Job has been submitted with JobID "));
    assertThat(run.err(), containsString("the job was handed over"));
    assertThat(run.err(), not(containsString("did not end well")));
    String job = run.out().replaceFirst("(?s).*with JobID (\\w+).*", "$1");
    assertThat(new ClusterJob(cluster.rest(), job).outcome().exitCode(), is(0));
    assertThat(OutputFiles.csv(directory.resolve("out")).keySet(), hasSize(10));
  }

  /** Flink's command would print the accumulator of Beam's metrics in base64. */
  @Test
  public void anAttachedSubmissionWithTailEndsWithTheTablesItsSummaryAndNoAccumulators()
      throws Exception {
    JobProcess.Outcome run = script(List.of("--tail"), options("--output=csv"));

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.out(), containsString("on time, pane 0"));
    assertThat(run.err(), containsString("Job has been submitted with JobID "));
    assertThat(run.err(), containsString("Summary"));
    assertThat(run.err() + run.out(), not(containsString("Accumulator")));
    assertThat(run.err() + run.out(), not(containsString("metricscontainers")));
  }

  @Test
  public void anAttachedSubmissionServesMetricsAndWhoInterruptsItIsToldThatTheJobGoesOn()
      throws Exception {
    try (JobProcess client =
        CommandLineJob.script(
            cluster,
            directory,
            List.of(),
            List.of("--job=sliding", "--source=demo", "--metricsPort=0"))) {
      client.awaitOut("Job has been submitted");
      String job = cluster.rest().running().iterator().next();
      String page = client.err().replaceFirst("(?s).*metrics on (\\S+)/metrics.*", "$1");
      await("for live metrics")
          .atMost(JobProcess.PATIENCE)
          .until(() -> read(page + "/metrics"), matchesPattern(COUNTED));
      assertThat(read(page + "/healthz"), is("running, streaming\n"));

      client.signal("INT");

      assertThat(
          client.outcome().err(),
          containsString("the job " + job + " keeps running on the cluster"));
      assertThat(cluster.rest().running(), hasItem(job));
    } finally {
      for (String job : cluster.rest().running()) {
        new ClusterJob(cluster.rest(), job).stop();
      }
    }
  }

  private static String read(String address) throws IOException {
    try (InputStream page = URI.create(address).toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  public void aBadOptionOnTheCommandLineIsOneLineAndCodeTwo() throws Exception {
    JobProcess.Outcome run = script(List.of(), options("--topN=none"));

    assertThat(run.err(), run.exitCode(), is(2));
    assertThat(run.messages(), hasSize(1));
    assertThat(run.err(), containsString("--topN=none: not a number"));
  }

  @Test
  public void aStreamWithoutADirectoryForCheckpointsIsWarnedOf() throws Exception {
    String warning = "no directory for checkpoints is known here";
    JobProcess.Outcome unknown = script(List.of(), options("--replaySpeed=max"));
    JobProcess.Outcome given =
        script(
            List.of(),
            options(
                "--replaySpeed=max", "--stateBackendStoragePath=" + cluster.checkpoints().toUri()));

    assertThat(unknown.err(), unknown.exitCode(), is(0));
    assertThat(unknown.err(), containsString(warning));
    assertThat(given.err(), given.exitCode(), is(0));
    assertThat(given.err(), not(containsString(warning)));
  }

  @Test
  public void aBadOptionThroughRestIsAnsweredAndLeavesTheJobManagerAlone() throws Exception {
    String jar = cluster.rest().upload(JobProcess.jar());

    FlinkRest.RefusedException refused =
        assertThrows(
            FlinkRest.RefusedException.class,
            () -> cluster.rest().run(jar, options("--topN=none")));

    assertThat(refused.getMessage(), containsString("--topN=none: not a number"));
    assertThat(cluster.jobManager().isAlive(), is(true));
  }

  @Test
  public void anApplicationOverARecordingEndsItsJobManagerWithCodeZero() throws Exception {
    try (FlinkCluster own =
        FlinkCluster.application("application-end", Map.of(), JobProcess.jar(), options())) {
      assertThat(own.jobManager().awaitEnd(), is(0));
      assertThat(own.log(), containsString("Application completed SUCCESSFULLY"));
    }
    assertThat(OutputFiles.csv(directory.resolve("out")).keySet(), hasSize(10));
  }

  @Test
  public void aBadOptionFailsAnApplicationWithTheOptionInItsLog() throws Exception {
    try (FlinkCluster own =
        FlinkCluster.application(
            "application-refused", Map.of(), JobProcess.jar(), options("--topN=none"))) {
      assertThat(own.jobManager().awaitEnd(), is(not(0)));
      await("for the log")
          .atMost(JobProcess.PATIENCE)
          .untilAsserted(() -> assertThat(own.log(), containsString("--topN=none: not a number")));
    }
  }
}
