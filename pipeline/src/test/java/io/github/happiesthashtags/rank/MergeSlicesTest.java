package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.testing.Caught;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.window.WindowPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;

public class MergeSlicesTest {
  private static final WindowPlan PLAN =
      WindowPlan.of(Duration.ofHours(1), Duration.ofMinutes(1), null, Duration.ZERO);

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  /** Statuses with as many smiles as the tally has statuses. */
  private static TimestampedValue<Tally> tally(String slice, long inTimeFrom, long... ids) {
    List<HappyStatus> statuses = new ArrayList<>();
    for (long id : ids) {
      statuses.add(new HappyStatus(id, ids.length, new String[] {"x"}));
    }
    return TimestampedValue.of(
        new Tally(inTimeFrom, inTimeFrom, statuses),
        Instant.parse("2020-01-01T" + slice + ":00Z").plus(org.joda.time.Duration.millis(59_999)));
  }

  private static final class Describe extends DoFn<Tally, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Tally tally, @Timestamp Instant timestamp, OutputReceiver<String> out) {
      List<String> statuses =
          tally.statuses().stream().map(status -> status.id() + ":" + status.smiles()).toList();
      out.output(timestamp + " from " + tally.openFrom() + " " + statuses);
    }
  }

  /** Whether a pipeline merges slices, of a recording or of a stream. */
  private static boolean merges(Duration every, @Nullable Duration early, IsBounded bounded) {
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
    HappiestHashtags rank =
        HappiestHashtags.rank().withWindow(Duration.ofHours(1)).withEvery(every);
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
    return names.stream().anyMatch(name -> name.endsWith("/Merge slices"));
  }

  @Test
  public void onlyRecordingsWithManyWindowsATweetAreMerged() {
    assertThat(merges(Duration.ofMinutes(6), null, IsBounded.BOUNDED), is(false));
    assertThat(merges(Duration.ofMinutes(5), null, IsBounded.BOUNDED), is(true));
    assertThat(merges(Duration.ofMinutes(5), Duration.ofSeconds(1), IsBounded.BOUNDED), is(false));
    assertThat(merges(Duration.ofMinutes(1), null, IsBounded.UNBOUNDED), is(false));
  }

  @Test
  public void eachSliceIsOneTallyForTheSameWindows() {
    Caught<String> caught = new Caught<>(String.class);
    PCollection<Tally> tallies =
        pipeline.apply(
            Create.timestamped(
                    tally("10:00", 0, 3, 1),
                    tally("10:00", 0, 2, 3, 5),
                    tally("10:00", 7, 3),
                    tally("10:01", 0, 4))
                .withCoder(TallyCoder.of()));

    tallies
        .apply("Merge slices", new MergeSlices(PLAN))
        .apply("Describe", ParDo.of(new Describe()))
        .apply("Keep", caught);
    pipeline.run().waitUntilFinish();

    assertThat(
        caught.elements(),
        containsInAnyOrder(
            "2020-01-01T10:00:59.999Z from 0 [1:2, 2:3, 3:3, 5:3]",
            "2020-01-01T10:00:59.999Z from 7 [3:1]",
            "2020-01-01T10:01:59.999Z from 0 [4:1]"));
  }
}
