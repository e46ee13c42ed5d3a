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
 * The job's plugin in Spark's driver and executors. It configures logging by the job's options. It
 * also adds the job's metrics to the driver's as numbers, which every Spark sink accepts. Beam's
 * own metrics source gives sinks a map, and Prometheus then rejects the whole page.
 */
public final class JobPlugin implements SparkPlugin {

  /** Called by Spark. */
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

  /**
   * Registers counters from the start, so that a sink sees the increase from zero, and gauges once
   * they are set.
   */
  static void register(MetricRegistry registry, Metrics metrics) {
    for (Counters.Name name : Counters.all()) {
      registry.register(name.full(), (Gauge<Object>) () -> shown(metrics.now(), name));
    }
    registry.register("batches_completed", (Gauge<Long>) () -> Batches.progress().completed());
    registry.register("batches_waiting", (Gauge<Long>) () -> Batches.progress().waiting());
    registry.register(
        "batch_delay_millis", (Gauge<Long>) () -> Batches.progress().lastDelayMillis());
  }

  /**
   * Returns a metric's value, or an empty string for a gauge without one: Spark omits strings from
   * Prometheus's page.
   */
  private static Object shown(Counters counters, Counters.Name name) {
    if (!name.isGauge()) {
      return counters.get(name.name());
    }
    Long value = counters.gauges().get(name.name());
    return value == null ? "" : value;
  }

  /** The job's metrics, which the driver updates once a batch. */
  static final class Metrics {
    /** How long values are reused, because a sink reads one metric after the other. */
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
        // Beam has no metrics yet.
        return Counters.none();
      }
    }
  }
}
