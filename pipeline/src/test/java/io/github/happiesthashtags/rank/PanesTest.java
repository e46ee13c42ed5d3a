package io.github.happiesthashtags.rank;

import static io.github.happiesthashtags.testing.Blocks.arriving;
import static io.github.happiesthashtags.testing.TestStatus.at;
import static io.github.happiesthashtags.testing.TestStatus.beamTime;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.testing.Caught;
import io.github.happiesthashtags.testing.Panes;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.TimestampedValue;
import org.junit.Rule;
import org.junit.Test;

/** Which panes come of which arrivals. Windows are an hour, watermarks 10 s behind. */
public class PanesTest {
  private static final HappiestHashtags HOURLY = HappiestHashtags.rank();
  private static final HappiestHashtags SPECULATIVE = HOURLY.withEarly(Duration.ofSeconds(30));
  private static final HappiestHashtags PATIENT =
      HOURLY.withAllowedLateness(Duration.ofMinutes(30));
  private static final org.joda.time.Duration MINUTE = org.joda.time.Duration.standardMinutes(1);

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private long late;

  @Test
  public void onTime() {
    List<String> panes =
        panes(
            HOURLY,
            stream()
                .addElements(block("10:00", arriving("09:00", at("10:05").tagged("joy"))))
                .advanceWatermarkTo(beamTime("10:04"))
                .addElements(block("10:30", arriving("10:04", at("10:30").tagged("joy", "fun"))))
                .advanceWatermarkTo(beamTime("11:00")));

    assertThat(panes, contains("10:00-11:00 ON_TIME 0: joy 2, fun 1"));
    assertThat(late, equalTo(0L));
  }

  @Test
  public void speculative() {
    List<String> panes =
        panes(
            SPECULATIVE,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                .advanceProcessingTime(MINUTE)
                .addElements(block("10:30", arriving("10:04", at("10:30").tagged("joy", "fun"))))
                .advanceProcessingTime(MINUTE)
                .addElements(block("10:40", arriving("10:29", at("10:40").tagged("fun"))))
                .advanceWatermarkTo(beamTime("11:00")));

    assertThat(
        panes,
        contains(
            "10:00-11:00 EARLY 0: joy 1",
            "10:00-11:00 EARLY 1: joy 2, fun 1",
            "10:00-11:00 ON_TIME 0: fun 2, joy 2"));
  }

  @Test
  public void theOnTimePaneComesEvenWhenNothingCameAfterTheLastEarlyOne() {
    List<String> panes =
        panes(
            SPECULATIVE,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                .advanceProcessingTime(MINUTE)
                .advanceWatermarkTo(beamTime("11:00")));

    assertThat(panes, contains("10:00-11:00 EARLY 0: joy 1", "10:00-11:00 ON_TIME 0: joy 1"));
  }

  @Test
  public void nothingMakesAnEarlyPaneTwice() {
    List<String> panes =
        panes(
            SPECULATIVE,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                .advanceProcessingTime(MINUTE)
                .advanceProcessingTime(MINUTE)
                .advanceProcessingTime(MINUTE));

    assertThat(panes, contains("10:00-11:00 EARLY 0: joy 1", "10:00-11:00 ON_TIME 0: joy 1"));
  }

  @Test
  public void lateInTheBlockOfOnTimeStatuses() {
    MessageBlock block =
        arriving(
            "10:59",
            at("10:58").tagged("in"),
            // Ten seconds less are the end of the hour, exactly.
            at("11:00:09.999").tagged("next"),
            at("10:58:30").tagged("just"),
            at("11:00:10").tagged("next"),
            at("10:59:59.999").tagged("late").smiling(9));
    List<String> panes = panes(HOURLY, stream().addElements(block("10:59", block)));

    assertThat(
        panes,
        containsInAnyOrder("10:00-11:00 ON_TIME 0: in 1, just 1", "11:00-12:00 ON_TIME 0: next 2"));
    assertThat(late, equalTo(1L));
  }

  @Test
  public void lateAfterTheRunnersWatermark() {
    List<String> panes =
        panes(
            HOURLY,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                .advanceWatermarkTo(beamTime("11:10"))
                .addElements(block("11:10", arriving("11:10", at("10:30").tagged("late")))));

    assertThat(panes, contains("10:00-11:00 ON_TIME 0: joy 1"));
    assertThat(late, equalTo(1L));
  }

  @Test
  public void lateWithinTheAllowedLateness() {
    List<String> panes =
        panes(
            PATIENT,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                .advanceWatermarkTo(beamTime("11:10"))
                .addElements(block("11:10", arriving("11:10", at("10:30").tagged("late"))))
                .advanceProcessingTime(MINUTE)
                .addElements(block("11:20", arriving("11:20", at("10:31").tagged("later", "joy"))))
                .advanceProcessingTime(MINUTE));

    assertThat(
        panes,
        contains(
            "10:00-11:00 ON_TIME 0: joy 1",
            "10:00-11:00 LATE 1: joy 1, late 1",
            "10:00-11:00 LATE 2: joy 2, late 1, later 1"));
    assertThat("late, but not lost", late, equalTo(0L));
  }

  @Test
  public void lateWithinTheAllowedLatenessButAheadOfTheRunner() {
    // The source knows of the late status before the runner's watermark closes the window.
    MessageBlock block = arriving("11:10", at("10:30").tagged("late"), at("11:20").tagged("next"));
    List<String> panes =
        panes(
            PATIENT.withEarly(Duration.ofSeconds(30)),
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                .addElements(block("11:10", block))
                .advanceProcessingTime(MINUTE)
                .advanceWatermarkTo(beamTime("11:05")));

    assertThat(
        panes.stream().filter(pane -> pane.startsWith("10:00")).toList(),
        contains(
            "10:00-11:00 EARLY 0: joy 1",
            "10:00-11:00 ON_TIME 0: joy 1",
            "10:00-11:00 LATE 1: joy 1, late 1"));
    assertThat(late, equalTo(0L));
  }

  @Test
  public void droppablyLate() {
    List<String> panes =
        panes(
            PATIENT,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("joy"))))
                // Half an hour after the end, to the millisecond.
                .addElements(block("11:29", arriving("11:29:59.999", at("10:30").tagged("last"))))
                .addElements(block("11:30", arriving("11:30", at("10:31").tagged("lost")))));

    assertThat(
        panes, contains("10:00-11:00 ON_TIME 0: joy 1", "10:00-11:00 LATE 1: joy 1, last 1"));
    assertThat(late, equalTo(1L));
  }

  @Test
  public void aWindowWhoseFirstStatusIsLateHasOnlyALatePane() {
    List<String> panes =
        panes(
            PATIENT,
            stream()
                .advanceWatermarkTo(beamTime("11:10"))
                .addElements(block("11:10", arriving("11:10", at("10:30").tagged("late"))))
                .advanceProcessingTime(MINUTE));

    assertThat(panes, contains("10:00-11:00 LATE 1: late 1"));
  }

  @Test
  public void aWindowWhoseFirstStatusIsLateAheadOfTheRunnerHasOnlyALatePane() {
    List<String> panes =
        panes(
            PATIENT,
            stream().addElements(block("11:10", arriving("11:10", at("10:30").tagged("late")))));

    assertThat(panes, contains("10:00-11:00 LATE 1: late 1"));
  }

  @Test
  public void aLateCopyThatIsHappierChangesOnlyTheLatePane() {
    List<String> panes =
        panes(
            PATIENT,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").withId(7).tagged("joy"))))
                .addElements(
                    block(
                        "11:10",
                        arriving("11:10", at("10:05").withId(7).tagged("joy").smiling(3)))));

    assertThat(panes, contains("10:00-11:00 ON_TIME 0: joy 1", "10:00-11:00 LATE 1: joy 3"));
  }

  @Test
  public void aStatusMayBeLateForOneSlidingWindowAndInTimeForTheNext() {
    HappiestHashtags sliding =
        HOURLY.withWindow(Duration.ofMinutes(10)).withEvery(Duration.ofMinutes(5));
    List<String> panes =
        panes(
            sliding,
            stream().addElements(block("10:10", arriving("10:10", at("10:09").tagged("joy")))));

    assertThat(panes, contains("10:05-10:15 ON_TIME 0: joy 1"));
    assertThat("it has missed one of its windows", late, equalTo(1L));
  }

  @Test
  public void windowsWithoutASmileGiveNothing() {
    List<String> panes =
        panes(
            SPECULATIVE,
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("a").smiling(0))))
                .advanceProcessingTime(MINUTE)
                .advanceWatermarkTo(beamTime("12:00"))
                .addElements(block("12:00", arriving("12:00", at("12:30")))));

    assertThat(panes, empty());
  }

  @Test
  public void hashtagsWithTooFewStatusesForAMeanGiveNoPane() {
    List<String> panes =
        panes(
            SPECULATIVE.withScore(Score.MEAN).withMinStatuses(2),
            stream()
                .addElements(block("10:05", arriving("09:00", at("10:05").tagged("a"))))
                .advanceProcessingTime(MINUTE)
                .addElements(block("10:06", arriving("10:00", at("10:06").tagged("a", "b")))));

    assertThat(panes, contains("10:00-11:00 ON_TIME 0: a 1.000000"));
  }

  /** Runs to the end of the stream and gives the panes in the order in which they came. */
  private List<String> panes(HappiestHashtags ranking, TestStream.Builder<MessageBlock> stream) {
    Caught<Leaderboard> caught = new Caught<>(Leaderboard.class);
    pipeline
        .apply(stream.advanceWatermarkToInfinity())
        .apply("Rank", ranking)
        .getLeaderboards()
        .apply("Keep", caught);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    late = 0;
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(PipelineMetrics.NAMESPACE, PipelineMetrics.LATE))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      late += counter.getCommitted();
    }
    return Panes.texts(caught.elements());
  }

  private static TestStream.Builder<MessageBlock> stream() {
    return TestStream.create(MessageBlockCoder.of());
  }

  private static TimestampedValue<MessageBlock> block(String time, MessageBlock block) {
    return TimestampedValue.of(block, beamTime(time));
  }
}
