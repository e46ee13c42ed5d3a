package io.github.happiesthashtags.runners.spark;

import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.joda.time.Duration;

/** Beam's result of a stream, but that it lets through what was read before it is cancelled. */
final class StreamResult implements PipelineResult {
  /** One may have been read before what is in flight came; the next takes it. */
  private static final int BATCHES_IN_FLIGHT = 2;

  /** What an interrupted job has is ten seconds in all. */
  private static final long PATIENCE_MILLIS = 2_500;

  private final PipelineResult delegate;
  private final Batches batches;

  StreamResult(PipelineResult delegate, Batches batches) {
    this.delegate = delegate;
    this.batches = batches;
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
    return delegate.waitUntilFinish();
  }

  @Override
  public State waitUntilFinish(Duration limit) {
    return delegate.waitUntilFinish(limit);
  }

  @Override
  public MetricResults metrics() {
    return delegate.metrics();
  }
}
