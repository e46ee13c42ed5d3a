package io.github.happiesthashtags.runners.flink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.core.execution.JobClient;
import org.joda.time.Duration;

/**
 * The result of a job that this process waits for: live state and metrics while it runs, Beam's own
 * result afterwards. Beam's own runner does not return before the job has ended.
 */
final class WatchedResult implements PipelineResult {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** How long to wait for an answer. A job answers at once unless it is just ending. */
  private static final long PATIENCE_SECONDS = 2;

  private final JobClient client;
  private final Supplier<MetricResults> live;
  private final CompletableFuture<PipelineResult> ended;
  private volatile boolean cancelled;

  private WatchedResult(
      JobClient client, Supplier<MetricResults> live, CompletableFuture<PipelineResult> ended) {
    this.client = client;
    this.live = live;
    this.ended = ended;
  }

  /**
   * Runs a job in a thread of its own and returns once it is submitted, or has ended.
   *
   * @param job submits the job and waits for its end
   * @param submitted completed by the environment that Beam finds
   * @param live gives the metrics of the running job, or throws an exception while it cannot
   */
  static PipelineResult of(
      Supplier<PipelineResult> job,
      CompletableFuture<JobClient> submitted,
      Supplier<MetricResults> live) {
    CompletableFuture<PipelineResult> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                ended.complete(job.get());
              } catch (Throwable e) {
                ended.completeExceptionally(e);
              }
            },
            "flink-job");
    thread.setDaemon(true);
    thread.start();
    try {
      CompletableFuture.anyOf(submitted, ended).get();
      return submitted.isDone() ? new WatchedResult(submitted.get(), live, ended) : ended.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the job was being submitted", e);
    }
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
    return live.get();
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
