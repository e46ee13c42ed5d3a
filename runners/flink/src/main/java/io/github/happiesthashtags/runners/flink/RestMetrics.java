package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.job.Counters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientFactory;
import org.apache.flink.client.deployment.ClusterDescriptor;
import org.apache.flink.client.deployment.DefaultClusterClientServiceLoader;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.rest.messages.ConversionException;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobIDPathParameter;
import org.apache.flink.runtime.rest.messages.MessagePathParameter;
import org.apache.flink.runtime.rest.messages.MessageQueryParameter;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedMetric;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedSubtaskMetricsHeaders;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedSubtaskMetricsParameters;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a job that runs on a cluster. They come from the JobManager, which by default
 * collects them every ten seconds. Beam's own result has none before the job's end.
 */
final class RestMetrics {
  /** A JobManager that has just failed must not block a page of metrics. */
  private static final long PATIENCE_SECONDS = 2;

  /** The most names in one request. Flink's server accepts lines of up to 4,096 bytes. */
  private static final int NAMES = 20;

  /** The parameter with the names of metrics. */
  private static final String GET = "get";

  private final Configuration configuration;
  private final CompletableFuture<JobClient> submitted;
  private @Nullable RestClusterClient<?> client;

  /** Creates metrics that are available once the job is submitted. */
  RestMetrics(Configuration configuration, CompletableFuture<JobClient> submitted) {
    this.configuration = configuration;
    this.submitted = submitted;
  }

  /**
   * Returns all counters and gauges of the job.
   *
   * @throws IllegalStateException if the cluster does not answer now
   */
  synchronized MetricResults results() {
    MetricsContainerStepMap steps = new MetricsContainerStepMap();
    try {
      JobID job = answer(submitted).getJobID();
      RestClusterClient<?> cluster = client();
      for (JobVertexDetailsInfo vertex : answer(cluster.getJobDetails(job)).getJobVertexInfos()) {
        JobVertexID id = vertex.getJobVertexID();
        List<String> names = new ArrayList<>();
        ask(cluster, job, id, List.of()).stream()
            .map(AggregatedMetric::getId)
            .filter(name -> named(name) != null)
            .forEach(names::add);
        for (int i = 0; i < names.size(); i += NAMES) {
          List<String> some = names.subList(i, Math.min(i + NAMES, names.size()));
          for (AggregatedMetric metric : ask(cluster, job, id, some)) {
            add(steps.getContainer(metric.getId()), metric);
          }
        }
      }
    } catch (ConversionException e) {
      throw new IllegalStateException("the cluster cannot be asked for metrics", e);
    }
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(steps);
  }

  private static void add(MetricsContainerImpl container, AggregatedMetric metric) {
    Counters.Name name = named(metric.getId());
    if (name == null || metric.getSum() == null) {
      return;
    }
    MetricName beams = MetricName.named(name.namespace(), name.name());
    if (name.isGauge()) {
      container
          .getGauge(beams)
          .set(
              Counters.together(
                  name.name(),
                  metric.getMin().longValue(),
                  metric.getMax().longValue(),
                  metric.getSum().longValue()));
    } else {
      container.getCounter(beams).inc(metric.getSum().longValue());
    }
  }

  /** Returns a metric's own name without that of its operator; null if it is not the job's. */
  private static Counters.@Nullable Name named(String id) {
    return Counters.named(id.substring(id.lastIndexOf('.') + 1));
  }

  private RestClusterClient<?> client() {
    RestClusterClient<?> known = client;
    if (known == null) {
      known =
          connect(new DefaultClusterClientServiceLoader().getClusterClientFactory(configuration));
      client = known;
    }
    return known;
  }

  private <T> RestClusterClient<?> connect(ClusterClientFactory<T> factory) {
    T cluster = factory.getClusterId(configuration);
    try (ClusterDescriptor<T> descriptor = factory.createClusterDescriptor(configuration)) {
      if (cluster != null
          && descriptor.retrieve(cluster).getClusterClient() instanceof RestClusterClient<?> rest) {
        return rest;
      }
    } catch (Exception e) {
      throw new IllegalStateException("the cluster cannot be asked for metrics", e);
    }
    throw new IllegalStateException("the cluster cannot be asked for metrics");
  }

  /** Returns these metrics of a step, over all its tasks; without names, the names of all. */
  private static Collection<AggregatedMetric> ask(
      RestClusterClient<?> client, JobID job, JobVertexID vertex, List<String> names)
      throws ConversionException {
    AggregatedSubtaskMetricsHeaders headers = AggregatedSubtaskMetricsHeaders.getInstance();
    AggregatedSubtaskMetricsParameters parameters = headers.getUnresolvedMessageParameters();
    for (MessagePathParameter<?> parameter : parameters.getPathParameters()) {
      parameter.resolveFromString(
          parameter.getKey().equals(JobIDPathParameter.KEY)
              ? job.toHexString()
              : vertex.toHexString());
    }
    for (MessageQueryParameter<?> parameter : parameters.getQueryParameters()) {
      if (parameter.getKey().equals(GET) && !names.isEmpty()) {
        parameter.resolveFromString(String.join(",", names));
      }
    }
    return answer(client.sendRequest(headers, parameters, EmptyRequestBody.getInstance()))
        .getMetrics();
  }

  private static <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the cluster does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the cluster", e);
    }
  }
}
