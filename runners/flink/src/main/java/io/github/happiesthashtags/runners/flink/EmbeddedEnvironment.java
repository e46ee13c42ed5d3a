package io.github.happiesthashtags.runners.flink;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster in this process that provides a client of its job. Flink's own local environment
 * either blocks until the job has ended or forgets the job at its end.
 */
@SuppressWarnings("try") // It inherits a close() that may be interrupted, and nobody closes it.
final class EmbeddedEnvironment extends StreamExecutionEnvironment {
  private EmbeddedEnvironment(Configuration configuration) {
    super(configuration);
  }

  /**
   * Returns whether the job runs embedded: neither {@code master} nor the command that started this
   * process names a cluster.
   */
  static boolean isMeantBy(String master) {
    return master.equals("[local]")
        || (master.equals("[auto]") && getExecutionEnvironment() instanceof LocalStreamEnvironment);
  }

  /**
   * Installs this environment as the one that Beam finds as {@code [auto]}.
   *
   * @param scratch where Flink writes, unless its configuration names other places
   * @param parallelism the number of task slots; below 1 for Flink's default
   */
  static Submission install(Path scratch, int parallelism) {
    Submission submission = new Submission();
    initializeContextEnvironment(
        given -> {
          Configuration configuration = configured(given, scratch, parallelism);
          submission.metrics.complete(LiveMetrics.reportedBy(configuration));
          StreamExecutionEnvironment environment = new EmbeddedEnvironment(configuration);
          environment.registerJobListener(submission);
          return environment;
        });
    return submission;
  }

  static void uninstall() {
    resetContextEnvironment();
  }

  static Configuration configured(Configuration given, Path scratch, int parallelism) {
    Configuration configuration = new Configuration(given);
    // The process ends before the cluster has shut down and would leave Flink's RPC jar behind.
    if (!given.contains(CoreOptions.TMP_DIRS)) {
      configuration.set(CoreOptions.TMP_DIRS, scratch.toString());
    }
    if (!given.contains(WebOptions.TMP_DIR)) {
      configuration.set(WebOptions.TMP_DIR, scratch.toString());
    }
    // Flink sizes the cluster before it sets the parallelism of a batch's steps. It counts only
    // fixed ones, so it may create one slot and run all tasks one after another.
    if (parallelism > 0 && !given.contains(TaskManagerOptions.NUM_TASK_SLOTS)) {
      configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    }
    configuration.set(DeploymentOptions.TARGET, "local");
    configuration.set(DeploymentOptions.ATTACHED, true);
    // The process ends with the job, so a leaked class loader does no harm.
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    // Only this process connects to the cluster.
    configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    // Every local user can connect to loopback. Users who want the web page set a port.
    if (!given.contains(RestOptions.PORT) && !given.contains(RestOptions.BIND_PORT)) {
      configuration.set(ClosedRest.CLOSED, true);
    }
    return configuration;
  }

  /** The client of the submitted job. */
  static final class Submission implements JobListener {
    private final CompletableFuture<JobClient> client = new CompletableFuture<>();
    private final CompletableFuture<LiveMetrics> metrics = new CompletableFuture<>();

    CompletableFuture<JobClient> client() {
      return client;
    }

    LiveMetrics metrics() {
      return metrics.join();
    }

    @Override
    public void onJobSubmitted(@Nullable JobClient submitted, @Nullable Throwable failure) {
      if (submitted != null) {
        client.complete(submitted);
      } else {
        client.completeExceptionally(
            failure == null ? new IllegalStateException("no job was submitted") : failure);
      }
    }

    @Override
    public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {
      // The caller of execute() gets the same failure.
    }
  }
}
