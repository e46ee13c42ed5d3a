package example;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * The Java code of docs/connector.md that needs the connector alone. A test of the repository fails
 * if the page shows other code.
 */
public final class SnippetsTest {
  private static final Path RECORDING = Path.of("tweets-snippets.jsonl.gz");
  private static final String TWEET =
      "{\"data\":{\"id\":\"1700000000000000001\",\"text\":\"#cats :)\"}}\nno tweet\n";

  private final PipelineOptions options = PipelineOptionsFactory.create();

  /** Some client of the X API. */
  interface Client {
    void connect(URI address, String token) throws Exception;
  }

  @Before
  public void record() throws Exception {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(RECORDING))) {
      out.write(TWEET.getBytes("UTF-8"));
    }
  }

  @After
  public void delete() throws Exception {
    Files.deleteIfExists(RECORDING);
  }

  @Test
  public void tweetsAreRead() {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Tweet> tweets =
        pipeline.apply("Read", TwitterIO.read().fromRecordings(List.of("tweets-*.jsonl.gz")));

    PAssert.thatSingleton(tweets.apply(Count.globally())).isEqualTo(1L);
    pipeline.run().waitUntilFinish();
  }

  /** Their files and gateways do not exist here, so they are only built. */
  @Test
  public void liveStreamsAreBuilt() {
    // or a live stream; X bills each post, so give it a budget
    TwitterIO.read()
        .fromXApi(
            XApi.streams("filtered")
                .withBearerTokenFile("/run/secrets/x-token")
                .withMaxPostsPerDay(10_000));
    TwitterIO.read()
        .fromV1Api(V1Api.at("https://gateway.example/1.1/").withOAuthFile("/run/secrets/oauth"));

    TwitterIO.readCompliance()
        .fromXApi(
            XApi.compliance("tweets-compliance", "users-compliance")
                .withBearerTokenFile("/run/secrets/x-token"));
  }

  @Test
  public void malformedLinesGoToAnErrorHandler() throws Exception {
    Pipeline pipeline = Pipeline.create(options);
    CountBad sink = new CountBad();
    try (ErrorHandler<BadRecord, ?> errors = pipeline.registerBadRecordErrorHandler(sink)) {
      pipeline.apply(
          TwitterIO.read()
              .fromRecordings(List.of("tweets-*.jsonl.gz"))
              .withBadRecordErrorHandler(errors));
    }
    pipeline.run().waitUntilFinish();
  }

  private static final class CountBad
      extends PTransform<PCollection<BadRecord>, PCollection<Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public PCollection<Long> expand(PCollection<BadRecord> records) {
      PCollection<Long> count = records.apply(Count.globally());
      PAssert.thatSingleton(count).isEqualTo(1L);
      return count;
    }
  }

  @Test
  public void anyClientReadsTheSimulator() throws Exception {
    int[] status = new int[1];
    Client client =
        (address, token) -> {
          HttpRequest request =
              HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
          HttpResponse<?> response =
              HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
          status[0] = response.statusCode();
        };
    try (XApiSimulator api = XApiSimulator.builder().seed(1).tweetsPerSecond(500).start()) {
      client.connect(api.uri().resolve("/2/tweets/sample/stream"), api.bearerToken());
    }
    assertThat(status[0], is(200));
  }
}
