package io.github.happiesthashtags.runners.flink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.core.execution.JobClient;
import org.joda.time.Duration;

/**
 * The result of an embedded job: live state and metrics while it runs, Beam's own result
 * afterwards.
 */
final class EmbeddedResult implements PipelineResult {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** How long to wait for an answer. An embedded job answers at once unless it is just ending. */
  private static final long PATIENCE_SECONDS = 2;

  private final JobClient client;
  private final LiveMetrics live;
  private final CompletableFuture<PipelineResult> ended;
  private volatile boolean cancelled;

  EmbeddedResult(JobClient client, LiveMetrics live, CompletableFuture<PipelineResult> ended) {
    this.client = client;
    this.live = live;
    this.ended = ended;
  }

  @Override
  public State getState() {
    if (!ended.isDone()) {
      return State.RUNNING;
    }
    if (cancelled) {
      return State.CANCELLED;
    }
    return ended.isCompletedExceptionally() ? State.FAILED : State.DONE;
  }

  @Override
  public State cancel() {
    cancelled = true;
    if (!ended.isDone()) {
      answer(client.cancel());
    }
    return getState();
  }

  @Override
  public State waitUntilFinish() {
    return waitUntilFinish(Duration.millis(NO_LIMIT));
  }

  @Override
  public State waitUntilFinish(Duration limit) {
    try {
      ended.get(limit.getMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return getState();
    } catch (ExecutionException e) {
      if (!cancelled) {
        throw new CompletionException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the job", e);
    }
    return getState();
  }

  @Override
  public MetricResults metrics() {
    if (ended.isDone() && !ended.isCompletedExceptionally()) {
      return ended.join().metrics();
    }
    return live.results();
  }

  private static <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the job does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the job", e);
    }
  }
}
