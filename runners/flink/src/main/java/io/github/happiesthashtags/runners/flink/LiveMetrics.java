package io.github.happiesthashtags.runners.flink;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.twitter.source.SourceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The job's metrics while it runs embedded. Beam tells its own result of them when a task has ended
 * and not before, but Flink's reporters after each bundle.
 */
final class LiveMetrics implements MetricReporter {
  /**
   * By the id in the configuration. Static because Flink makes a reporter from its class name and
   * texts: who asks for its counters can only find it here.
   */
  private static final Map<String, LiveMetrics> BY_ID = new ConcurrentHashMap<>();

  private static final String PREFIX = "metrics.reporter.live.";
  private static final String ID = "id";

  /** Between a Beam metric's namespace and name; Flink's own names have none. */
  private static final char SEPARATOR = '.';

  private static final String STEP = "job";

  private record Named(MetricName name, Counter counter) {}

  /** Flink's own, of every step: Beam's Flink reader has no place to report its own to. */
  private static final String WATERMARK = "currentOutputWatermark";

  private static final String STEP_NAME = "<operator_name>";
  private static final String SOURCE = "Source:";

  private final List<Named> counters = new ArrayList<>();
  private final List<Gauge<?>> watermarks = new ArrayList<>();

  /** Adds a reporter to a cluster's configuration. */
  static LiveMetrics reportedBy(Configuration configuration) {
    String id = UUID.randomUUID().toString();
    LiveMetrics live = new LiveMetrics();
    BY_ID.put(id, live);
    configuration.setString(PREFIX + "factory.class", Factory.class.getName());
    configuration.setString(PREFIX + ID, id);
    return live;
  }

  /**
   * All counters, each summed over the tasks that count it, and the lowest watermark of a source.
   */
  synchronized MetricResults results() {
    MetricsContainerStepMap sums = new MetricsContainerStepMap();
    for (Named named : counters) {
      sums.getContainer(STEP).getCounter(named.name()).inc(named.counter().getCount());
    }
    watermarks.stream()
        .map(Gauge::getValue)
        .mapToLong(value -> value instanceof Long millis ? millis : Long.MIN_VALUE)
        .min()
        .ifPresent(lowest -> report(lowest, sums));
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(sums);
  }

  private static void report(long watermark, MetricsContainerStepMap sums) {
    if (watermark > BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()
        && watermark < BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis()) {
      sums.getContainer(STEP)
          .getGauge(MetricName.named(SourceMetrics.NAMESPACE, SourceMetrics.WATERMARK))
          .set(watermark);
    }
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    int separator = name.lastIndexOf(SEPARATOR);
    if (metric instanceof Counter counter && separator > 0) {
      counters.add(
          new Named(
              MetricName.named(name.substring(0, separator), name.substring(separator + 1)),
              counter));
    } else if (metric instanceof Gauge<?> gauge
        && name.equals(WATERMARK)
        && group.getAllVariables().getOrDefault(STEP_NAME, "").startsWith(SOURCE)) {
      watermarks.add(gauge);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // What an ended task counted still counts.
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  /** Called by Flink. */
  @AutoService(MetricReporterFactory.class)
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      LiveMetrics live = BY_ID.get(properties.getProperty(ID));
      if (live == null) {
        throw new IllegalArgumentException(
            PREFIX + ID + " names no job of this process; it is for embedded jobs only");
      }
      return live;
    }
  }
}
