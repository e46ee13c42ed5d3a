package example;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Reads the filtered stream of a simulator, on the runner of the system property {@code runner}. */
public final class CountByAuthorTest {
  private static final long TWEETS = 500;

  /** Runners copy transforms, but all of them run in this process. */
  private static final Map<String, Long> COUNTS = new ConcurrentHashMap<>();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void tweetsAreCountedByAuthorAndMatchingRule() throws Exception {
    COUNTS.clear();
    Path token = folder.newFile("token").toPath();
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=" + System.getProperty("runner", "DirectRunner"))
            .create();
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(500).start()) {
      Files.writeString(token, simulator.bearerToken());
      XApi api =
          XApi.streams("filtered")
              .withUrl(simulator.uri().toString())
              .withBearerTokenFile(token.toString())
              .withRules(List.of("(cat OR dog) has:hashtags\tpets"));
      Pipeline pipeline = Pipeline.create(options);
      CountByAuthor.of(pipeline, api, TWEETS).apply(ParDo.of(new KeepFn()));
      PipelineResult job = pipeline.run();
      // Spark's streaming jobs do not end by themselves.
      Awaitility.await().atMost(3, TimeUnit.MINUTES).until(CountByAuthorTest::sum, is(TWEETS));
      if (!job.getState().isTerminal()) {
        job.cancel();
      }
    }

    assertThat(sum(), is(TWEETS));
    assertThat(COUNTS.keySet(), everyItem(matchesPattern("[0-9]+ pets")));
    assertThat(COUNTS.size(), greaterThan(10));
  }

  private static long sum() {
    return COUNTS.values().stream().mapToLong(count -> count).sum();
  }

  private static final class KeepFn extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Long> count) {
      COUNTS.merge(count.getKey(), count.getValue(), Long::sum);
    }
  }
}
