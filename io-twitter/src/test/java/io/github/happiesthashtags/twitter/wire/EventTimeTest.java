package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.TIME_MILLIS;
import static io.github.happiesthashtags.twitter.testing.WireMessages.V1_CREATED_AT;
import static io.github.happiesthashtags.twitter.testing.WireMessages.V2_CREATED_AT;
import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.testing.Json;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** Ids, and when a status happened. */
public class EventTimeTest {
  private static final String UNREADABLE = "a status without a readable time";
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private static Json timeless() {
    return v1(1, "x").without("timestamp_ms").without("created_at");
  }

  private static long millisOf(Object message) {
    return Outcome.status(message).millis();
  }

  private static long millisOfCreatedAt(String createdAt) {
    return millisOf(timeless().with("created_at", createdAt));
  }

  private static void assertUnreadable(Object message) {
    assertThat(Outcome.deadLetter(message), startsWith(UNREADABLE));
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
  public void aCreatedAtThatCannotBeReadIsADeadLetter() {
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
            "-999999999-01-01T00:00:00Z")) {
      assertUnreadable(timeless().with("created_at", bad));
    }
    for (Object wrong : new Object[] {5, true, Json.array(V1_CREATED_AT), Json.object()}) {
      assertUnreadable(timeless().with("created_at", wrong));
    }
  }

  @Test
  public void aTimestampMsThatCannotBeReadIsADeadLetter() {
    for (Object bad :
        new Object[] {
          "", "soon", "-1", -1, 1.5, "1.5", true, Json.array(1), Json.object(), LAST_MILLIS + 1
        }) {
      assertUnreadable(v1(1, "x").with("timestamp_ms", bad));
    }
    assertUnreadable(v1(1, "x").with("timestamp_ms", new BigInteger("9223372036854775808")));
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
        millisOf(timeless().with("id", 1_002_003_004_005_006_007L)),
        is((1_002_003_004_005_006_007L >> 22) + 1_288_834_974_657L));
    assertThat(
        millisOf(timeless().with("id", Long.MAX_VALUE)),
        is((Long.MAX_VALUE >> 22) + 1_288_834_974_657L));
  }

  @Test
  public void idsCarryATimeFromTheFirstSnowflakeOn() {
    assertThat(
        millisOf(timeless().with("id", 30_000_000_000L)),
        is((30_000_000_000L >> 22) + 1_288_834_974_657L));
    assertUnreadable(timeless().with("id", 29_999_999_999L));
    assertUnreadable(timeless().with("id", 1));
    assertThat(
        millisOf(timeless().with("id", 1).with("created_at", V1_CREATED_AT)), is(TIME_MILLIS));
  }

  @Test
  public void anIdIsANumberOrAStringOfDigits() {
    assertThat(Outcome.status(v1(1, "x").with("id", 42)).id(), is(42L));
    assertThat(Outcome.status(v1(1, "x").with("id", "42")).id(), is(42L));
    assertThat(Outcome.status(v1(1, "x").with("id", Long.MAX_VALUE)).id(), is(Long.MAX_VALUE));
    assertThat(Outcome.status(v1(1, "x").with("id", "" + Long.MAX_VALUE)).id(), is(Long.MAX_VALUE));
    assertThat(Outcome.status(v1(1, "x").without("id")).id(), is(id(1)));
    assertThat(Outcome.status(v1(1, "x").with("id", null)).id(), is(id(1)));
    assertThat(Outcome.status(v1(1, "x").without("id").with("id_str", 42)).id(), is(42L));
  }

  @Test
  public void anIdOfAnotherShapeIsADeadLetter() {
    for (Object bad :
        new Object[] {
          0,
          -5,
          1.5,
          1e18,
          true,
          "",
          "-5",
          "+5",
          "0",
          "5x",
          " 5",
          "٥",
          "9223372036854775808",
          new BigInteger("9223372036854775808"),
          Json.array(5),
          Json.object("id", 5)
        }) {
      assertThat(
          "" + bad,
          Outcome.deadLetter(v1(1, "x").with("id", bad)),
          is("a status whose id is no positive 64-bit integer"));
    }
    assertThat(Outcome.deadLetter(v2(1, "x").without("id")), is("a status without id"));
  }
}
