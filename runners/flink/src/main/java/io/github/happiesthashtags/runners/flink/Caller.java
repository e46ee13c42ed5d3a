package io.github.happiesthashtags.runners.flink;

import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The caller of this thread's main program.
 *
 * @param isFlink whether a Flink command or a JobManager called, rather than a user
 * @param waits whether the caller waits for the job's end
 * @param isJobManager whether this is a JobManager's process, as with REST and in application mode
 * @param knowsCheckpointDirectory whether its configuration has a checkpoint directory
 */
record Caller(
    boolean isFlink, boolean waits, boolean isJobManager, boolean knowsCheckpointDirectory) {

  private static final Caller USER = new Caller(false, true, false, false);

  static Caller find() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    if (environment instanceof LocalStreamEnvironment) {
      return USER;
    }
    ReadableConfig configuration = environment.getConfiguration();
    return new Caller(
        true,
        configuration.get(DeploymentOptions.ATTACHED),
        EmbeddedExecutor.NAME.equals(configuration.get(DeploymentOptions.TARGET)),
        configuration.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isPresent());
  }
}
