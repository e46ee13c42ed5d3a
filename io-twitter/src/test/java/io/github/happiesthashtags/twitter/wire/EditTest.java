package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.TIME_MILLIS;
import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.idAt;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.scan.StatusScanner;
import io.github.happiesthashtags.twitter.testing.Json;
import io.github.happiesthashtags.twitter.wire.Outcome.Seen;
import org.junit.Test;

/** The versions of an edited tweet are one status. */
public class EditTest {
  private static final long FIRST = idAt(TIME_MILLIS - 600_123, 7);
  private static final long FIRST_MILLIS = TIME_MILLIS - 600_123;

  private static Json v2Version(Object... history) {
    return v2(1, "x").with("edit_history_tweet_ids", Json.array(history));
  }

  private static Json v1Version(Object initial) {
    return v1(1, "x").with("edit_history", Json.object("initial_tweet_id", initial));
  }

  private static void assertIsEdit(Object message) {
    Seen seen = Outcome.status(message);
    assertThat(seen.id(), is(FIRST));
    assertThat(seen.versionId(), is(id(1)));
    assertThat(seen.millis(), is(FIRST_MILLIS));
  }

  private static void assertIsFirst(Object message) {
    Seen seen = Outcome.status(message);
    assertThat(seen.id(), is(id(1)));
    assertThat(seen.versionId(), is(id(1)));
    assertThat(seen.millis(), is(TIME_MILLIS));
  }

  @Test
  public void aLaterVersionHasTheIdAndTheTimeOfTheFirst() {
    Json edit = v2Version("" + FIRST, "" + id(1));
    assertIsEdit(edit);
    assertIsEdit(v2Message(edit));
    assertIsEdit(v2Page(edit));
    assertIsEdit(v2Version(FIRST, "x", Json.array(1), null));
    assertIsEdit(v2Version(Json.object("$numberLong", "" + FIRST)));
    assertIsEdit(v1Version("" + FIRST));
    assertIsEdit(v1Version(FIRST));
    assertIsEdit(v1Version(FIRST).with("id", id(2)));
    assertIsEdit(v1Version(5).with("edit_history_tweet_ids", Json.array("" + FIRST, "" + id(1))));
  }

  @Test
  public void theFirstVersionIsAStatusLikeAnyOther() {
    assertIsFirst(v2Version("" + id(1)));
    assertIsFirst(v2Version("" + id(1), "" + id(2)));
    assertIsFirst(v2Version());
    assertIsFirst(v1Version("" + id(1)));
    assertIsFirst(v1(1, "x").with("edit_history", Json.object("edit_tweet_ids", Json.array(5))));
  }

  @Test
  public void aHistoryThatCannotBeReadIsPassedOver() {
    for (Object bad :
        new Object[] {"x", 1.5, 0, true, null, Json.array("5"), Json.object("id", 5)}) {
      assertIsFirst(v2Version(bad));
      assertIsFirst(v2Version(bad, "5"));
      assertIsFirst(v1Version(bad));
      assertIsFirst(v2(1, "x").with("edit_history_tweet_ids", bad instanceof Iterable ? 5 : bad));
      assertIsFirst(v1(1, "x").with("edit_history", bad));
    }
  }

  @Test
  public void aFirstIdThatCarriesNoTimeLeavesTheVersionsOwn() {
    Seen seen = Outcome.status(v2Version("5", "" + id(1)));

    assertThat(seen.id(), is(5L));
    assertThat(seen.millis(), is(TIME_MILLIS));
  }

  @Test
  public void theHistoryOfAnotherTweetDoesNotMatter() {
    Json history = v2Version("" + FIRST);
    assertIsFirst(v1(1, "x").with("retweeted_status", history));
    assertIsFirst(v1(1, "x").with("quoted_status", history));
    assertIsFirst(
        v2Message(
            v2(1, "x").with("referenced_tweets", Json.array(history.with("type", "retweeted"))),
            history));
  }

  @Test
  public void aRetweetedVersionIsLookedUpByItsOwnId() {
    Json retweet =
        v2(1, "RT")
            .with(
                "referenced_tweets",
                Json.array(Json.object("type", "retweeted", "id", "" + id(9))));
    Json original = v2(9, "newest").with("edit_history_tweet_ids", Json.array("" + FIRST));

    assertThat(Outcome.status(v2Message(retweet, v2(8, "other"), original)).text(), is("newest"));
  }

  @Test
  public void historiesAreReadInTheFastLane() {
    StatusScanner scanner = new StatusScanner();
    for (Object line :
        new Object[] {
          v2Message(v2Version("" + id(1))),
          v2Message(v2Version("" + FIRST, "" + id(1), "" + id(2))),
          v2Version(),
          v1Version("" + FIRST),
          v1Version(id(1)).with("id", id(2))
        }) {
      byte[] bytes = line.toString().getBytes(UTF_8);
      assertThat(line.toString(), scanner.scan(bytes, 0, bytes.length), is(true));
    }
  }
}
