package io.github.happiesthashtags.runners.flink;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The metrics of a running embedded job. Beam updates its own result only when a task has ended,
 * but Flink's reporters after each bundle.
 */
final class LiveMetrics implements MetricReporter {
  /**
   * Reporters by the id in the configuration. Static because Flink creates a reporter from a class
   * name and strings, so a reader of its counters can only find it here.
   */
  private static final Map<String, LiveMetrics> BY_ID = new ConcurrentHashMap<>();

  private static final String PREFIX = "metrics.reporter.live.";
  private static final String ID = "id";

  /** The separator of a Beam metric's namespace and name; Flink's own names have none. */
  private static final char SEPARATOR = '.';

  private static final String STEP = "job";

  private record Named<T extends Metric>(MetricName name, T metric) {}

  private final List<Named<Counter>> counters = new ArrayList<>();
  private final List<Named<Gauge<?>>> gauges = new ArrayList<>();

  /** Adds a reporter to a cluster's configuration and returns it. */
  static LiveMetrics reportedBy(Configuration configuration) {
    String id = UUID.randomUUID().toString();
    LiveMetrics live = new LiveMetrics();
    BY_ID.put(id, live);
    configuration.setString(PREFIX + "factory.class", Factory.class.getName());
    configuration.setString(PREFIX + ID, id);
    return live;
  }

  /** Returns all counters, summed over their tasks, and the gauges of each task. */
  synchronized MetricResults results() {
    MetricsContainerStepMap steps = new MetricsContainerStepMap();
    for (Named<Counter> named : counters) {
      steps.getContainer(STEP).getCounter(named.name()).inc(named.metric().getCount());
    }
    for (int i = 0; i < gauges.size(); i++) {
      // The gauges of a distribution have another type.
      if (gauges.get(i).metric().getValue() instanceof Long value) {
        steps.getContainer(STEP + i).getGauge(gauges.get(i).name()).set(value);
      }
    }
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(steps);
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    int separator = name.lastIndexOf(SEPARATOR);
    if (separator <= 0) {
      return;
    }
    MetricName named =
        MetricName.named(name.substring(0, separator), name.substring(separator + 1));
    if (metric instanceof Counter counter) {
      counters.add(new Named<>(named, counter));
    } else if (metric instanceof Gauge<?> gauge) {
      gauges.add(new Named<>(named, gauge));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // Keeps the counts of an ended task.
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
