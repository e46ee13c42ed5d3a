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

  private record Named<T extends Metric>(MetricName name, T metric) {}

  private final List<Named<Counter>> counters = new ArrayList<>();
  private final List<Named<Gauge<?>>> gauges = new ArrayList<>();

  /** Adds a reporter to a cluster's configuration. */
  static LiveMetrics reportedBy(Configuration configuration) {
    String id = UUID.randomUUID().toString();
    LiveMetrics live = new LiveMetrics();
    BY_ID.put(id, live);
    configuration.setString(PREFIX + "factory.class", Factory.class.getName());
    configuration.setString(PREFIX + ID, id);
    return live;
  }

  /** All counters, each summed over the tasks that count it, and the gauges of each task. */
  synchronized MetricResults results() {
    MetricsContainerStepMap steps = new MetricsContainerStepMap();
    for (Named<Counter> named : counters) {
      steps.getContainer(STEP).getCounter(named.name()).inc(named.metric().getCount());
    }
    for (int i = 0; i < gauges.size(); i++) {
      // Those of a distribution are of another type.
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
