package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.testing.Caught;
import io.github.happiesthashtags.twitter.Tweet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;

public class RankBoundedTest {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final int TALLIES = 300;

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private final Random random = new Random(5);

  @Test
  public void onlyBoundedInputsWithoutEarlyPanesAreRankedAtTheEnd() {
    Duration early = Duration.ofSeconds(1);
    assertThat(ranksAtTheEnd(null, IsBounded.BOUNDED), is(true));
    assertThat(ranksAtTheEnd(early, IsBounded.BOUNDED), is(false));
    assertThat(ranksAtTheEnd(null, IsBounded.UNBOUNDED), is(false));
    assertThat(ranksAtTheEnd(early, IsBounded.UNBOUNDED), is(false));
  }

  private static boolean ranksAtTheEnd(@Nullable Duration early, IsBounded bounded) {
    Pipeline pipeline = Pipeline.create();
    PCollection<Tweet> tweets =
        pipeline
            .apply(Create.empty(TypeDescriptor.of(Tweet.class)))
            .setIsBoundedInternal(bounded)
            // As a user's own pipeline may have it; plans say all of it themselves.
            .apply(
                Window.<Tweet>configure()
                    .triggering(AfterPane.elementCountAtLeast(1))
                    .withAllowedLateness(org.joda.time.Duration.ZERO)
                    .discardingFiredPanes());
    HappiestHashtags rank = HappiestHashtags.rank();
    tweets.apply("Rank", (early == null ? rank : rank.withEarly(early)).onTweets());
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return names.stream().anyMatch(name -> name.endsWith("/Rank at the end"));
  }

  @Test
  public void fixedWindowsAreAsARunnerWouldRankThem() {
    checkAgainstARunner(600, 600);
  }

  @Test
  public void slidingWindowsAreAsARunnerWouldRankThem() {
    checkAgainstARunner(600, 240);
  }

  @Test
  public void windowsOfSeveralRunsAreAsARunnerWouldRankThem() {
    checkAgainstARunner(60, 1);
  }

  private void checkAgainstARunner(int sizeSeconds, int periodSeconds) {
    WindowPlan plan =
        WindowPlan.of(
            Duration.ofSeconds(sizeSeconds),
            Duration.ofSeconds(periodSeconds),
            null,
            Duration.ZERO);
    RankFn ranking = new RankFn(Score.SUM, 3, 1);
    PCollection<Tally> tallies =
        pipeline.apply(Create.timestamped(tallies(plan)).withCoder(new Tally.TallyCoder()));
    Caught<String> atTheEnd = new Caught<>(String.class);
    Caught<String> byTheRunner = new Caught<>(String.class);

    tallies
        .apply("At the end", new RankBounded(plan, ranking))
        .apply("Describe one", ParDo.of(new Describe()))
        .apply("Keep one", atTheEnd);
    tallies
        .apply("Window", plan.window())
        .apply("To window", ParDo.of(new RankHashtags.InTimeFn()))
        .setCoder(KvCoder.of(VoidCoder.of(), new WindowStatuses.WindowStatusesCoder()))
        .apply("Merge", Combine.perKey(ranking))
        .setCoder(KvCoder.of(VoidCoder.of(), SerializableCoder.of(RankFn.Ranking.class)))
        .apply("Name", ParDo.of(new ToLeaderboard(plan)))
        .apply("Describe other", ParDo.of(new Describe()))
        .apply("Keep other", byTheRunner);
    pipeline.run().waitUntilFinish();

    assertThat(byTheRunner.elements().size(), is(greaterThan(20)));
    assertThat(
        atTheEnd.elements().stream().sorted().toList(),
        is(byTheRunner.elements().stream().sorted().toList()));
  }

  /** With gaps, copies that differ, slices of several bundles, and what came too late. */
  private List<TimestampedValue<Tally>> tallies(WindowPlan plan) {
    List<TimestampedValue<Tally>> tallies = new ArrayList<>();
    long slice = START.getMillis();
    for (int i = 0; i < TALLIES; i++) {
      slice += plan.sliceMillis() * (random.nextInt(50) == 0 ? 200 : random.nextInt(2));
      long last = plan.lastEnd(slice);
      long open = random.nextInt(5) == 0 ? last - random.nextInt(3) * plan.periodMillis() : -1;
      DistinctStatuses statuses = new DistinctStatuses();
      for (int j = random.nextInt(3); j >= 0; j--) {
        // A status is always of the same slice.
        long id = slice / plan.sliceMillis() * 4 + random.nextInt(4);
        statuses.add(
            new HappyStatus(id, 1 + random.nextInt(3), List.of("tag" + random.nextInt(5))));
      }
      long onTime = open < 0 ? Tally.ALL : open + plan.periodMillis();
      tallies.add(
          TimestampedValue.of(
              new Tally(slice, onTime, open < 0 ? Tally.ALL : open, statuses.encode()),
              Instant.ofEpochMilli(slice + plan.sliceMillis() - 1)));
    }
    return tallies;
  }

  private static final class Describe extends DoFn<Leaderboard, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Leaderboard leaderboard,
        BoundedWindow window,
        @Timestamp Instant timestamp,
        OutputReceiver<String> out) {
      out.output(window + " " + timestamp + " " + leaderboard);
    }
  }
}
