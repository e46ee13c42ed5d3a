package io.github.happiesthashtags.twitter;

import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.idOf;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static io.github.happiesthashtags.twitter.testing.Messages.timeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public final class TwitterIORecordingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = 300;

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final TestPipeline pipeline = TestPipeline.create();

  @Rule(order = 2)
  public final TemporaryFolder folder = new TemporaryFolder();

  /**
   * A step that checks that a tweet and its element have the same time, and returns the id and
   * time.
   */
  private static final class IdAndTime extends DoFn<Tweet, KV<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Tweet tweet, @Timestamp Instant time, OutputReceiver<KV<Long, Long>> out) {
      assertThat(tweet.getTimestamp(), is(time));
      out.output(KV.of(tweet.getId(), time.getMillis()));
    }
  }

  @Test
  public void copiesAreDroppedAndVersionsStay() throws Exception {
    Path file = folder.newFile("copies.jsonl").toPath();
    String first = statusAt(T0);
    String second = statusAt(T0 + 1_000);
    long edited = idOf(first) + 1;
    String edit =
        "{\"data\":{\"id\":\"%d\",\"text\":\"edited\",\"edit_history_tweet_ids\":[\"%d\",\"%d\"]}}"
            .formatted(edited, idOf(first), edited);
    Files.write(file, List.of(first, second, first, edit, edit));

    PCollection<String> texts =
        pipeline
            .apply(
                TwitterIO.read()
                    .fromRecordings(List.of(file.toString()))
                    .withFields("text")
                    .withoutCopies())
            .apply(MapElements.into(TypeDescriptors.strings()).via(TwitterIORecordingsTest::named));

    PAssert.that(texts)
        .containsInAnyOrder(
            idOf(first) + " " + idOf(first),
            idOf(second) + " " + idOf(second),
            idOf(first) + " " + edited);
    pipeline.run();
  }

  private static String named(Tweet tweet) {
    return tweet.getId() + " " + tweet.getVersionId();
  }

  @Test
  public void aRecordingGivesEveryTweetAtItsOwnTime() throws Exception {
    List<KV<Long, Long>> expected = recordings();
    PAssert.that(idsAndTimes(TwitterIO.read().fromRecordings(patterns())))
        .containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  public void aReplayAtAnySpeedEndsByItselfWithTheSameTweets() throws Exception {
    List<KV<Long, Long>> expected = recordings();
    TwitterIO.Read read = TwitterIO.read().fromRecordings(patterns());
    PAssert.that(idsAndTimes(read.withReplaySpeed(Double.POSITIVE_INFINITY)))
        .containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  public void aReplayClosesTheSameWindowsAsTheRecording() throws Exception {
    List<KV<Long, Long>> expected = recordings();
    PCollection<Long> counts =
        idsAndTimes(TwitterIO.read().fromRecordings(patterns()).withReplaySpeed(50_000))
            .apply("Minutes", Window.into(FixedWindows.of(Duration.standardMinutes(1))))
            .apply("Count", Combine.globally(Count.<KV<Long, Long>>combineFn()).withoutDefaults());
    Map<Long, Long> expectedCounts = new TreeMap<>();
    long minute = 60_000;
    for (KV<Long, Long> each : expected) {
      expectedCounts.merge(each.getValue() - each.getValue() % minute, 1L, Long::sum);
    }
    expectedCounts.forEach(
        (start, count) ->
            PAssert.that("Window " + start, counts)
                .inOnTimePane(
                    new IntervalWindow(
                        Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + minute)))
                .containsInAnyOrder(count));
    pipeline.run();
  }

  @Test
  public void aTweetHasASchemaAndAllItsFields() throws Exception {
    Path file = folder.newFile("one.jsonl").toPath();
    String id = "1787374800000000000";
    Files.writeString(
        file,
        "{\"data\":{\"id\":\""
            + id
            + "\",\"text\":\"RT @a: Tom &amp; #Jerry\",\"lang\":\"en\",\"created_at\":"
            + "\"2024-05-06T07:08:09.000Z\",\"referenced_tweets\":[{\"type\":\"retweeted\","
            + "\"id\":\"5\"}]},\"includes\":{\"tweets\":[{\"id\":\"5\",\"text\":"
            + "\"Tom &amp; #Jerry &lt;3\"}]}}\n");
    PCollection<Tweet> tweets =
        pipeline.apply(TwitterIO.read().fromRecordings(List.of(file.toString())));
    assertThat(tweets.hasSchema(), is(true));
    Schema schema = tweets.getSchema();
    for (String field : List.of("id", "timestamp", "lang", "retweet", "text", "hashtags")) {
      assertThat(field, schema.hasField(field), is(true));
    }
    PAssert.that(tweets)
        .containsInAnyOrder(
            Tweet.builder()
                .setId(Long.parseLong(id))
                .setTimestamp(Instant.parse("2024-05-06T07:08:09Z"))
                .setLang("en")
                .setRetweet(true)
                .setText("Tom & #Jerry <3")
                .setHashtags(List.of("Jerry"))
                .setVersionId(Long.parseLong(id))
                .setKind("RETWEET")
                .setRetweetedTweetId(5L)
                .build());
    pipeline.run();
  }

  @Test
  public void parseGivesTheTweetsOfBlocksAndCountsTheRest() throws Exception {
    String on = statusAt(T0);
    String late = statusAt(T0 - 3_600_000);
    String lines = String.join("\n", on, "", "{\"delete\":{}}", "no json", late, "{\"errors\":[]}");
    PCollection<KV<Long, Long>> parsed =
        pipeline
            .apply(
                Create.timestamped(
                        TimestampedValue.of(
                            MessageBlock.of("any", 0, lines.getBytes(UTF_8)),
                            Instant.ofEpochMilli(T0)))
                    .withCoder(MessageBlockCoder.of()))
            .apply(TwitterIO.parse())
            .apply(ParDo.of(new IdAndTime()));
    PAssert.that(parsed)
        .containsInAnyOrder(List.of(KV.of(idOf(on), T0), KV.of(idOf(late), T0 - 3_600_000)));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(counter(result, "statuses"), is(2L));
    assertThat(counter(result, "malformed"), is(1L));
    assertThat(counter(result, "messages_delete"), is(1L));
    assertThat(counter(result, "messages_keep_alive"), is(1L));
    assertThat(counter(result, "messages_errors"), is(1L));
  }

  private PCollection<KV<Long, Long>> idsAndTimes(TwitterIO.Read read) {
    return pipeline.apply(read).apply(ParDo.of(new IdAndTime()));
  }

  private List<String> patterns() {
    return List.of(folder.getRoot() + "/*.jsonl*");
  }

  /**
   * Writes two recordings, one of them compressed, and returns the ids and times of their tweets.
   */
  private List<KV<Long, Long>> recordings() throws IOException {
    SyntheticTweets tweets = SyntheticTweets.withSeed(5);
    List<KV<Long, Long>> expected = new ArrayList<>();
    try (OutputStream plain = Files.newOutputStream(folder.newFile("a.jsonl").toPath());
        OutputStream gzip =
            new GZIPOutputStream(Files.newOutputStream(folder.newFile("b.jsonl.gz").toPath()))) {
      for (int i = 0; i < COUNT; i++) {
        byte[] line = tweets.nextV2(T0 + i * 1_000L);
        OutputStream out = i < COUNT / 2 ? plain : gzip;
        out.write(line);
        out.write('\n');
        long id = JSON.readTree(line).at("/data/id").asLong();
        expected.add(KV.of(id, timeOf(id)));
      }
    }
    return expected;
  }

  private static long counter(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(SourceMetrics.NAMESPACE, name))
            .build();
    return result.metrics().queryMetrics(filter).getCounters().iterator().next().getCommitted();
  }
}
