package io.github.happiesthashtags.job;

import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;

/** A result with a state and metrics of a test's choice. */
record FakeResult(
    State state, List<MetricResult<Long>> counters, List<MetricResult<GaugeResult>> gauges)
    implements PipelineResult {

  FakeResult(State state, List<MetricResult<Long>> counters) {
    this(state, counters, List.of());
  }

  @Override
  public State getState() {
    return state;
  }

  @Override
  public State cancel() {
    return state;
  }

  @Override
  public State waitUntilFinish(Duration duration) {
    return state;
  }

  @Override
  public State waitUntilFinish() {
    return state;
  }

  @Override
  public MetricResults metrics() {
    return new MetricResults() {
      @Override
      public MetricQueryResults queryMetrics(MetricsFilter filter) {
        return MetricQueryResults.create(
            counters, List.of(), gauges, List.of(), List.of(), List.of());
      }
    };
  }
}
