package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.TIME_MILLIS;
import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.happiesthashtags.twitter.testing.Json;
import io.github.happiesthashtags.twitter.wire.Outcome.Seen;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Formats and kinds of messages. */
public class MessageParserTest {
  private static final Seen STATUS =
      new Seen(id(1), TIME_MILLIS, "en", false, "nice :) #one #Two", List.of("one", "Two"));

  private static Json someV1() {
    return v1(1, "nice :) #one #Two", "one", "Two");
  }

  private static Json someV2() {
    return v2(1, "nice :) #one #Two", "one", "Two");
  }

  @Test
  public void theSameStatusIsReadFromEveryFormat() {
    assertThat(Outcome.status(someV1()), is(STATUS));
    assertThat(Outcome.status(v2Message(someV2())), is(STATUS));
    assertThat(Outcome.status(v2Page(someV2())), is(STATUS));
    assertThat(Outcome.status(someV2()), is(STATUS));
  }

  @Test
  public void aPageHandsOutItsTweetsInOrder() {
    Outcome outcome = Outcome.of(v2Page(v2(3, "c"), v2(1, "a"), v2(2, "b")));

    assertThat(outcome.statuses.stream().map(Seen::id).toList(), contains(id(3), id(1), id(2)));
    assertThat(outcome.malformed, is(empty()));
  }

  @Test
  public void aBadTweetOfAPageIsOneDeadLetterAndTheOthersCount() {
    Outcome outcome =
        Outcome.of(v2Page(v2(1, "a"), v2(2, "b").without("id"), v2(3, "c").without("text")));

    assertThat(outcome.statuses.stream().map(Seen::id).toList(), contains(id(1)));
    assertThat(outcome.malformed, contains("a status without text"));
  }

  @Test
  public void whatIsNoTweetInAPageIsADeadLetter() {
    Outcome outcome = Outcome.of(Json.object("data", Json.array(v2(1, "a"), 5, Json.array(1))));

    assertThat(outcome.statuses.stream().map(Seen::id).toList(), contains(id(1)));
    assertThat(outcome.malformed, contains("data that is no tweet object"));
    assertThat(Outcome.deadLetter("{\"data\":\"x\"}"), is("data that is no tweet object"));
    assertThat(Outcome.deadLetter("{\"data\":{}}"), is("a status without id"));
  }

  @Test
  public void partialErrorsBesideTweetsAreNoMessageOfTheirOwn() {
    Json page = v2Page(someV2()).with("errors", Json.array(Json.object("title", "Not Found")));

    assertThat(Outcome.status(page), is(STATUS));
  }

  @Test
  public void everyKindOfMessageIsToldApart() {
    Map<String, MessageKind> kinds = new LinkedHashMap<>();
    kinds.put("{'delete':{'status':{'id':1,'user_id':2}}}", MessageKind.DELETE);
    kinds.put("{'limit':{'track':1234,'timestamp_ms':'1'}}", MessageKind.LIMIT);
    kinds.put("{'warning':{'code':'FALLING_BEHIND','percent_full':60}}", MessageKind.WARNING);
    kinds.put("{'scrub_geo':{'user_id':1,'up_to_status_id':2}}", MessageKind.SCRUB_GEO);
    kinds.put(
        "{'status_withheld':{'id':1,'withheld_in_countries':['DE']}}", MessageKind.STATUS_WITHHELD);
    kinds.put(
        "{'user_withheld':{'id':1,'withheld_in_countries':['DE']}}", MessageKind.USER_WITHHELD);
    kinds.put("{'disconnect':{'code':4,'reason':'x'}}", MessageKind.DISCONNECT);
    kinds.put("", MessageKind.KEEP_ALIVE);
    kinds.put("\r", MessageKind.KEEP_ALIVE);
    kinds.put(" \t\r\n", MessageKind.KEEP_ALIVE);
    kinds.put(
        "{'errors':[{'title':'operational-disconnect','disconnect_type':'x'}]}",
        MessageKind.ERRORS);
    kinds.put("{'data':null,'errors':[{}]}", MessageKind.ERRORS);
    kinds.put(
        "{'title':'ConnectionException','detail':'x','connection_issue':'TooManyConnections',"
            + "'type':'https://api.twitter.com/2/problems/streaming-connection'}",
        MessageKind.ERRORS);
    kinds.put(
        "{'type':'https://api.x.com/2/problems/usage-capped','title':'UsageCapExceeded'}",
        MessageKind.ERRORS);
    kinds.put(
        "{'title':'Unauthorized','type':'about:blank','status':401,'detail':'x'}",
        MessageKind.ERRORS);
    kinds.put("{'meta':{'result_count':0}}", MessageKind.PAGE);
    kinds.put("{'data':[],'meta':{'result_count':0}}", MessageKind.PAGE);
    kinds.put("{'timestamp_ms':'1','delete':{'status':{'id':1}}}", MessageKind.DELETE);

    kinds.forEach(
        (line, kind) -> {
          Outcome outcome = Outcome.of(line.replace('\'', '"'));
          assertThat(line + outcome, outcome.kinds, contains(kind));
          assertThat(line + outcome, outcome.isSound(), is(true));
        });
  }

  @Test
  public void aTweetIsNeverTakenForAProblem() {
    String problem =
        "\"title\":\"x\",\"type\":\"https://api.twitter.com/2/problems/resource-not-found\",";

    assertThat(Outcome.status("{" + problem + someV1().toString().substring(1)), is(STATUS));
    assertThat(
        Outcome.status("{" + problem + v2Message(someV2()).toString().substring(1)), is(STATUS));
    assertThat(
        Outcome.deadLetter("{" + problem + "\"data\":{\"id\":\"1\"}}"),
        is("a status without text"));
    assertThat(Outcome.deadLetter("{" + problem + "\"text\":5}"), is("a status without id"));
    for (String other :
        List.of(
            "{\"title\":\"x\"}",
            "{\"type\":\"about:blank\"}",
            "{\"title\":\"x\",\"type\":\"retweeted\"}",
            "{\"title\":5,\"type\":\"about:blank\"}",
            "{\"title\":\"x\",\"type\":5}")) {
      assertThat(other, Outcome.deadLetter(other), is("no message of a known kind"));
    }
  }

  @Test
  public void everyKindHasTheNameThatTheApiGivesIt() {
    assertThat(
        Arrays.stream(MessageKind.values()).map(MessageKind::label).toList(),
        contains(
            "delete",
            "limit",
            "warning",
            "scrub_geo",
            "status_withheld",
            "user_withheld",
            "disconnect",
            "keep_alive",
            "errors",
            "page",
            "compliance",
            "activity"));
    assertThat(MessageKind.ofField("keep_alive"), is(nullValue()));
    assertThat(MessageKind.ofField("page"), is(nullValue()));
  }

  @Test
  public void aStatusWithAFieldNamedLikeAMessageIsAStatus() {
    assertThat(Outcome.status(someV1().with("limit", Json.object("track", 1))), is(STATUS));
    assertThat(Outcome.status(someV1().with("delete", null)), is(STATUS));
  }

  @Test
  public void aMessageNamedByANullIsNone() {
    assertThat(Outcome.deadLetter("{\"delete\":null}"), is("no message of a known kind"));
    assertThat(Outcome.deadLetter("{\"errors\":null}"), is("no message of a known kind"));
    assertThat(Outcome.deadLetter("{\"data\":null}"), is("no message of a known kind"));
  }

  @Test
  public void anythingElseIsADeadLetter() {
    for (String line :
        List.of("{}", "{\"friends\":[1]}", "{\"id\":\"5\",\"action\":\"delete\"}", "{\"a\":1}")) {
      assertThat(line, Outcome.deadLetter(line), is("no message of a known kind"));
    }
    for (String line : List.of("[]", "5", "\"text\"", "null", "true", "[{\"text\":\"a\"}]")) {
      assertThat(line, Outcome.deadLetter(line), is("not a JSON object"));
    }
  }

  @Test
  public void aLineIsReadWhereverItLiesInItsBuffer() {
    byte[] line = (someV1() + "\r").getBytes(UTF_8);
    for (int offset = 0; offset < 20; offset++) {
      byte[] buffer = new byte[offset + line.length + 3];
      Arrays.fill(buffer, (byte) '}');
      System.arraycopy(line, 0, buffer, offset, line.length);
      Outcome outcome = new Outcome();

      new MessageParser().parse(buffer, offset, line.length, outcome);

      assertThat(outcome.statuses, contains(STATUS));
      assertThat(outcome.malformed, is(empty()));
    }
  }

  @Test
  public void oneParserReadsManyLinesAndCarriesNothingOver() {
    MessageParser parser = new MessageParser();
    Outcome all = new Outcome();
    for (Object line :
        List.of(
            v2Message(someV2(), v2(9, "included")),
            "{\"delete\":{}}",
            "{\"data\":5}",
            "{\"broken",
            v2Message(someV2()),
            "{\"errors\":[]}",
            someV1(),
            "{}")) {
      byte[] bytes = line.toString().getBytes(UTF_8);
      parser.parse(bytes, 0, bytes.length, all);
    }

    assertThat(all.statuses, contains(STATUS, STATUS, STATUS));
    assertThat(all.kinds, contains(MessageKind.DELETE, MessageKind.ERRORS));
    assertThat(all.malformed.size(), is(3));
  }

  @Test
  public void anInspectorTellsTheTimesAndTheLastIdOfALine() {
    MessageInspector inspector = new MessageInspector();
    byte[] page =
        v2Page(
                v2(2, "b").with("created_at", "2018-03-10T14:03:17.000Z"),
                v2(3, "c").with("created_at", "2018-03-10T14:03:14.000Z"),
                v2(1, "a"))
            .toString()
            .getBytes(UTF_8);

    inspector.inspect(page, 0, page.length);

    assertThat(inspector.statuses(), is(3));
    assertThat(inspector.earliestMillis(), is(TIME_MILLIS - 1000));
    assertThat(inspector.latestMillis(), is(TIME_MILLIS + 2000));
    assertThat(inspector.lastId(), is(id(1)));
    assertThat(inspector.latestMillis(TIME_MILLIS + 2000), is(TIME_MILLIS + 2000));
    assertThat(inspector.latestMillis(TIME_MILLIS + 1999), is(TIME_MILLIS));
    assertThat(inspector.latestMillis(TIME_MILLIS - 1), is(TIME_MILLIS - 1000));
    assertThat(inspector.latestMillis(TIME_MILLIS - 1001), is(MessageInspector.NO_TIME));

    inspector.inspect(new byte[0], 0, 0);

    assertThat(inspector.statuses(), is(0));
    assertThat(inspector.latestMillis(), is(equalTo(MessageInspector.NO_TIME)));
  }
}
