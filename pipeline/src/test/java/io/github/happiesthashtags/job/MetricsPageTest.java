package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.testing.Blocks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.joda.time.Instant;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What an operator sees of a job from outside. */
public class MetricsPageTest {
  private static final String LABELS = "{job_name=\"hourly \\\"tags\\\"\"} ";

  private final JobWatch watch = new JobWatch();
  private MetricsPage page;

  @Before
  public void open() {
    page = open("127.0.0.1");
  }

  @After
  public void close() {
    page.close();
  }

  private MetricsPage open(String host) {
    return MetricsPage.open(new MetricsAddress(host, 0), "hourly \"tags\"", "DirectRunner", watch);
  }

  private static FakeResult result(PipelineResult.State state) {
    return new FakeResult(
        state,
        List.of(
            counter("happiest-hashtags", "happy_statuses", 12),
            counter("happiest-hashtags", "messages_delete", 3),
            counter("twitter", "received_delete", 4)),
        List.of(
            MetricResult.attempted(
                MetricKey.create("read", MetricName.named("twitter", "connection_state")),
                GaugeResult.create(4, Instant.EPOCH))));
  }

  private static MetricResult<Long> counter(String namespace, String name, long count) {
    return MetricResult.attempted(
        MetricKey.create("step", MetricName.named(namespace, name)), count);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(page.url()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  public void metricsHaveTheNamesOfFlinksReporterWithoutItsPrefix() throws Exception {
    watch.running(result(PipelineResult.State.RUNNING));

    assertThat(
        get("/metrics").body(),
        allOf(
            containsString("happiest_hashtags_happy_statuses_total" + LABELS + "12.0"),
            containsString("happiest_hashtags_messages_delete_total" + LABELS + "3.0"),
            containsString("twitter_received_delete_total" + LABELS + "4.0"),
            containsString("twitter_connection_state" + LABELS + "4.0"),
            containsString("happiest_hashtags_job_up" + LABELS + "1.0"),
            containsString("jvm_memory_used_bytes")));
  }

  @Test
  public void countersAreThereFromTheStartAndGaugesWithoutAValueAreNot() throws Exception {
    watch.running(new FakeResult(PipelineResult.State.RUNNING, List.of()));

    assertThat(
        get("/metrics").body(),
        allOf(
            containsString("twitter_gap_lost_millis_total" + LABELS + "0.0"),
            not(containsString("twitter_watermark_millis"))));
  }

  /** Flink's client returns only when the job has ended. */
  @Test
  public void aJobWhoseRunnerTellsNothingYetIsUpWithoutCounters() throws Exception {
    assertThat(get("/metrics").body(), containsString("happiest_hashtags_job_up" + LABELS + "0.0"));

    watch.submitted();

    assertThat(
        get("/metrics").body(),
        allOf(
            containsString("happiest_hashtags_job_up" + LABELS + "1.0"),
            not(containsString("twitter_gap_lost_millis"))));
    assertThat(get("/healthz").body(), is("running\n"));
  }

  @Test
  public void theBuildIsNamed() throws Exception {
    assertThat(
        get("/metrics").body(),
        allOf(
            containsString("happiest_hashtags_build_info{"),
            containsString("runner=\"DirectRunner\""),
            containsString("beam=\"2.")));
  }

  @Test
  public void aJobThatWaitsByTheRulesOfItsSourceIsHealthy() throws Exception {
    assertThat(get("/healthz").body(), is("starting\n"));

    watch.running(result(PipelineResult.State.RUNNING));

    assertThat(get("/healthz").statusCode(), is(200));
    assertThat(get("/healthz").body(), is("running, waiting to connect\n"));
  }

  @Test
  public void aJobThatHasEndedWellIsHealthyButNotUp() throws Exception {
    watch.running(result(PipelineResult.State.DONE));

    assertThat(get("/healthz").statusCode(), is(200));
    assertThat(get("/healthz").body(), is("done\n"));
    assertThat(get("/metrics").body(), containsString("happiest_hashtags_job_up" + LABELS + "0.0"));
  }

  @Test
  public void aJobThatHasFailedIsNotHealthy() throws Exception {
    watch.running(result(PipelineResult.State.FAILED));

    assertThat(get("/healthz").statusCode(), is(503));
    assertThat(get("/healthz").body(), is("failed\n"));
  }

  @Test
  public void aFailureIsKnownEvenIfTheRunnerThinksThatItRuns() throws Exception {
    watch.running(result(PipelineResult.State.RUNNING));
    watch.failed();

    assertThat(get("/healthz").statusCode(), is(503));
  }

  @Test
  public void everyOtherPathIsUnknown() throws Exception {
    for (String path : List.of("/", "/healthzz", "/healthz/x", "/%3Cscript%3E")) {
      assertThat(path, get(path).statusCode(), is(404));
    }
  }

  @Test
  public void onlyThisMachineCanReadIt() {
    assertThat(page.url(), startsWith("http://127.0.0.1:"));
  }

  @Test
  public void aPortThatIsTakenIsABadOption() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String option = "--metricsPort=" + taken.getLocalPort();
      JobTest.Run run = JobTest.any().withSource(Blocks.of()).withOptions(option).run();

      assertThat(run.exitCode(), is(ExitCode.BAD_OPTION));
      assertThat(
          run.err(), hasItem(startsWith("happiest-hashtags: " + option + ": cannot listen on")));
    }
  }

  @Test
  public void aHostThatIsNotThisMachineIsABadOption() {
    for (String host : List.of("nowhere.invalid", "192.0.2.1")) {
      BadOptionException refused = assertThrows(BadOptionException.class, () -> open(host));

      assertThat(refused.getMessage(), startsWith("--metrics"));
    }
  }

  @Test
  public void optionsWithoutAPageAreRefused() {
    JobTest.Run host = JobTest.any().withOptions("--metricsHost=0.0.0.0").run();
    JobTest.Run handedOver =
        JobTest.any()
            .withSource(Blocks.of())
            .withOptions("--metricsPort=0", "--runner=" + EngineTest.EngineRunner.class.getName())
            .run();

    assertThat(host.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(host.err(), hasItem(containsString("only with --metricsPort")));
    assertThat(handedOver.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(handedOver.err(), hasItem(containsString("does not wait for the job")));
  }

  @Test
  public void aJobTellsWhereItsPageIs() {
    JobTest.Run run =
        JobTest.of("event-time").withSource(Blocks.of()).withOptions("--metricsPort=0").run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.err().get(0), startsWith("happiest-hashtags: metrics on http://127.0.0.1:"));
  }
}
