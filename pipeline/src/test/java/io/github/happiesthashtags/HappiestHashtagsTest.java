package io.github.happiesthashtags;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static io.github.happiesthashtags.testing.TestStatus.beamTime;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.rank.DeadLetter;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.OriginTweets;
import io.github.happiesthashtags.testing.Panes;
import io.github.happiesthashtags.testing.TestStatus;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ToJson;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.Rule;
import org.junit.Test;

/** The door: tweets or blocks in, leaderboards out. */
public class HappiestHashtagsTest {
  private static final HappiestHashtags TOP_FOUR =
      HappiestHashtags.rank().withTopN(4).withHashtagsAsWritten();

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void byTheHappiestStatusTheHourIsLedBySomeS1AndTheOldTweetIsLeftOut() {
    PCollection<Leaderboard> leaderboards =
        pipeline.apply(originStream()).apply("Rank", TOP_FOUR.withScore(Score.MAX).onTweets());

    PAssert.that(Panes.texts(leaderboards))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: someS1 6, someI1 4, someS2 3, someI2 2");
    pipeline.run();
  }

  @Test
  public void byAllSmilesTheHourIsLedBySomeI1AndTheOldTweetIsLeftOut() {
    PCollection<Leaderboard> leaderboards =
        pipeline.apply(originStream()).apply("Rank", TOP_FOUR.withScore(Score.SUM).onTweets());

    PAssert.that(Panes.texts(leaderboards))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: someI1 7, someS1 6, someI2 4, someS2 3");
    pipeline.run();
  }

  @Test
  public void tweetsInTimeGiveOneOnTimePaneAWindow() {
    PCollection<Leaderboard> leaderboards =
        pipeline
            .apply(
                Create.timestamped(
                    at("10:00").tagged("joy").stamped(),
                    at("10:59:59.999").tagged("joy", "Fun").stamped(),
                    at("11:00").tagged("fun").smiling(3).stamped(),
                    at("12:30").tagged("sad").smiling(0).stamped()))
            .apply("Rank", HappiestHashtags.rank().onTweets());

    PAssert.that(Panes.texts(leaderboards))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: joy 2, fun 1", "11:00-12:00 ON_TIME 0: fun 3");
    pipeline.run();
  }

  @Test
  public void lateTweetsReplaceTheResultWhereLatenessIsAllowed() {
    PCollection<Leaderboard> leaderboards =
        pipeline
            .apply(
                tweets()
                    .addElements(at("10:10").tagged("joy").stamped())
                    .advanceWatermarkTo(beamTime("11:05"))
                    .addElements(at("10:20").tagged("fun").smiling(2).stamped())
                    .advanceWatermarkTo(beamTime("11:40"))
                    .addElements(at("10:30").tagged("gone").smiling(9).stamped())
                    .advanceWatermarkToInfinity())
            .apply(
                "Rank",
                HappiestHashtags.rank().withAllowedLateness(Duration.ofMinutes(30)).onTweets());

    PAssert.that(Panes.texts(leaderboards))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: joy 1", "10:00-11:00 LATE 1: fun 2, joy 1");
    pipeline.run();
  }

  @Test
  public void slidingWindowsOverlap() {
    PCollection<Leaderboard> leaderboards =
        pipeline
            .apply(Create.timestamped(at("10:07").tagged("joy").stamped()))
            .apply(
                "Rank",
                HappiestHashtags.rank()
                    .withWindow(Duration.ofMinutes(10))
                    .withEvery(Duration.ofMinutes(4))
                    .onTweets());

    PAssert.that(Panes.texts(leaderboards))
        .containsInAnyOrder("10:00-10:10 ON_TIME 0: joy 1", "10:04-10:14 ON_TIME 0: joy 1");
    pipeline.run();
  }

  @Test
  public void linesThatAreNoMessageComeOutAsDeadLetters() {
    HappiestHashtags.Result result =
        pipeline
            .apply(
                Create.of(Blocks.ofLines(at("10:00").tagged("joy").line(), "what?", "{}"))
                    .withCoder(MessageBlockCoder.of()))
            .apply("Rank", HappiestHashtags.rank());
    int afterFirst = at("10:00").tagged("joy").line().length() + 1;

    PAssert.that(Panes.texts(result.getLeaderboards()))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: joy 1");
    PAssert.that(
            result
                .getDeadLetters()
                .apply(
                    "Letters as text",
                    MapElements.into(TypeDescriptors.strings()).via(HappiestHashtagsTest::text)))
        .containsInAnyOrder("test@" + afterFirst + " what?", "test@" + (afterFirst + 6) + " {}");
    pipeline.run();
  }

  @Test
  public void linesThatAreNoMessageAreNoOutputWhenTheyAreOnlyCounted() {
    HappiestHashtags.Result result =
        pipeline
            .apply(
                Create.of(Blocks.ofLines(at("10:00").tagged("joy").line(), "what?"))
                    .withCoder(MessageBlockCoder.of()))
            .apply("Rank", HappiestHashtags.rank().withoutDeadLetters());

    PAssert.that(Panes.texts(result.getLeaderboards()))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: joy 1");
    assertThat(result.expand().values(), contains(result.getLeaderboards()));
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, result::getDeadLetters);
    assertThat(refused.getMessage(), containsString("withoutDeadLetters()"));
    pipeline.run();
  }

  @Test
  public void whatALeaderboardCannotHaveIsRefused() {
    assertThat(refused(() -> HappiestHashtags.rank().withTopN(0)), containsString("1 to 1000"));
    assertThat(refused(() -> HappiestHashtags.rank().withTopN(1001)), containsString("1 to 1000"));
    assertThat(
        refused(() -> HappiestHashtags.rank().withMinStatuses(0)), containsString("1 or more"));
    assertThat(
        refused(() -> HappiestHashtags.rank().withEvery(Duration.ofHours(2)).onTweets()),
        containsString("longer than the window"));
  }

  @Test
  public void displayDataTellsWhatIsRanked() {
    DisplayData shown = DisplayData.from(TOP_FOUR.withScore(Score.MAX));

    List<String> items =
        shown.items().stream().map(item -> item.getKey() + '=' + item.getValue()).toList();
    assertThat(items, hasItem("topN=4"));
    assertThat(items, hasItem("score=MAX"));
    assertThat(items, hasItem("window=PT1H"));
  }

  @Test
  public void everyWithMethodLeavesTheOriginalAsItWas() {
    HappiestHashtags before = HappiestHashtags.rank();
    before.withTopN(3).withScore(Score.MEAN).withoutRetweets().withHashtagsAsWritten();

    assertThat(before, equalTo(HappiestHashtags.rank()));
  }

  private static TestStream<Tweet> originStream() {
    TestStream.Builder<Tweet> stream = tweets();
    for (TestStatus status : OriginTweets.inTime()) {
      stream = stream.addElements(status.stamped());
    }
    return stream
        .advanceWatermarkTo(beamTime("10:30"))
        .addElements(OriginTweets.twoHoursOld().stamped())
        .advanceWatermarkToInfinity();
  }

  @Test
  public void aFunctionCanBeTheSmileRule() {
    PCollection<Leaderboard> leaderboards =
        pipeline
            .apply(
                Create.timestamped(
                    at("10:00").tagged("joy").smiling(0).stamped(),
                    at("10:01").tagged("fun").smiling(0).stamped(),
                    at("10:02").tagged("fun").smiling(9).stamped()))
            .apply(
                "Rank",
                HappiestHashtags.rank()
                    .withSmiles(tweet -> tweet.getHashtags().contains("joy") ? 5 : 1)
                    .onTweets());

    PAssert.that(Panes.texts(leaderboards))
        .containsInAnyOrder("10:00-11:00 ON_TIME 0: joy 5, fun 2");
    pipeline.run();
  }

  @Test
  public void aFunctionNeedsTweets() {
    pipeline.enableAbandonedNodeEnforcement(false);
    HappiestHashtags rank = HappiestHashtags.rank().withSmiles(tweet -> 1);

    String refused =
        assertThrows(
                IllegalStateException.class,
                () -> pipeline.apply(Create.empty(MessageBlockCoder.of())).apply("Rank", rank))
            .getMessage();

    assertThat(refused, containsString("use onTweets()"));
  }

  @Test
  public void leaderboardsAreRowsForSqlAndJson() {
    PCollection<Leaderboard> leaderboards =
        pipeline
            .apply(Create.timestamped(at("10:00").tagged("joy", "fun").smiling(2).stamped()))
            .apply("Rank", HappiestHashtags.rank().onTweets());

    PCollection<String> flat =
        leaderboards.apply("Rows", HappiestHashtags.toRows()).apply("Flat JSON", ToJson.of());
    String row =
        "{\"window_start\":\"%1$sT10:00:00.000Z\",\"window_end\":\"%1$sT11:00:00.000Z\","
            + "\"timing\":\"ON_TIME\",\"pane\":0,\"rank\":%2$d,\"hashtag\":\"%3$s\","
            + "\"score\":2,\"smiles\":2,\"statuses\":1}";
    String day = beamTime("10:00").toString().substring(0, 10);
    PAssert.that(flat)
        .containsInAnyOrder(row.formatted(day, 1, "fun"), row.formatted(day, 2, "joy"));
    PAssert.thatSingleton(leaderboards.apply("Nested JSON", ToJson.of()))
        .satisfies(
            json -> {
              assertThat(json, containsString("\"timing\":\"ON_TIME\""));
              return null;
            });
    pipeline.run();
  }

  private static TestStream.Builder<Tweet> tweets() {
    SchemaRegistry schemas = SchemaRegistry.createDefault();
    try {
      return TestStream.create(
          schemas.getSchema(Tweet.class),
          TypeDescriptor.of(Tweet.class),
          schemas.getToRowFunction(Tweet.class),
          schemas.getFromRowFunction(Tweet.class));
    } catch (NoSuchSchemaException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(DeadLetter letter) {
    return letter.getSource()
        + '@'
        + letter.getPosition()
        + ' '
        + new String(letter.getLine(), StandardCharsets.UTF_8);
  }

  private static String refused(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
