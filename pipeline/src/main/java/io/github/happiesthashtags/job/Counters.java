package io.github.happiesthashtags.job;

import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.source.SourceMetrics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * The job's metrics at one moment.
 *
 * @param counts the counters by name
 * @param watermarkMillis the lowest watermark that a live source reported, in milliseconds since
 *     the epoch; {@link Long#MIN_VALUE} without one
 */
record Counters(Map<String, Long> counts, long watermarkMillis) {

  static Counters of(PipelineResult result) {
    MetricQueryResults metrics =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(PipelineMetrics.NAMESPACE))
                    .addNameFilter(
                        MetricNameFilter.named(SourceMetrics.NAMESPACE, SourceMetrics.WATERMARK))
                    .build());
    Map<String, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : metrics.getCounters()) {
      counts.merge(counter.getName().getName(), latest(counter), Long::sum);
    }
    long watermark = Long.MAX_VALUE;
    for (MetricResult<GaugeResult> gauge : metrics.getGauges()) {
      watermark = Math.min(watermark, gauge.getAttempted().getValue());
    }
    return new Counters(counts, watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark);
  }

  /**
   * The Direct runner ends before it has told what its last bundles attempted, but not before what
   * they committed; other runners tell only attempts.
   */
  private static long latest(MetricResult<Long> counter) {
    return counter.hasCommitted()
        ? Math.max(counter.getAttempted(), counter.getCommitted())
        : counter.getAttempted();
  }

  long get(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
