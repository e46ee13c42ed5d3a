package io.github.happiesthashtags.twitter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.testsupport.SecretFiles;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Instant;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** Compliance events through a whole pipeline, from a stream that breaks. */
public final class ReadComplianceTest {
  /** The posts of the events read; the pipeline runs in this process. */
  private static final Set<Long> READ = ConcurrentHashMap.newKeySet();

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(180);

  @Rule(order = 1)
  public final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Rule(order = 2)
  public final TemporaryFolder folder = new TemporaryFolder();

  private final Set<Long> made = ConcurrentHashMap.newKeySet();

  private static final class Keep extends DoFn<ComplianceEvent, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element ComplianceEvent event, @Timestamp Instant time) {
      assertThat(event.getEventAt(), is(time));
      Long post = event.getPostId();
      if (post != null) {
        READ.add(post);
      }
    }
  }

  @After
  public void stop() {
    TwitterIO.stopReading();
    READ.clear();
  }

  @Test
  public void everyEventOfAPartitionArrivesOnceOrMoreAlthoughTheStreamBreaks() throws Exception {
    try (XApiSimulator simulator =
        XApiSimulator.builder()
            .seed(4)
            .tweetsPerSecond(500)
            .tweetLimit(2_000)
            .onMade(
                one -> {
                  if (one.sequence() % 4 == 2) {
                    made.add(one.id());
                  }
                })
            .start()) {
      pipeline
          .apply(
              TwitterIO.readCompliance()
                  .fromXApi(
                      XApi.compliance("tweets-compliance")
                          .withPartitions("3")
                          .withUrl(simulator.uri().toString())
                          .withBearerTokenFile(tokenFile(simulator.bearerToken()))))
          .apply(ParDo.of(new Keep()));
      pipeline.getOptions().as(DirectOptions.class).setBlockOnRun(false);
      PipelineResult result = pipeline.run();
      for (String fault : List.of("cut-mid-line", "disconnect-message", "reset")) {
        int before = READ.size();
        Eventually.until("events are read", () -> READ.size() > before + 50);
        simulator.inject(Fault.parse(fault));
      }
      Eventually.until("all events are read", () -> made.size() == 500 && READ.containsAll(made));
      assertThat(READ, is(made));
      assertThat(simulator.connections(), greaterThan(3L));
      result.cancel();
    }
  }

  private String tokenFile(String token) throws IOException {
    return SecretFiles.save(folder.newFile().toPath(), token).toString();
  }
}
