package io.github.happiesthashtags.runners.flink;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.job.RunnerSupport;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Sets the Flink runner's options for the job. */
@AutoService(RunnerSupport.class)
public final class FlinkSupport implements RunnerSupport {

  @Override
  public boolean supports(PipelineOptions options) {
    return options.getRunner() == FlinkRunner.class;
  }

  @Override
  public void configure(PipelineOptions options, Set<String> given) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    boolean embedded = EmbeddedEnvironment.isMeantBy(flink.getFlinkMaster());
    new FlinkDefaults(flink, given, embedded).apply();
    if (embedded) {
      options.setRunner(EmbeddedFlinkRunner.class);
    } else if (!Caller.find().waits()) {
      // In attached mode, Beam would ask for a result that Flink does not provide here.
      flink.setAttachedMode(false);
    } else if (flink.getAttachedMode()) {
      options.setRunner(AttachedFlinkRunner.class);
    }
  }

  @Override
  public List<String> warnings(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (isEmbedded(options)
        || !flink.isStreaming()
        || flink.getStateBackendStoragePath() != null
        || Caller.find().knowsCheckpointDirectory()) {
      return List.of();
    }
    return List.of(
        "no directory for checkpoints is known here; unless the cluster's configuration has a"
            + " state.checkpoints.dir, a JobManager that fails takes the job with it: give one with"
            + " --stateBackendStoragePath");
  }

  @Override
  public boolean handsOver(PipelineOptions options) {
    return !isEmbedded(options) && !options.as(FlinkPipelineOptions.class).getAttachedMode();
  }

  @Override
  public boolean runsElsewhere(PipelineOptions options) {
    return !isEmbedded(options);
  }

  private static boolean isEmbedded(PipelineOptions options) {
    return options.getRunner() == EmbeddedFlinkRunner.class;
  }
}
