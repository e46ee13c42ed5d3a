package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.spark.recovery.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.runners.spark.translation.streaming.Checkpoint.CheckpointDir;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.apache.hadoop.fs.Path;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Beam's Spark runner, except that a stream ends when its sources have ended. */
public final class EndingSparkRunner extends PipelineRunner<PipelineResult> {
  private static final Logger LOG = LoggerFactory.getLogger(EndingSparkRunner.class);

  private final SparkPipelineOptions options;

  private EndingSparkRunner(SparkPipelineOptions options) {
    this.options = options;
  }

  /** Called by Beam. */
  public static EndingSparkRunner fromOptions(PipelineOptions options) {
    return new EndingSparkRunner(options.as(SparkPipelineOptions.class));
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    ShutdownOrder.install();
    if (!options.isStreaming()) {
      return SparkRunner.fromOptions(options).run(pipeline);
    }
    Recovery recovery = Recovery.ofThisSpark();
    recovery.warnIfUnknown();
    CheckpointDir directories = new CheckpointDir(options.getCheckpointDir());
    goOn(recovery, directories.getSparkCheckpointDir());
    SparkReads.apply(pipeline);
    if (options.getCheckpointDurationMillis() <= options.getBatchIntervalMillis()) {
      // Only if every batch is checkpointed. Otherwise Spark keeps state only for a while, and this
      // would be pointless.
      recovery.checkpointStateFirst(pipeline);
    }
    Batches batches = new Batches(options.getBatchIntervalMillis(), hasLatePanes(pipeline));
    SparkContextOptions context = options.as(SparkContextOptions.class);
    List<JavaStreamingListener> listeners = new ArrayList<>(context.getListeners());
    listeners.add(batches);
    context.setListeners(listeners);
    PipelineResult result = SparkRunner.fromOptions(options).run(pipeline);
    // Not from the listener or a thread that it starts: Spark does not stop for either.
    Thread end = new Thread(() -> stopAtEnd(batches), "end-of-stream");
    end.setDaemon(true);
    end.start();
    return new StreamResult(result, batches, directories);
  }

  static boolean hasLatePanes(Pipeline pipeline) {
    AtomicBoolean late = new AtomicBoolean();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitValue(PValue value, TransformHierarchy.Node producer) {
            if (value instanceof PCollection<?> collection
                && collection.getWindowingStrategy().getAllowedLateness().getMillis() > 0) {
              late.set(true);
            }
          }
        });
    return late.get();
  }

  private void goOn(Recovery recovery, Path checkpoints) {
    try {
      if (recovery.prepare(checkpoints)) {
        LOG.warn(
            "Resuming the job of --checkpointDir={} with the options that it was started with; the"
                + " options given now are ignored. Give another directory to start a new job",
            options.getCheckpointDir());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot resume from --checkpointDir: " + checkpoints, e);
    }
  }

  @SuppressWarnings("deprecation") // Spark Streaming as a whole is deprecated, but Beam runs on it.
  private static void stopAtEnd(Batches batches) {
    try {
      batches.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Option<org.apache.spark.streaming.StreamingContext> active =
        org.apache.spark.streaming.StreamingContext.getActive();
    if (active.isDefined()) {
      active.get().stop(/* stopSparkContext= */ false, /* stopGracefully= */ true);
    }
  }
}
