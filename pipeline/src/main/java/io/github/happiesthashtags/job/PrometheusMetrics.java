package io.github.happiesthashtags.job;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;

/**
 * The job's metrics in Prometheus's model. Names are those of Flink's reporter without its prefix;
 * the library adds {@code _total} to counters.
 */
final class PrometheusMetrics implements MultiCollector {
  private static final String HELP = "See Metrics in docs/operations.md.";

  private final JobWatch watch;
  private final Labels labels;
  private final Labels build;

  /**
   * Metrics of one job.
   *
   * @param runner the name of the runner's class
   */
  PrometheusMetrics(JobWatch watch, String jobName, String runner) {
    this.watch = watch;
    // As in Flink's metrics, so that a dashboard can ask for a job whatever its runner.
    this.labels = Labels.of("job_name", jobName);
    this.build =
        labels.merge(
            Labels.of("runner", runner, "version", Help.version(), "beam", Help.beamVersion()));
  }

  @Override
  public MetricSnapshots collect() {
    MetricSnapshots.Builder all =
        MetricSnapshots.builder()
            .metricSnapshot(
                InfoSnapshot.builder()
                    .name("happiest_hashtags_build")
                    .help("The versions of the job and its libraries.")
                    .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(build).build())
                    .build())
            .metricSnapshot(
                gauge(
                    "happiest_hashtags_job_up",
                    "Whether the job runs: 1 from its start to its end, else 0.",
                    watch.state() == JobWatch.State.RUNNING ? 1 : 0));
    Counters counters = watch.counters();
    if (counters == null) {
      return all.build();
    }
    for (Counters.Name name : counters.names()) {
      String full = PrometheusNaming.sanitizeMetricName(name.full());
      if (!name.isGauge()) {
        all.metricSnapshot(counter(full, counters.get(name.name())));
      } else if (counters.gauges().containsKey(name.name())) {
        all.metricSnapshot(gauge(full, HELP, counters.gauge(name.name())));
      }
    }
    return all.build();
  }

  private CounterSnapshot counter(String name, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(HELP)
        .dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build())
        .build();
  }

  private GaugeSnapshot gauge(String name, String help, long value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build())
        .build();
  }
}
