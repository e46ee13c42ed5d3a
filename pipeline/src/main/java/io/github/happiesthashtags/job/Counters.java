package io.github.happiesthashtags.job;

import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.jspecify.annotations.Nullable;

/**
 * The job's metrics at one moment.
 *
 * @param counts the counters by name
 * @param gauges what live sources show by name: of several, the lowest watermark, the longest lag
 *     and all that waits; empty without one
 */
public record Counters(Map<String, Long> counts, Map<String, Long> gauges) {

  /**
   * A metric that every job has, whether it has counted anything yet or not.
   *
   * @param isGauge whether it is a gauge, rather than a counter
   */
  public record Name(String namespace, String name, boolean isGauge) {
    /** Returns the name with its namespace, in letters and underscores. */
    public String full() {
      return namespace.replace('-', '_') + '_' + name;
    }
  }

  /** The metrics for monitoring a job. */
  public static List<Name> all() {
    List<Name> all = new ArrayList<>();
    for (String counter : PipelineMetrics.counters()) {
      all.add(new Name(PipelineMetrics.NAMESPACE, counter, false));
    }
    for (String counter : SourceMetrics.counters()) {
      all.add(new Name(SourceMetrics.NAMESPACE, counter, false));
    }
    for (String gauge :
        List.of(
            SourceMetrics.WATERMARK,
            SourceMetrics.LAG,
            SourceMetrics.BUFFER,
            SourceMetrics.STATE,
            SourceMetrics.UNCONNECTED)) {
      all.add(new Name(SourceMetrics.NAMESPACE, gauge, true));
    }
    return all;
  }

  /**
   * Returns the job's metric that an engine shows under a name, or null if the job has none of that
   * name.
   *
   * @param full the namespace and the name, joined by an underscore; hyphens may have become
   *     underscores
   */
  public static @Nullable Name named(String full) {
    String letters = full.replace('-', '_');
    for (Name name : all()) {
      if (letters.equals(name.full())) {
        return name;
      }
    }
    for (Name kinds :
        List.of(
            new Name(SourceMetrics.NAMESPACE, SourceMetrics.RECEIVED_PREFIX, false),
            new Name(PipelineMetrics.NAMESPACE, PipelineMetrics.MESSAGES_PREFIX, false))) {
      if (letters.startsWith(kinds.full())) {
        String name = full.substring(kinds.namespace().length() + 1);
        return new Name(kinds.namespace(), name, false);
      }
    }
    return null;
  }

  /** Returns {@link #all} and the counters of kinds of messages that this job has seen. */
  List<Name> names() {
    List<Name> names = new ArrayList<>(all());
    for (String counter : counts.keySet()) {
      if (names.stream().noneMatch(name -> name.name().equals(counter))) {
        names.add(
            new Name(
                counter.startsWith(SourceMetrics.RECEIVED_PREFIX)
                    ? SourceMetrics.NAMESPACE
                    : PipelineMetrics.NAMESPACE,
                counter,
                false));
      }
    }
    return names;
  }

  /** Nothing counted. */
  public static Counters none() {
    return new Counters(Map.of(), Map.of());
  }

  static Counters of(PipelineResult result) {
    return of(result.metrics());
  }

  /** Returns the job's own metrics among all. */
  public static Counters of(MetricResults results) {
    MetricQueryResults metrics =
        results.queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(PipelineMetrics.NAMESPACE))
                .addNameFilter(MetricNameFilter.inNamespace(SourceMetrics.NAMESPACE))
                .build());
    Map<String, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : metrics.getCounters()) {
      counts.merge(counter.getName().getName(), latest(counter), Long::sum);
    }
    Map<String, Long> gauges = new TreeMap<>();
    for (MetricResult<GaugeResult> gauge : metrics.getGauges()) {
      String name = gauge.getName().getName();
      gauges.merge(
          name,
          gauge.getAttempted().getValue(),
          (one, other) -> together(name, Math.min(one, other), Math.max(one, other), one + other));
    }
    return new Counters(counts, gauges);
  }

  /**
   * Combines the values that a gauge has in several tasks.
   *
   * @param least the lowest of the values
   * @param most the highest of the values
   */
  public static long together(String gauge, long least, long most, long sum) {
    return switch (gauge) {
      case SourceMetrics.WATERMARK -> least;
      case SourceMetrics.BUFFER -> sum;
      default -> most;
    };
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

  /** Returns a counter's value; 0 if there is no such counter. */
  public long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** All the counters that begin with this, added up. */
  long sum(String prefix) {
    return counts.entrySet().stream()
        .filter(counter -> counter.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long gauge(String name) {
    return gauges.getOrDefault(name, 0L);
  }

  /**
   * The lowest watermark that a live source reported, in milliseconds since the epoch; {@link
   * Long#MIN_VALUE} without one.
   */
  long watermarkMillis() {
    return gauges.getOrDefault(SourceMetrics.WATERMARK, Long.MIN_VALUE);
  }

  boolean hasLiveSource() {
    return !gauges.isEmpty();
  }
}
