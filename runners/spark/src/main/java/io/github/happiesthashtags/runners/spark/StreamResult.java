package io.github.happiesthashtags.runners.spark;

import java.io.IOException;
import org.apache.beam.runners.spark.translation.streaming.Checkpoint.CheckpointDir;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beam's result of a stream with two changes. Before a cancellation, it lets everything that was
 * read pass through. After its end, a stream leaves no checkpoints: a driver that resumed from them
 * would run all batches since and find nothing.
 */
final class StreamResult implements PipelineResult {
  /**
   * The current batch may have been read before the tweets in flight arrived; the next one reads
   * them.
   */
  private static final int BATCHES_IN_FLIGHT = 2;

  /** An interrupted job has ten seconds in all. */
  private static final long PATIENCE_MILLIS = 2_500;

  private static final Logger LOG = LoggerFactory.getLogger(StreamResult.class);

  private final PipelineResult delegate;
  private final Batches batches;
  private final CheckpointDir checkpoints;

  StreamResult(PipelineResult delegate, Batches batches, CheckpointDir checkpoints) {
    this.delegate = delegate;
    this.batches = batches;
    this.checkpoints = checkpoints;
  }

  @Override
  public State cancel() throws IOException {
    try {
      if (!delegate.getState().isTerminal()) {
        batches.await(BATCHES_IN_FLIGHT, PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return delegate.cancel();
  }

  @Override
  public State getState() {
    return delegate.getState();
  }

  @Override
  public State waitUntilFinish() {
    return atEnd(delegate.waitUntilFinish());
  }

  @Override
  public State waitUntilFinish(Duration limit) {
    return atEnd(delegate.waitUntilFinish(limit));
  }

  private State atEnd(State state) {
    if (batches.isOver() && state.isTerminal()) {
      delete(checkpoints.getSparkCheckpointDir());
      // The counts of a stream that was resumed.
      delete(checkpoints.getBeamCheckpointDir());
    }
    return state;
  }

  private static void delete(Path directory) {
    try {
      directory
          .getFileSystem(SparkHadoopUtil.get().conf())
          .delete(directory, /* recursive= */ true);
    } catch (IOException e) {
      LOG.warn("{} is no longer needed but cannot be deleted", directory, e);
    }
  }

  @Override
  public MetricResults metrics() {
    return delegate.metrics();
  }
}
