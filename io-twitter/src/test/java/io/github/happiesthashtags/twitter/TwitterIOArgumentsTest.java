package io.github.happiesthashtags.twitter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.stream.HandSpec;
import io.github.happiesthashtags.twitter.testing.Displays;
import io.github.happiesthashtags.twitter.testing.LocalSimulator;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.xapi.LocalApiSpec;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.POutput;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

public final class TwitterIOArgumentsTest {
  private static final XApi X = XApi.streams("sample").withBearerTokenFile("token");

  @Rule
  public final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aFeedOfYourOwnIsReadAndHasNoLimitOfTweetsByItself() {
    HandSpec own = new HandSpec("own", 1);

    assertThat(TwitterIO.readBlocks().from(own).source().feed(), is(own));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> own.withMaxTweets(5)).getMessage(),
        is("HandSpec has no limit of tweets: leave out withMaxTweets, or limit the feed itself"));
  }

  @Test
  public void nothingToReadIsSaidWithTheRemedy() {
    String expected =
        "TwitterIO has nothing to read: call fromRecordings, fromXApi, fromV1Api, fromLocalApi"
            + " or from";
    assertThat(
        assertThrows(IllegalStateException.class, () -> pipeline.apply("1", TwitterIO.read()))
            .getMessage(),
        is(expected));
    assertThat(
        assertThrows(
                IllegalStateException.class,
                () -> pipeline.apply("2", TwitterIO.readBlocks().withReplaySpeed(1)))
            .getMessage(),
        is(expected));
  }

  @Test
  public void badArgumentsAreNamedWithWhatTheyTake() {
    assertThat(
        refusal(() -> TwitterIO.read().withReplaySpeed(0)),
        is("the replay speed is 0.0: it takes a number above zero"));
    assertThat(
        refusal(() -> TwitterIO.read().withReplaySpeed(Double.NaN)),
        is("the replay speed is NaN: it takes a number above zero"));
    assertThat(
        refusal(() -> TwitterIO.read().withMaxOutOfOrder(Duration.ofSeconds(-1))),
        is("the watermark delay is PT-1S: give a time from zero to a hundred years"));
    assertThat(
        refusal(() -> TwitterIO.read().withMaxOutOfOrder(Duration.ofSeconds(Long.MAX_VALUE))),
        endsWith(": give a time from zero to a hundred years"));
    assertThat(
        refusal(() -> TwitterIO.read().withMaxTweets(-1)),
        is("the limit is -1 tweets: it takes zero (none) or more"));
    assertThat(
        refusal(() -> TwitterIO.read().fromRecordings(List.of())),
        is("there are no recordings to read: it takes at least one path or glob"));
    assertThat(
        refusal(() -> TwitterIO.read().fromXApi(X.withUrl("http://api.x.com"))),
        is("the API's address is http://api.x.com: the token goes over https only"));
    assertThat(
        refusal(() -> TwitterIO.read().fromXApi(XApi.streams("sample"))),
        is("there is no token to read X with: call withBearerTokenFile"));
    assertThat(
        refusal(() -> TwitterIO.read().fromXApi(X.withPartitions("1"))),
        is("the partitions are 1, but sample has none: leave them out"));
    assertThat(
        refusal(() -> TwitterIO.read().fromV1Api(V1Api.at("https://gateway.example/1.1/"))),
        is("there are no credentials for the v1.1 gateway: call withOAuthFile"));
    assertThat(
        refusal(() -> X.withMaxPostsPerDay(-1)),
        is("the budget is -1 posts a day: it takes zero (none) or more"));
    assertThat(
        refusal(() -> X.withMaxPostsPerMonth(-1)),
        is("the budget is -1 posts a month: it takes zero (none) or more"));
  }

  @Test
  public void xItselfIsNotReadWithoutADecisionOnTheBudget() {
    for (XApi undecided : List.of(X, X.withUrl("https://api.twitter.com"))) {
      IllegalArgumentException thrown =
          assertThrows(
              IllegalArgumentException.class,
              () -> Pipeline.create().apply(TwitterIO.read().fromXApi(undecided)));
      assertThat(
          thrown.getMessage(),
          is(
              "X bills by the post: call withMaxPostsPerDay or withMaxPostsPerMonth, with 0 for no"
                  + " limit"));
    }
    for (XApi decided :
        List.of(
            X.withMaxPostsPerDay(0),
            X.withMaxPostsPerMonth(5),
            X.withUrl("https://gateway.example"),
            XApi.compliance("activity").withBearerTokenFile("token"))) {
      Pipeline.create().apply(TwitterIO.readMessages().fromXApi(decided));
    }
    Pipeline.create().apply(TwitterIO.read().fromXApi(X).withMaxTweets(10));
  }

  @Test
  public void aLiveSourceCannotBeReplayed() {
    assertThat(
        refusalOfPipeline(TwitterIO.read().fromXApi(X).withReplaySpeed(60)),
        is(
            "the replay speed is 60.0, but the source is live: leave out withReplaySpeed, or call"
                + " fromRecordings"));
  }

  @Test
  public void recordingsHaveNoLimitOfTweets() {
    TwitterIO.Read limited = TwitterIO.read().fromRecordings(List.of("a.jsonl")).withMaxTweets(2);
    for (TwitterIO.Read read : List.of(limited, limited.withReplaySpeed(1))) {
      assertThat(
          refusalOfPipeline(read),
          is(
              "the limit is 2 tweets, but recordings are read to their end: leave out"
                  + " withMaxTweets, or read a live source"));
    }
  }

  @Test
  public void streamsThatNeverHaveWhatIsReadAreRefused() {
    XApi events = XApi.compliance("activity").withBearerTokenFile("token");
    assertThat(
        refusalOfPipeline(TwitterIO.read().fromXApi(events)),
        is(
            "these streams of X have events, no tweets: use readCompliance or readMessages, or"
                + " XApi.streams"));
    assertThat(
        refusalOfPipeline(TwitterIO.readMessages().fromXApi(events).withMaxTweets(5)),
        is("these streams of X have events, no tweets: leave out withMaxTweets"));
    XApi tweets = X.withMaxPostsPerDay(5);
    assertThat(
        refusalOfPipeline(TwitterIO.readCompliance().fromXApi(tweets)),
        is(
            "these streams of X have tweets, no compliance events: use XApi.compliance, or read or"
                + " readMessages"));
    Pipeline.create().apply(TwitterIO.readMessages().fromXApi(tweets));
    Pipeline.create().apply(TwitterIO.readCompliance().fromXApi(events));
  }

  private static String refusalOfPipeline(PTransform<PBegin, ? extends POutput> read) {
    return assertThrows(RuntimeException.class, () -> Pipeline.create().apply(read)).getMessage();
  }

  @Test
  public void aPatternThatMatchesNothingIsNamed() throws Exception {
    Path there = folder.newFile("a.jsonl").toPath();
    TwitterIO.checkRecordings(List.of(there.toString()));
    String missing = folder.getRoot() + "/none-*.jsonl";
    FileNotFoundException thrown =
        assertThrows(
            FileNotFoundException.class,
            () -> TwitterIO.checkRecordings(List.of(there.toString(), missing)));
    assertThat(thrown.getMessage(), is(missing));
  }

  @Test
  public void theLastSourceNamedIsTheOneThatIsRead() {
    TwitterIO.ReadBlocks read =
        TwitterIO.readBlocks()
            .fromRecordings(List.of("a"))
            .fromXApi(X)
            .fromLocalApi(new LocalSimulator(5, 1));
    assertThat(read.source().recordings() == null, is(true));
    assertThat(read.source().feed(), is(new LocalApiSpec(new LocalSimulator(5, 1))));
  }

  @Test
  public void aReadIsNotChangedByWhatIsDerivedFromItOrDoneToItsArguments() {
    List<String> patterns = new ArrayList<>(List.of("a"));
    TwitterIO.ReadBlocks read = TwitterIO.readBlocks().fromRecordings(patterns);
    patterns.add("b");
    TwitterIO.ReadBlocks derived = read.withMaxTweets(5).withMaxOutOfOrder(Duration.ZERO);
    assertThat(read.source().recordings(), is(List.of("a")));
    assertThat(read.source().maxTweets(), is(0L));
    assertThat(read.source().maxOutOfOrder(), is(TwitterIO.DEFAULT_MAX_OUT_OF_ORDER));
    assertThat(derived.source().maxTweets(), is(5L));
  }

  @Test
  public void displayDataTellsTheDelay() {
    assertThat(
        Displays.of(TwitterIO.read().withMaxOutOfOrder(Duration.ofSeconds(3))),
        hasEntry("maxOutOfOrder", "PT3S"));
  }

  @Test
  public void displayDataNamesTheChosenSource() {
    assertThat(
        Displays.of(TwitterIO.readBlocks().fromRecordings(List.of("a", "b")).withReplaySpeed(2)),
        allOf(hasEntry("recordings", "a,b"), hasEntry("replaySpeed", "2.0")));
    assertThat(Displays.of(TwitterIO.read().fromXApi(X)), hasEntry("streams", "x-sample"));
    assertThat(
        Displays.of(TwitterIO.read().fromLocalApi(new LocalSimulator(7, 1))),
        hasEntry("rate", "7.0"));
    assertThat(Displays.of(TwitterIO.read()), hasEntry("maxOutOfOrder", "PT10S"));
  }

  private static String refusal(ThrowingRunnable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
