package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.junit.Test;

public class CountersTest {

  @Test
  public void whatIsCommittedCountsWhereAttemptsAreNotYetTold() {
    assertThat(statuses(List.of(MetricResult.create(key("one"), 5L, 0L))), is(5L));
  }

  @Test
  public void whatIsAttemptedCountsWhileItIsNotCommitted() {
    assertThat(statuses(List.of(MetricResult.create(key("one"), 5L, 7L))), is(7L));
  }

  @Test
  public void runnersThatTellOnlyAttemptsAreAskedForThose() {
    assertThat(statuses(List.of(MetricResult.attempted(key("one"), 7L))), is(7L));
  }

  @Test
  public void stepsAreAddedUp() {
    assertThat(
        statuses(
            List.of(
                MetricResult.create(key("one"), 5L, 0L), MetricResult.create(key("two"), 2L, 2L))),
        is(7L));
  }

  @Test
  public void aCounterThatNobodyTouchedIsZero() {
    assertThat(statuses(List.of()), is(0L));
  }

  @Test
  public void aMetricIsFoundByTheNameThatAnEngineGivesIt() {
    Counters.Name statuses = new Counters.Name("happiest-hashtags", "statuses", false);
    assertThat(Counters.named("happiest-hashtags_statuses"), is(statuses));
    assertThat(Counters.named("happiest_hashtags_statuses"), is(statuses));
    assertThat(
        Counters.named("twitter_lag_millis"), is(new Counters.Name("twitter", "lag_millis", true)));
    assertThat(
        Counters.named("twitter_received_delete"),
        is(new Counters.Name("twitter", "received_delete", false)));
    assertThat(
        Counters.named("happiest-hashtags_messages_delete"),
        is(new Counters.Name("happiest-hashtags", "messages_delete", false)));
    assertThat(Counters.named("twitter_block_lag_millis"), is(nullValue()));
    assertThat(Counters.named("numRecordsIn"), is(nullValue()));
  }

  @Test
  public void whatSeveralTasksShowIsTheWorstOfThem() {
    assertThat(Counters.together("watermark_millis", 1, 3, 4), is(1L));
    assertThat(Counters.together("lag_millis", 1, 3, 4), is(3L));
    assertThat(Counters.together("buffer_bytes", 1, 3, 4), is(4L));
  }

  private static long statuses(List<MetricResult<Long>> counters) {
    return Counters.of(new FakeResult(PipelineResult.State.DONE, counters)).get("statuses");
  }

  private static MetricKey key(String step) {
    return MetricKey.create(step, MetricName.named("happiest-hashtags", "statuses"));
  }
}
