package io.github.happiesthashtags.runners.flink;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** A Flink runner for Flink's command, which can watch the job on the cluster while it waits. */
public final class AttachedFlinkRunner extends PipelineRunner<PipelineResult> {
  private final FlinkPipelineOptions options;

  private AttachedFlinkRunner(FlinkPipelineOptions options) {
    this.options = options;
  }

  /** Called by Beam. */
  public static AttachedFlinkRunner fromOptions(PipelineOptions options) {
    return new AttachedFlinkRunner(options.as(FlinkPipelineOptions.class));
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    FlinkRunner runner = FlinkRunner.fromOptions(options);
    AttachedEnvironment.Submitted submitted = AttachedEnvironment.installed();
    if (submitted == null) {
      return runner.run(pipeline);
    }
    RestMetrics metrics = new RestMetrics(submitted.configuration(), submitted.client());
    return WatchedResult.of(() -> runner.run(pipeline), submitted.client(), metrics::results);
  }
}
