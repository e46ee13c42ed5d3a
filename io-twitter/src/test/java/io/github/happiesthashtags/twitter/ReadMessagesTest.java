package io.github.happiesthashtags.twitter;

import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.testing.LocalSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public final class ReadMessagesTest {
  private static final String DELETE =
      "{\"delete\":{\"status\":{\"id\":5,\"user_id\":6},\"timestamp_ms\":\"" + T0 + "\"}}";
  private static final String LIMIT = "{\"limit\":{\"track\":17}}";
  private static final String ERRORS = "{\"errors\":[{\"title\":\"operational-disconnect\"}]}";
  private static final String PAGE = "{\"meta\":{\"result_count\":0}}";
  private static final String BROKEN = "{\"text\":\"cut";
  private static final String UNKNOWN = "{\"something\":\"else ☺\"}";

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(180);

  @Rule(order = 1)
  public final TestPipeline pipeline = TestPipeline.create();

  @Rule(order = 2)
  public final TemporaryFolder folder = new TemporaryFolder();

  /** A sink of bad records that gives what it got. */
  private static final class Collect
      extends PTransform<PCollection<BadRecord>, PCollection<BadRecord>> {
    private static final long serialVersionUID = 1L;

    @Override
    public PCollection<BadRecord> expand(PCollection<BadRecord> input) {
      return input;
    }
  }

  @After
  public void stop() {
    TwitterIO.stopReading();
  }

  @Test
  public void aRecordingGivesEveryMessageWithItsKindTimeAndJson() throws Exception {
    String status = statusAt(T0 + 1000);
    String old = "{\"id\":123,\"text\":\"old\",\"created_at\":\"Sat Mar 10 14:03:15 +0000 2018\"}";
    PCollection<Message> messages =
        pipeline.apply(
            TwitterIO.readMessages()
                .fromRecordings(
                    List.of(
                        recording(
                            "\uFEFF" + status, "", DELETE, LIMIT, ERRORS, PAGE, BROKEN, old))));
    Instant time = Instant.ofEpochMilli(T0 + 1000);
    Instant deleted = Instant.ofEpochMilli(T0);
    Instant oldTime = Instant.parse("2018-03-10T14:03:15Z");
    PAssert.that(messages.apply(Reify.timestamps()))
        .containsInAnyOrder(
            List.of(
                TimestampedValue.of(Message.of("status", time, status), time),
                TimestampedValue.of(Message.of("delete", deleted, DELETE), deleted),
                TimestampedValue.of(Message.of("limit", null, LIMIT), deleted),
                TimestampedValue.of(Message.of("errors", null, ERRORS), deleted),
                TimestampedValue.of(Message.of("page", null, PAGE), deleted),
                TimestampedValue.of(Message.of("status", oldTime, old), oldTime)));
    pipeline.run();
  }

  @Test
  public void aPageIsOneMessageAtItsEarliestStatus() throws Exception {
    String page =
        "{\"data\":[{\"id\":\"1\",\"text\":\"a\",\"created_at\":\"2024-05-06T07:08:09.000Z\"},"
            + "{\"id\":\"2\",\"text\":\"b\",\"created_at\":\"2024-05-06T07:08:08.000Z\"}]}";
    PAssert.that(pipeline.apply(TwitterIO.readMessages().fromRecordings(List.of(recording(page)))))
        .containsInAnyOrder(Message.of("status", Instant.ofEpochMilli(T0 - 1000), page));
    pipeline.run();
  }

  @Test
  public void aMessageHasASchemaWithNumberedFields() throws Exception {
    PCollection<Message> messages =
        pipeline.apply(TwitterIO.readMessages().fromRecordings(List.of(recording(LIMIT))));
    Schema schema = messages.getSchema();
    assertThat(schema.getFieldNames(), is(List.of("kind", "time", "rawJson")));
    assertThat(schema.getField("time").getType().getNullable(), is(true));
    pipeline.run();
  }

  @Test
  public void aLiveStreamGivesMessagesToo() {
    PCollection<String> kinds =
        pipeline
            .apply(
                TwitterIO.readMessages()
                    .fromLocalApi(new LocalSimulator(2_000, 1))
                    .withMaxTweets(200))
            .apply(MapElements.into(TypeDescriptors.strings()).via(Message::getKind));
    PAssert.that(kinds)
        .satisfies(
            all -> {
              List<String> list = new ArrayList<>();
              all.forEach(list::add);
              list.removeIf(kind -> !kind.equals(Message.STATUS));
              assertThat(list.size(), is(200));
              return null;
            });
    pipeline.run();
  }

  @Test
  public void malformedLinesGoToAnErrorHandlerOfReadMessages() throws Exception {
    String file = recording(LIMIT, BROKEN, UNKNOWN);
    ErrorHandler<BadRecord, PCollection<BadRecord>> handler =
        pipeline.registerBadRecordErrorHandler(new Collect());
    pipeline.apply(
        TwitterIO.readMessages().fromRecordings(List.of(file)).withBadRecordErrorHandler(handler));
    handler.close();
    assertBad(handler.getOutput(), file);
    pipeline.run();
  }

  @Test
  public void malformedLinesGoToAnErrorHandlerOfReadAndTweetsStillArrive() throws Exception {
    String file = recording(statusAt(T0), BROKEN, UNKNOWN);
    ErrorHandler<BadRecord, PCollection<BadRecord>> handler =
        pipeline.registerBadRecordErrorHandler(new Collect());
    PCollection<Tweet> tweets =
        pipeline.apply(
            TwitterIO.read()
                .withBadRecordErrorHandler(handler)
                .fromRecordings(List.of(file))
                .withFields("id"));
    handler.close();
    assertBad(handler.getOutput(), file);
    PAssert.that(
            tweets.apply(
                MapElements.into(TypeDescriptors.longs())
                    .via((Tweet tweet) -> tweet.getTimestamp().getMillis())))
        .containsInAnyOrder(T0);
    pipeline.run();
  }

  private static void assertBad(PCollection<BadRecord> bad, String file) {
    PCollection<String> lines =
        bad.apply(
            "Describe",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    (BadRecord record) ->
                        new String(record.getRecord().getEncodedRecord(), UTF_8)
                            + '|'
                            + record.getRecord().getHumanReadableJsonRecord()
                            + '|'
                            + record.getFailure().getDescription()));
    PAssert.that(lines)
        .satisfies(
            all -> {
              List<String> found = new ArrayList<>();
              all.forEach(found::add);
              assertThat(found.size(), is(2));
              assertThat(
                  found.stream()
                      .anyMatch(
                          line ->
                              line.startsWith(BROKEN + '|' + BROKEN + '|')
                                  && line.contains(file + " at byte ")
                                  && line.contains("not valid JSON")),
                  is(true));
              assertThat(
                  found.stream()
                      .anyMatch(
                          line ->
                              line.startsWith(UNKNOWN + '|' + UNKNOWN + '|')
                                  && line.endsWith("no message of a known kind")),
                  is(true));
              return null;
            });
  }

  private String recording(String... lines) throws Exception {
    Path file = folder.newFile("recording.jsonl").toPath();
    Files.writeString(file, String.join("\n", lines) + "\n");
    return file.toString();
  }
}
