package io.github.happiesthashtags.twitter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.wire.MessageInspector;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** Which message gives which event, in every format. */
public final class ComplianceEventTest {
  private static final Instant AT = Instant.parse("2021-07-06T18:40:40.000Z");
  private static final long POST = 1_146_654_567_674_912_769L;

  /** The time that the id of the post carries. */
  private static final Instant OF_ID = Instant.ofEpochMilli((POST >> 22) + 1_288_834_974_657L);

  private static final List<String> NOWHERE = List.of();

  @Test
  public void messagesOfVersionOneGiveEvents() {
    String at = ",\"timestamp_ms\":\"" + AT.getMillis() + "\"";
    gives(
        "{\"delete\":{\"status\":{\"id\":1146654567674912800,\"id_str\":\"1146654567674912769\","
            + "\"user_id\":3,\"user_id_str\":\"3\"}"
            + at
            + "}}",
        ComplianceEvent.of("delete", POST, 3L, AT, NOWHERE));
    gives(
        "{\"delete\":{\"status\":{\"id\":1234,\"user_id\":3}}}",
        ComplianceEvent.of("delete", 1234L, 3L, null, NOWHERE));
    gives(
        "{\"scrub_geo\":{\"user_id\":14090452,\"user_id_str\":\"14090452\","
            + "\"up_to_status_id\":23260136625,\"up_to_status_id_str\":\"23260136625\"}}",
        ComplianceEvent.of("scrub_geo", 23_260_136_625L, 14_090_452L, null, NOWHERE));
    gives(
        "{\"status_withheld\":{\"id\":1234567890,\"user_id\":123456,"
            + "\"withheld_in_countries\":[\"DE\",\"AR\"]"
            + at
            + "}}",
        ComplianceEvent.of("withheld", 1_234_567_890L, 123_456L, AT, List.of("DE", "AR")));
    gives(
        "{\"user_withheld\":{\"id\":123456,\"withheld_in_countries\":[\"DE\"]}}",
        ComplianceEvent.of("user_withheld", null, 123_456L, null, List.of("DE")));
  }

  @Test
  public void eventsOfPostsGiveEvents() {
    for (String kind : List.of("delete", "drop", "undrop")) {
      gives(
          ofPost(kind, "\"quote_tweet_id\":\"7\""),
          ComplianceEvent.of(kind, POST, 3L, AT, NOWHERE));
    }
    gives(
        ofPost("withheld", "\"withheld_in_countries\":[\"DE\",\"FR\"]"),
        ComplianceEvent.of("withheld", POST, 3L, AT, List.of("DE", "FR")));
    gives(
        "{\"data\":{\"tweet_edit\":{\"tweet\":{\"id\":\"9\"},\"initial_tweet_id\":\"8\","
            + "\"edit_tweet_ids\":[\"8\",\"9\"],\"event_at\":\"2021-07-06T18:40:40.000Z\"}}}",
        ComplianceEvent.of("tweet_edit", 9L, null, AT, NOWHERE));
  }

  @Test
  public void eventsOfAccountsGiveEvents() {
    for (String kind :
        List.of(
            "user_delete",
            "user_undelete",
            "user_protect",
            "user_unprotect",
            "user_suspend",
            "user_unsuspend")) {
      gives(ofUser(kind, "\"a\":1"), ComplianceEvent.of(kind, null, 3L, AT, NOWHERE));
    }
    gives(
        ofUser("user_withheld", "\"withheld_in_countries\":[\"DE\"]"),
        ComplianceEvent.of("user_withheld", null, 3L, AT, List.of("DE")));
    gives(
        ofUser("scrub_geo", "\"up_to_tweet_id\":\"" + POST + "\""),
        ComplianceEvent.of("scrub_geo", POST, 3L, AT, NOWHERE));
    gives(
        ofUser("user_profile_modification", "\"profile_field\":\"name\",\"new_value\":\"x\""),
        ComplianceEvent.of("user_profile_modification", null, 3L, AT, NOWHERE));
  }

  @Test
  public void aDeletionAmongActivitiesGivesAnEventAtTheTimeOfItsId() {
    gives(
        "{\"data\":{\"event_type\":\"post.delete\",\"event_uuid\":\"1146654567674912769\","
            + "\"filter\":{\"user_id\":\"3\"},\"payload\":{\"id\":\"5\",\"author_id\":\"3\"}}}",
        ComplianceEvent.of("delete", 5L, 3L, OF_ID, NOWHERE));
  }

  @Test
  public void anEventHasNumberedFieldsAndSurvivesItsRow() throws Exception {
    SchemaRegistry registry = SchemaRegistry.createDefault();
    assertThat(
        registry.getSchema(ComplianceEvent.class).getFieldNames(),
        contains("kind", "postId", "userId", "eventAt", "countries"));
    ComplianceEvent event = ComplianceEvent.of("withheld", null, 3L, AT, List.of("DE"));
    assertThat(
        registry
            .getFromRowFunction(ComplianceEvent.class)
            .apply(registry.getToRowFunction(ComplianceEvent.class).apply(event)),
        is(event));
  }

  @Test
  public void aByteOrderMarkIsNoPartOfTheMessage() {
    gives(
        "\uFEFF{\"delete\":{\"status\":{\"id\":1234,\"user_id\":3}}}",
        ComplianceEvent.of("delete", 1234L, 3L, null, NOWHERE));
  }

  @Test
  public void otherMessagesGiveNoEvent() {
    List<String> others =
        List.of(
            "{\"data\":{\"event_type\":\"post.create\",\"event_uuid\":\"5\","
                + "\"payload\":{\"id\":\"5\",\"text\":\"hello\"}}}",
            "{\"delete\":{\"direct_message\":{\"id\":5}}}",
            "{\"limit\":{\"track\":5}}",
            "{\"data\":{\"id\":\"1146654567674912769\",\"text\":\"held\","
                + "\"withheld\":{\"country_codes\":[\"DE\"]}}}",
            "{\"errors\":[{\"title\":\"operational-disconnect\"}]}",
            "");
    for (String other : others) {
      assertThat(other, read(other).events, empty());
      assertThat(other, read(other).malformed, empty());
    }
  }

  @Test
  public void dataThatIsNeitherTweetNorEventIsMalformed() {
    for (String line :
        List.of(
            "{\"data\":{\"delete\":{\"tweet\":{\"id\":\"5\"}}}}",
            "{\"data\":{\"withheld\":{\"country_codes\":[\"DE\"]}}}",
            "{\"data\":{\"unknown\":{\"event_at\":\"2021-07-06T18:40:40.000Z\"}}}")) {
      assertThat(line, read(line).malformed, contains("a status without id"));
    }
  }

  /** A demand that nobody can meet must not be lost among the messages that are none. */
  @Test
  public void aDemandWithoutAReadableSubjectIsMalformed() {
    for (String line :
        List.of(
            "{\"delete\":{\"status\":{\"id\":\"x\"}}}",
            "{\"user_withheld\":{\"id\":1.5e3}}",
            event("delete", "\"tweet\":{\"id\":true}", "\"a\":1"),
            "{\"data\":{\"event_type\":\"post.delete\",\"event_uuid\":\"5\",\"payload\":{}}}")) {
      assertThat(line, read(line).events, empty());
      assertThat(
          line,
          read(line).malformed,
          contains("a compliance event without a readable post or account"));
    }
  }

  @Test
  public void onlyEventsOfTheirOwnStreamsMoveEventTime() {
    MessageInspector inspector = new MessageInspector();
    byte[] event = ofPost("delete", "\"a\":1").getBytes(UTF_8);
    inspector.inspect(event, 0, event.length);
    assertThat(inspector.events(), is(1));
    assertThat(inspector.statuses(), is(0));
    assertThat(inspector.kind(), is(MessageKind.COMPLIANCE));
    assertThat(inspector.latestMillis(), is(AT.getMillis()));
    byte[] old =
        "{\"delete\":{\"status\":{\"id\":1,\"user_id\":3},\"timestamp_ms\":\"1\"}}".getBytes(UTF_8);
    inspector.inspect(old, 0, old.length);
    assertThat(inspector.events(), is(0));
  }

  private static String ofPost(String kind, String more) {
    return event(kind, "\"tweet\":{\"id\":\"" + POST + "\",\"author_id\":\"3\"}", more);
  }

  private static String ofUser(String kind, String more) {
    return event(kind, "\"user\":{\"id\":\"3\"}", more);
  }

  private static String event(String kind, String subject, String more) {
    return "{\"data\":{\""
        + kind
        + "\":{"
        + subject
        + ",\"event_at\":\"2021-07-06T18:40:40.000Z\","
        + more
        + "}}}";
  }

  private static void gives(String line, ComplianceEvent event) {
    assertThat(line, read(line).events, contains(event));
    assertThat(line, read(line).times.get(0), is(event.getEventAt()));
  }

  private static Found read(String line) {
    Found found = new Found();
    byte[] bytes = line.getBytes(UTF_8);
    new ComplianceForm().parser().parse(bytes, 0, bytes.length, found);
    return found;
  }

  private static final class Found implements ParseBlocks.Output<ComplianceEvent> {
    final List<ComplianceEvent> events = new ArrayList<>();
    final List<@Nullable Instant> times = new ArrayList<>();
    final List<String> malformed = new ArrayList<>();

    @Override
    public void element(ComplianceEvent element, @Nullable Instant time) {
      events.add(element);
      times.add(time);
    }

    @Override
    public void status() {}

    @Override
    public void other(MessageKind kind) {}

    @Override
    public void malformed(String reason) {
      malformed.add(reason);
    }
  }
}
