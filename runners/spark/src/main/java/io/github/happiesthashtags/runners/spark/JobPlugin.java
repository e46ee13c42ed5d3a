package io.github.happiesthashtags.runners.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.github.happiesthashtags.job.Counters;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * What the job has Spark do in its driver and in each executor: log as the job is told to, and show
 * the job's metrics among the driver's own, as numbers that every sink of Spark's takes. Beam's own
 * source of them gives sinks a map, for which Prometheus refuses the whole page.
 */
public final class JobPlugin implements SparkPlugin {

  /** Made by Spark. */
  public JobPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new OnDriver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  private static final class OnDriver implements DriverPlugin {

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      return SparkLog.applied();
    }

    @Override
    public void registerMetrics(String application, PluginContext plugin) {
      register(plugin.metricRegistry(), new Metrics());
    }
  }

  private static final class OnExecutor implements ExecutorPlugin {

    @Override
    public void init(PluginContext plugin, Map<String, String> fromDriver) {
      SparkLog.apply(fromDriver);
    }
  }

  /** Counters from zero on, so that a sink sees their first count as one; gauges once set. */
  static void register(MetricRegistry registry, Metrics metrics) {
    for (Counters.Name name : Counters.all()) {
      registry.register(name.full(), (Gauge<Object>) () -> shown(metrics.now(), name));
    }
    registry.register("batches_completed", (Gauge<Long>) () -> Batches.progress().completed());
    registry.register("batches_waiting", (Gauge<Long>) () -> Batches.progress().waiting());
    registry.register(
        "batch_delay_millis", (Gauge<Long>) () -> Batches.progress().lastDelayMillis());
  }

  /** A text has no place among Prometheus's numbers, and Spark leaves it out there. */
  private static Object shown(Counters counters, Counters.Name name) {
    if (!name.isGauge()) {
      return counters.get(name.name());
    }
    Long value = counters.gauges().get(name.name());
    return value == null ? "" : value;
  }

  /** The job's metrics as the driver knows them, which is once a batch. */
  static final class Metrics {
    /** A sink asks for one after the other. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private Counters latest = Counters.none();
    private long takenNanos = System.nanoTime() - FRESH_NANOS;

    synchronized Counters now() {
      if (System.nanoTime() - takenNanos >= FRESH_NANOS) {
        latest = take();
        takenNanos = System.nanoTime();
      }
      return latest;
    }

    private static Counters take() {
      try {
        return Counters.of(
            MetricsContainerStepMap.asAttemptedOnlyMetricResults(
                MetricsAccumulator.getInstance().value()));
      } catch (IllegalStateException e) {
        // Beam has none yet.
        return Counters.none();
      }
    }
  }
}
