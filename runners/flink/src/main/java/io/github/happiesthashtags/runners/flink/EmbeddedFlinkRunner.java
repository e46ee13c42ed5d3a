package io.github.happiesthashtags.runners.flink;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** A Flink runner in this process whose job can be watched and stopped while it runs. */
public final class EmbeddedFlinkRunner extends PipelineRunner<PipelineResult> {
  private final FlinkPipelineOptions options;

  private EmbeddedFlinkRunner(FlinkPipelineOptions options) {
    this.options = options;
  }

  /** Called by Beam. */
  public static EmbeddedFlinkRunner fromOptions(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setFlinkMaster("[auto]");
    flink.setAttachedMode(true);
    return new EmbeddedFlinkRunner(flink);
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    TemporaryDirectory scratch = TemporaryDirectory.create();
    if (options.isStreaming() && options.getStateBackendStoragePath() == null) {
      // Checkpoints live as long as this process: a job that has to resume belongs on a cluster.
      options.setStateBackendStoragePath(scratch.path().resolve("checkpoints").toUri().toString());
    }
    EmbeddedEnvironment.Submission submitted =
        EmbeddedEnvironment.install(scratch.path(), options.getParallelism());
    try {
      return WatchedResult.of(
          () -> runWithin(scratch, pipeline),
          submitted.client(),
          () -> submitted.metrics().results());
    } finally {
      EmbeddedEnvironment.uninstall();
    }
  }

  private PipelineResult runWithin(TemporaryDirectory scratch, Pipeline pipeline) {
    try (scratch) {
      return FlinkRunner.fromOptions(options).run(pipeline);
    }
  }
}
