package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

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

  private static long statuses(List<MetricResult<Long>> counters) {
    return Counters.of(new FakeResult(PipelineResult.State.DONE, counters)).get("statuses");
  }

  private static MetricKey key(String step) {
    return MetricKey.create(step, MetricName.named("happiest-hashtags", "statuses"));
  }
}
