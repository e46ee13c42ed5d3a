package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.TIME_MILLIS;
import static io.github.happiesthashtags.twitter.testing.WireMessages.V1_CREATED_AT;
import static io.github.happiesthashtags.twitter.testing.WireMessages.V2_CREATED_AT;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.testing.Json;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** When a status happened. */
public class EventTimeTest {
  private static final String UNREADABLE = "a status without a readable time";
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  /** Its id carries {@code TIME_MILLIS}. */
  private static Json timeless() {
    return v1(1, "x").without("timestamp_ms").without("created_at");
  }

  /** Its id is too old to carry a time. */
  private static Json old() {
    return timeless().without("id_str").with("id", 29_999_999_999L);
  }

  private static long millisOf(Object message) {
    return Outcome.status(message).millis();
  }

  private static long millisOfCreatedAt(String createdAt) {
    return millisOf(old().with("created_at", createdAt));
  }

  private static void assertUnreadable(Object message) {
    assertThat(Outcome.deadLetter(message), startsWith(UNREADABLE));
  }

  /** Nothing can be read out of it, so that the id's time counts, or else none is left. */
  private static void assertPassedOver(String field, Object value) {
    assertThat(field + " " + value, millisOf(timeless().with(field, value)), is(TIME_MILLIS));
    assertUnreadable(old().with(field, value));
  }

  @Test
  public void timestampMsGoesBeforeCreatedAt() {
    assertThat(millisOf(v1(1, "x").with("timestamp_ms", "1520690595657")), is(1520690595657L));
    assertThat(millisOf(v1(1, "x").with("timestamp_ms", 1520690595657L)), is(1520690595657L));
    assertThat(millisOf(v1(1, "x").with("created_at", "never")), is(TIME_MILLIS));
  }

  @Test
  public void createdAtIsReadInBothFormats() {
    assertThat(millisOfCreatedAt(V1_CREATED_AT), is(TIME_MILLIS));
    assertThat(millisOfCreatedAt(V2_CREATED_AT), is(TIME_MILLIS));
    assertThat(millisOfCreatedAt("Sat Mar 10 15:33:15 +0130 2018"), is(TIME_MILLIS));
    assertThat(millisOfCreatedAt("Sat Mar 10 12:33:15 -0130 2018"), is(TIME_MILLIS));
    assertThat(millisOfCreatedAt("2018-03-10T14:03:15Z"), is(TIME_MILLIS));
    assertThat(millisOfCreatedAt("2018-03-10T15:33:15+01:30"), is(TIME_MILLIS));
    assertThat(millisOfCreatedAt("2018-03-10T14:03:15.123Z"), is(TIME_MILLIS + 123));
    assertThat(millisOfCreatedAt("1970-01-01T00:00:00.000Z"), is(0L));
    assertThat(millisOfCreatedAt("9999-12-31T23:59:59.999Z"), is(LAST_MILLIS));
  }

  @Test
  public void everyMonthAndLeapDayIsRead() {
    String[] months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ", 0);
    for (int i = 0; i < months.length; i++) {
      assertThat(
          millisOfCreatedAt("Wed " + months[i] + " 29 23:59:59 +0000 2012"),
          is(Instant.parse("2012-%02d-29T23:59:59Z".formatted(i + 1)).toEpochMilli()));
    }
  }

  @Test
  public void aLeapSecondIsTheNextMinutesFirst() {
    long next = Instant.parse("2017-01-01T00:00:00Z").toEpochMilli();

    assertThat(millisOfCreatedAt("Sat Dec 31 23:59:60 +0000 2016"), is(next));
    assertThat(millisOfCreatedAt("2016-12-31T23:59:60.000Z"), is(next));
  }

  @Test
  public void aCreatedAtThatCannotBeReadIsPassedOver() {
    for (String bad :
        List.of(
            "",
            "never",
            "Sat Mar 10 14:03:15 +0000 201",
            "Sat Foo 10 14:03:15 +0000 2018",
            "Xxx Mar 10 14:03:15 +0000 2018",
            "Sat Mar 32 14:03:15 +0000 2018",
            "Sat Feb 30 14:03:15 +0000 2018",
            "Sat Mar 10 24:03:15 +0000 2018",
            "Sat Mar 10 14:60:15 +0000 2018",
            "Sat Mar 10 14:03:61 +0000 2018",
            "Sat Mar 10 14-03:15 +0000 2018",
            "Sat Mar 10 14:03:15 *0000 2018",
            "Sat Mar 10 14:03:15 +00x0 2018",
            "Sat Mar 10 14:03:15 +0000 1969",
            "2018-03-10",
            "2018-03-10T14:03:15",
            "2018-02-30T14:03:15.000Z",
            "2018-13-10T14:03:15.000Z",
            "2018-03-10T24:03:15.000Z",
            "2018-03-10T14:03:15.x00Z",
            "1969-12-31T23:59:59.999Z",
            "+10000-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            // Without a time zone, or with one that only some would understand.
            "2018-03-10 14:03:15",
            "Sat, 10 Mar 2018 14:03:15",
            "2018-03-10 14:03:15 UTC",
            "Sat Mar 10 14:03:15 UTC 2018",
            "Sat, 10 Mar 2018 14:03:15 CST",
            "03/10/2018 14:03",
            "1520690595000",
            "1520690595",
            "Fri, 10 Mar 2018 14:03:15 +0000",
            "Wed, 30 Feb 2018 14:03:15 +0000",
            "2018-03-10T14:03:15Z[UTC]",
            "2018-03-10T14:03:15+01:3",
            "S\u017ft Mar 10 14:03:15 +0000 2018",
            "\u017fat, 10 Mar 2018 14:03:15 +0000x")) {
      assertPassedOver("created_at", bad);
    }
    for (Object wrong :
        new Object[] {5, 1_583_107_200_000L, 1.5, true, Json.array(V1_CREATED_AT), Json.object()}) {
      assertPassedOver("created_at", wrong);
    }
  }

  @Test
  public void createdAtIsReadInTheFormsOfOtherTools() {
    for (String same :
        List.of(
            "2018-03-10 14:03:15+00:00",
            "2018-03-10 14:03:15.000000+00:00",
            "2018-03-10 14:03:15Z",
            "2018-03-10 14:03:15 +0000",
            "2018-03-10T14:03:15+0000",
            "2018-03-10T14:03:15+00",
            "2018-03-10T15:33:15.000+0130",
            "Sat, 10 Mar 2018 14:03:15 +0000",
            "Sat, 10 Mar 2018 14:03:15 GMT",
            "10 Mar 2018 15:33:15 +0130")) {
      assertThat(same, millisOfCreatedAt(same), is(TIME_MILLIS));
    }
    assertThat(
        millisOfCreatedAt("Fri, 08 Feb 2013 14:03:30 +0000"),
        is(Instant.parse("2013-02-08T14:03:30Z").toEpochMilli()));
  }

  @Test
  public void createdAtIsReadAsMongoExportsIt() {
    for (Object date :
        new Object[] {
          "2018-03-10T14:03:15Z",
          "2018-03-10T14:03:15.000+0000",
          TIME_MILLIS,
          Json.object("$numberLong", String.valueOf(TIME_MILLIS))
        }) {
      assertThat(millisOf(old().with("created_at", Json.object("$date", date))), is(TIME_MILLIS));
    }
    for (Object bad :
        new Object[] {"2018-03-10T14:03:15", "soon", 1.5, true, -1, Json.object(), Json.array()}) {
      assertPassedOver("created_at", Json.object("$date", bad));
    }
    assertPassedOver("created_at", Json.object("$numberLong", "1520690595000"));
  }

  @Test
  public void aTimestampMsThatCannotBeReadIsPassedOver() {
    for (Object bad :
        new Object[] {
          "",
          "soon",
          "-1",
          -1,
          1.5,
          "1.5",
          "+1520690595000",
          "1520690595000.5",
          true,
          Json.array(1),
          Json.object(),
          LAST_MILLIS + 1,
          new BigInteger("9223372036854775808")
        }) {
      assertPassedOver("timestamp_ms", bad);
      assertThat(
          "" + bad,
          millisOf(old().with("timestamp_ms", bad).with("created_at", "2018-03-10T14:03:15.250Z")),
          is(TIME_MILLIS + 250));
    }
  }

  @Test
  public void aTimestampMsOfAnotherToolIsReadIfItIsUnambiguous() {
    String line = old().with("timestamp_ms", 0).toString();
    for (String same : List.of("1520690595657.0", "1520690595657.000", "\"1520690595657.0\"")) {
      assertThat(
          same,
          millisOf(line.replace("\"timestamp_ms\":0", "\"timestamp_ms\":" + same)),
          is(1520690595657L));
    }
    assertThat(
        millisOf(old().with("timestamp_ms", Json.object("$numberLong", "1520690595657"))),
        is(1520690595657L));
  }

  @Test
  public void theReasonSaysWhatIsWrongWithEachOfTheSources() {
    assertThat(
        Outcome.deadLetter(old().with("created_at", "2018-03-10 14:03:15")),
        is(
            "a status without a readable time: no timestamp_ms; created_at is in no form that is"
                + " read: Twitter's, ISO 8601 or RFC 822, each with a time zone; the id carries"
                + " no time, because it is below 30000000000"));
    assertThat(
        Outcome.deadLetter(old().with("timestamp_ms", "soon")),
        is(
            "a status without a readable time: timestamp_ms is no number of milliseconds;"
                + " no created_at; the id carries no time, because it is below 30000000000"));
  }

  @Test
  public void aNullTimeIsAnAbsentOne() {
    assertThat(millisOf(v1(1, "x").with("timestamp_ms", null)), is(TIME_MILLIS));
    assertThat(
        millisOf(v1(1, "x").with("timestamp_ms", null).with("created_at", null)), is(TIME_MILLIS));
  }

  @Test
  public void withoutTimesTheIdTellsItToTheMillisecond() {
    assertThat(millisOf(timeless()), is(TIME_MILLIS));
    assertThat(
        millisOf(timeless().without("id_str").with("id", 1_002_003_004_005_006_007L)),
        is((1_002_003_004_005_006_007L >> 22) + 1_288_834_974_657L));
    assertThat(
        millisOf(timeless().without("id_str").with("id", Long.MAX_VALUE)),
        is((Long.MAX_VALUE >> 22) + 1_288_834_974_657L));
  }

  @Test
  public void idsCarryATimeFromTheFirstSnowflakeOn() {
    assertThat(
        millisOf(timeless().without("id_str").with("id", 30_000_000_000L)),
        is((30_000_000_000L >> 22) + 1_288_834_974_657L));
    assertUnreadable(old());
    assertUnreadable(old().with("id", 1));
    assertThat(millisOf(old().with("id", 1).with("created_at", V1_CREATED_AT)), is(TIME_MILLIS));
  }
}
