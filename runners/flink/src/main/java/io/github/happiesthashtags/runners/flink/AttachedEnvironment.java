package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.output.Screen;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The environment of Flink's own command, but without printing accumulators at the job's end: Beam
 * keeps its metrics in one, which Flink would show in base64. It also tells a user who interrupts
 * the command that the job keeps running.
 */
@SuppressWarnings("try") // It inherits a close() that may be interrupted, and nobody closes it.
final class AttachedEnvironment extends StreamContextEnvironment {
  /** Set once, by the program that owns the process; null if Flink's own environment stays. */
  private static volatile @Nullable Submitted installed;

  private AttachedEnvironment(Configuration configuration, ClassLoader programs) {
    super(
        new DefaultExecutorServiceLoader(),
        configuration,
        configuration,
        programs,
        /* enforceSingleJobExecution= */ false,
        /* suppressSysout= */ true,
        /* programConfigEnabled= */ true,
        Collections.emptyList());
  }

  /** Replaces the environment that Flink's command has created. */
  static void install() {
    StreamExecutionEnvironment flinks = StreamExecutionEnvironment.getExecutionEnvironment();
    if (!(flinks instanceof StreamContextEnvironment)
        || !(flinks.getConfiguration() instanceof Configuration configuration)) {
      return;
    }
    ClassLoader programs = Thread.currentThread().getContextClassLoader();
    Submitted submitted = new Submitted(configuration);
    installed = submitted;
    Runtime.getRuntime().addShutdownHook(new Thread(submitted::onEnd, "job-goes-on"));
    initializeContextEnvironment(
        given -> {
          Configuration merged = new Configuration(configuration);
          merged.addAll(given);
          StreamExecutionEnvironment environment = new AttachedEnvironment(merged, programs);
          environment.registerJobListener(submitted);
          return environment;
        });
  }

  /** Returns the job that this process submits, or null if this environment is not installed. */
  static @Nullable Submitted installed() {
    return installed;
  }

  /** The submitted job, as far as this process knows it. */
  static final class Submitted implements JobListener {
    private final Configuration configuration;
    private final CompletableFuture<JobClient> client = new CompletableFuture<>();
    private @Nullable String job;

    Submitted(Configuration configuration) {
      this.configuration = configuration;
    }

    /** The configuration of Flink's command, which knows the cluster. */
    Configuration configuration() {
      return configuration;
    }

    CompletableFuture<JobClient> client() {
      return client;
    }

    @Override
    public synchronized void onJobSubmitted(
        @Nullable JobClient submitted, @Nullable Throwable failure) {
      if (submitted != null) {
        job = submitted.getJobID().toString();
        // Flink's own words, which scripts look for.
        System.out.println("Job has been submitted with JobID " + job);
        client.complete(submitted);
      }
    }

    @Override
    public synchronized void onJobExecuted(
        @Nullable JobExecutionResult result, @Nullable Throwable failure) {
      job = null;
    }

    private void onEnd() {
      List<String> remarks = remarks();
      if (!remarks.isEmpty()) {
        Screen.process().print(remarks);
      }
    }

    /** Returns what the user must know about the job if this process ends now. */
    synchronized List<String> remarks() {
      if (job == null
          || !configuration.get(DeploymentOptions.ATTACHED)
          || configuration.get(DeploymentOptions.SHUTDOWN_IF_ATTACHED)) {
        return List.of();
      }
      String host = configuration.get(RestOptions.ADDRESS);
      String master = host == null ? null : host + ':' + configuration.get(RestOptions.PORT);
      return List.of(
          "happiest-hashtags: the job " + job + " keeps running on the cluster. To stop it,",
          "  with a savepoint: submit-flink.sh"
              + (master == null ? "" : " --master " + master)
              + " --savepoint DIRECTORY "
              + job,
          "  without one: flink cancel" + (master == null ? "" : " -m " + master) + ' ' + job);
    }
  }
}
