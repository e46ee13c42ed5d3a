package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.testing.Json;
import java.math.BigInteger;
import org.junit.Test;

/** By which id a status is known. */
public class IdentityTest {
  /** What JavaScript makes of ids: of each 256 or so the same. */
  private static final long ROUNDED = 1_234_161_475_384_246_300L;

  private static Json withId(Object id) {
    return v1(1, "x").without("id_str").with("id", id);
  }

  /** With a number that Jackson would write in another way. */
  private static String withNumber(String id) {
    return v1(1, "x").with("id", 0).toString().replace("\"id\":0", "\"id\":" + id);
  }

  private static long idOf(Object message) {
    return Outcome.status(message).id();
  }

  @Test
  public void anIdIsANumberOrAStringOfDigits() {
    assertThat(idOf(withId(42)), is(42L));
    assertThat(idOf(withId("42")), is(42L));
    assertThat(idOf(withId(Long.MAX_VALUE)), is(Long.MAX_VALUE));
    assertThat(idOf(withId("" + Long.MAX_VALUE)), is(Long.MAX_VALUE));
    assertThat(idOf(withId(Json.object("$numberLong", "42"))), is(42L));
    assertThat(idOf(v1(1, "x").without("id")), is(id(1)));
    assertThat(idOf(v1(1, "x").with("id", null)), is(id(1)));
    assertThat(idOf(v1(1, "x").without("id").with("id_str", 42)), is(42L));
  }

  @Test
  public void idStrIsTheIdentityWhateverWasRounded() {
    assertThat(idOf(v1(1, "x").with("id", ROUNDED)), is(id(1)));
    assertThat(idOf(v1(1, "x").with("id", "" + ROUNDED)), is(id(1)));
    assertThat(idOf(withNumber("1.24e+18")), is(id(1)));
    assertThat(idOf(withNumber("1234161475384246300.0")), is(id(1)));
    assertThat(idOf(v1(1, "x").with("id", Json.object("$numberLong", "5"))), is(id(1)));
    assertThat(idOf(v1(1, "x").with("id", true)), is(id(1)));
    assertThat(
        idOf(v1(1, "x").with("id_str", Json.object("$numberLong", "42")).with("id", 5)), is(42L));
    assertThat(
        idOf("{\"id_str\":\"42\",\"id\":40,\"timestamp_ms\":\"7\",\"text\":\"x\"}"), is(42L));
  }

  @Test
  public void anIdStrThatCannotBeReadIsPassedOver() {
    for (Object bad : new Object[] {"", "x", "-5", 0, 1.5, true, Json.array(5), null}) {
      assertThat("" + bad, idOf(v1(1, "x").with("id", 42).with("id_str", bad)), is(42L));
    }
  }

  @Test
  public void theIdsTimeIsThatOfTheIdentity() {
    Json rounded =
        v1(1, "x").without("timestamp_ms").without("created_at").with("id", 40_000_000_000L);

    assertThat(Outcome.status(rounded).millis(), is((id(1) >> 22) + 1_288_834_974_657L));
  }

  @Test
  public void aRetweetedStatusIsLookedUpByItsIdentity() {
    Json reference = Json.object("type", "retweeted", "id", 1e18, "id_str", "" + id(9));
    Json retweet = v2(1, "RT").with("referenced_tweets", Json.array(reference));
    Json original = v2(9, "original").with("id", ROUNDED).with("id_str", "" + id(9));
    Json another = v2(8, "another").with("id", id(9)).with("id_str", "" + id(8));

    assertThat(Outcome.status(v2Message(retweet, another, original)).text(), is("original"));
    assertThat(Outcome.status(v2Message(retweet, another)).text(), is("RT"));
  }

  @Test
  public void anIdOfAnotherShapeIsADeadLetter() {
    for (Object bad :
        new Object[] {
          0,
          -5,
          true,
          "",
          "-5",
          "+5",
          "0",
          "5x",
          " 5",
          "\u0665",
          "9223372036854775808",
          new BigInteger("9223372036854775808"),
          Json.array(5),
          Json.object("id", 5),
          Json.object("$numberLong", "x"),
          Json.object("$numberDouble", "5")
        }) {
      assertThat(
          "" + bad,
          Outcome.deadLetter(withId(bad)),
          is("a status whose id is no positive 64-bit integer"));
    }
    assertThat(Outcome.deadLetter(v2(1, "x").without("id")), is("a status without id"));
  }

  @Test
  public void anIdThatMayHaveLostDigitsIsADeadLetterThatSaysSo() {
    for (Object bad : new Object[] {1.5, 1e18, 5.0}) {
      assertThat(
          Outcome.deadLetter(withId(bad)),
          is(
              "a status whose id is a floating-point number, which may have lost digits, and that"
                  + " has no readable id_str"));
    }
    assertThat(
        Outcome.deadLetter(withNumber("1.24e+18").replace("\"id_str\":\"", "\"id_str\":\"x")),
        containsString("floating-point"));
  }
}
