package io.github.happiesthashtags.twitter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.LocalSimulator;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public final class TwitterIOStreamsTest {
  private static final long COUNT = 4_000;

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(90);

  @Rule(order = 1)
  public final TestPipeline pipeline = TestPipeline.create();

  @Rule(order = 2)
  public final TemporaryFolder folder = new TemporaryFolder();

  @After
  public void stop() {
    TwitterIO.stopReading();
  }

  @Test
  public void theDirectRunnerReadsAStreamThroughOneConnectionAndEveryStatusOnce() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().seed(3).tweetsPerSecond(2_000).start()) {
      PCollection<Long> ids =
          ids(
              pipeline,
              TwitterIO.read()
                  .fromXApi(sample(simulator, tokenFile(simulator.bearerToken())))
                  .withMaxTweets(COUNT));
      PAssert.that(ids)
          .satisfies(
              all -> {
                Set<Long> distinct = new HashSet<>();
                all.forEach(id -> assertThat("read twice: " + id, distinct.add(id), is(true)));
                assertThat((long) distinct.size(), is(COUNT));
                return null;
              });
      pipeline.run();
      assertThat(simulator.connections(), is(1L));
      Eventually.until("the connection is closed", () -> simulator.openConnections() == 0);
    }
  }

  @Test
  public void anApiInTheProcessEndsAfterSoManyTweets() {
    // Copies count too, because the limit is on what is read.
    PCollection<Long> ids =
        ids(
            pipeline,
            TwitterIO.read().fromLocalApi(new LocalSimulator(2_000, 1)).withMaxTweets(500));
    PAssert.that(ids)
        .satisfies(
            all -> {
              long count = 0;
              for (Long id : all) {
                count += id > 0 ? 1 : 0;
              }
              assertThat(count, is(500L));
              return null;
            });
    pipeline.run();
  }

  @Test
  public void aRefusedTokenFailsThePipelineAndIsNotShown() throws Exception {
    pipeline.enableAbandonedNodeEnforcement(false);
    String wrong = "AAAAs3cr3tAAAA";
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      ids(pipeline, TwitterIO.read().fromXApi(sample(simulator, tokenFile(wrong))));
      Throwable thrown =
          assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
      while (thrown.getCause() != null) {
        assertThat(thrown.toString(), not(containsString(wrong)));
        thrown = thrown.getCause();
      }
      assertThat(thrown.getClass(), is(CredentialsException.class));
      assertThat(thrown.getMessage(), containsString("check the token file"));
    }
  }

  @Test
  public void whenReadingIsStoppedTheConnectionIsClosedAndThePipelineDoesNotEnd() throws Exception {
    pipeline.enableAbandonedNodeEnforcement(false);
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(500).keepAlive(Duration.ofMillis(50)).start()) {
      ids(
          pipeline,
          TwitterIO.read().fromXApi(sample(simulator, tokenFile(simulator.bearerToken()))));
      pipeline.getOptions().as(DirectOptions.class).setBlockOnRun(false);
      PipelineResult result = pipeline.run();
      Eventually.until("tweets are read", () -> statuses(result) > 100);
      TwitterIO.stopReading();
      Eventually.until("the connection is closed", () -> simulator.openConnections() == 0);
      assertThat(result.getState(), is(PipelineResult.State.RUNNING));
      assertThat(simulator.connections(), is(1L));
      result.cancel();
    }
  }

  @Test
  public void aPipelineThatIsCancelledEndsItsOwnStreamAndNoOther() throws Exception {
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(500).connectionsPerStream(2).start()) {
      TwitterIO.Read read =
          TwitterIO.read().fromXApi(sample(simulator, tokenFile(simulator.bearerToken())));
      PipelineResult cancelled =
          start(read, MapElements.into(TypeDescriptors.longs()).via(Tweet::getId));
      PipelineResult other =
          start(read, MapElements.into(TypeDescriptors.longs()).via(Tweet::getId));
      Eventually.until("both read", () -> statuses(cancelled) > 100 && statuses(other) > 100);
      assertThat(simulator.openConnections(), is(2));

      cancelled.cancel();

      Eventually.until("one connection is closed", () -> simulator.openConnections() == 1);
      long before = statuses(other);
      Eventually.until("the other reads on", () -> statuses(other) > before + 100);
      assertThat(simulator.connections(), is(2L));
      other.cancel();
      Eventually.until("both are closed", () -> simulator.openConnections() == 0);
    }
  }

  @Test
  public void readingIsStoppedForOnePipelineAndTheNextStartsAtOnce() throws Exception {
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(500).connectionsPerStream(2).start()) {
      TwitterIO.Read read =
          TwitterIO.read().fromXApi(sample(simulator, tokenFile(simulator.bearerToken())));
      Pipeline first = Pipeline.create(TestPipeline.testingPipelineOptions());
      MapElements<Tweet, Long> ids = MapElements.into(TypeDescriptors.longs()).via(Tweet::getId);
      PipelineResult stopped = start(first, read, ids);
      PipelineResult other = start(read, ids);
      Eventually.until("both read", () -> statuses(stopped) > 100 && statuses(other) > 100);

      TwitterIO.stopReading(first);

      Eventually.until("one connection is closed", () -> simulator.openConnections() == 1);
      assertThat(stopped.getState(), is(PipelineResult.State.RUNNING));
      PipelineResult next = start(read, ids);
      Eventually.until("the next reads", () -> statuses(next) > 100);
      long before = statuses(other);
      Eventually.until("the other reads on", () -> statuses(other) > before + 100);
      assertThat(simulator.connections(), is(3L));
      for (PipelineResult each : new PipelineResult[] {stopped, other, next}) {
        each.cancel();
      }
    }
  }

  @Test
  public void aPipelineThatIsCancelledEndsItsStreamAlsoWhereNothingComes() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(0).start()) {
      PipelineResult result =
          start(
              TwitterIO.read().fromXApi(sample(simulator, tokenFile(simulator.bearerToken()))),
              MapElements.into(TypeDescriptors.longs()).via(Tweet::getId));
      Eventually.until("it is connected", () -> simulator.openConnections() == 1);
      result.cancel();
      Eventually.until("the connection is closed", () -> simulator.openConnections() == 0);
    }
  }

  @Test
  public void aPipelineThatFailsEndsItsStream() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(500).start()) {
      PipelineResult result =
          start(
              TwitterIO.read().fromXApi(sample(simulator, tokenFile(simulator.bearerToken()))),
              MapElements.into(TypeDescriptors.longs())
                  .via(
                      (Tweet tweet) -> {
                        throw new IllegalStateException("a step that fails");
                      }));
      assertThrows(RuntimeException.class, result::waitUntilFinish);
      Eventually.until("the connection is closed", () -> simulator.openConnections() == 0);
    }
  }

  private static PipelineResult start(TwitterIO.Read read, MapElements<Tweet, Long> map) {
    return start(Pipeline.create(TestPipeline.testingPipelineOptions()), read, map);
  }

  private static PipelineResult start(
      Pipeline started, TwitterIO.Read read, MapElements<Tweet, Long> map) {
    started.getOptions().as(DirectOptions.class).setBlockOnRun(false);
    started.apply(read).apply(map);
    return started.run();
  }

  private static PCollection<Long> ids(Pipeline pipeline, TwitterIO.Read read) {
    return pipeline.apply(read).apply(MapElements.into(TypeDescriptors.longs()).via(Tweet::getId));
  }

  private static long statuses(PipelineResult result) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named("twitter", "statuses"))
            .build();
    long sum = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  private String tokenFile(String token) throws Exception {
    Path file = folder.newFile().toPath();
    Files.writeString(file, token);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file.toString();
  }

  private static XApi sample(XApiSimulator simulator, String tokenFile) {
    return XApi.streams("sample")
        .withUrl(simulator.uri().toString())
        .withBearerTokenFile(tokenFile);
  }
}
