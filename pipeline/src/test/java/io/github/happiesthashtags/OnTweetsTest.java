package io.github.happiesthashtags;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.construction.graph.ProjectionPushdownOptimizer;
import org.apache.beam.sdk.values.PCollection;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a leaderboard on tweets asks of its source. */
public final class OnTweetsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Rule
  public final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  public void onlyTheFieldsThatCountAreAskedForAndParsed() throws Exception {
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(500).happyShare(0.5).start()) {
      read(simulator).apply("Rank", HappiestHashtags.rank().onTweets());
      // Runners check names before they push projections down, which gives one name to two steps.
      pipeline.getOptions().setStableUniqueNames(PipelineOptions.CheckEnabled.OFF);
      // As the runners of Flink and Spark do.
      ProjectionPushdownOptimizer.optimize(pipeline);
      pipeline.run().waitUntilFinish();

      String query = simulator.requests().get(0).query();
      assertThat(
          query,
          is(
              "tweet.fields=created_at,lang,entities,note_tweet,referenced_tweets,"
                  + "edit_history_tweet_ids&expansions=referenced_tweets.id"));
      assertThat(parsed(pipeline), is(List.of("id,lang,retweet,text,hashtags")));
    }
  }

  @Test
  public void aFunctionOfTheUsersOwnMayUseAnyField() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      read(simulator).apply("Rank", HappiestHashtags.rank().withSmiles(tweet -> 1).onTweets());
      ProjectionPushdownOptimizer.optimize(pipeline);
      assertThat(parsed(pipeline), hasItem(containsString("author")));
    }
  }

  @Test
  public void theReadNamesTheFieldsOfAFunction() throws Exception {
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(500).happyShare(0.5).start()) {
      PCollection<Leaderboard> leaderboards =
          read(
                  simulator,
                  TwitterIO.read()
                      .withFields("id", "lang", "retweet", "text", "hashtags", "metrics"))
              .apply(
                  "Rank",
                  HappiestHashtags.rank()
                      .withSmiles(tweet -> tweet.getMetrics() == null ? 0 : 1)
                      .onTweets());
      PAssert.that(leaderboards).satisfies(OnTweetsTest::isNotEmpty);
      pipeline.getOptions().setStableUniqueNames(PipelineOptions.CheckEnabled.OFF);
      ProjectionPushdownOptimizer.optimize(pipeline);
      pipeline.run().waitUntilFinish();

      String query = simulator.requests().get(0).query();
      assertThat(query, containsString("public_metrics"));
      assertThat(query, not(containsString("author")));
      assertThat(parsed(pipeline), is(List.of("id,lang,retweet,text,hashtags,metrics")));
    }
  }

  private static Void isNotEmpty(Iterable<Leaderboard> leaderboards) {
    assertThat(leaderboards, is(not(emptyIterable())));
    return null;
  }

  private PCollection<Tweet> read(XApiSimulator simulator) throws Exception {
    return read(simulator, TwitterIO.read());
  }

  private PCollection<Tweet> read(XApiSimulator simulator, TwitterIO.Read read) throws Exception {
    Path token = folder.newFile("token").toPath();
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(token, simulator.bearerToken());
    return pipeline.apply(
        "Read",
        read.fromXApi(
                XApi.streams("sample")
                    .withUrl(simulator.uri().toString())
                    .withBearerTokenFile(token.toString()))
            .withMaxTweets(200));
  }

  /** Returns the fields that each read shows. */
  private static List<String> parsed(Pipeline pipeline) {
    List<String> fields = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof TwitterIO.Read read) {
              DisplayData.from(read).items().stream()
                  .filter(item -> item.getKey().equals("fields"))
                  .forEach(item -> fields.add(String.valueOf(item.getValue())));
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return fields;
  }
}
