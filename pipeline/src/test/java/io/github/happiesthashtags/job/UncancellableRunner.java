package io.github.happiesthashtags.job;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;

/**
 * A runner whose jobs never end, and are not cancelled when that is asked for: for processes of
 * their own, which a signal ends.
 */
public final class UncancellableRunner extends PipelineRunner<PipelineResult> {
  static final String RUNNING = "the job is running";

  /** A job of this name throws when it is cancelled; any other hangs. */
  static final String THROWING = "throwing";

  private final boolean throwing;

  private UncancellableRunner(boolean throwing) {
    this.throwing = throwing;
  }

  /** How Beam makes runners. */
  public static UncancellableRunner fromOptions(PipelineOptions options) {
    return new UncancellableRunner(options.getJobName().equals(THROWING));
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    return new Endless(throwing);
  }

  private record Endless(boolean throwing) implements PipelineResult {
    @Override
    public State getState() {
      return State.RUNNING;
    }

    @Override
    public State cancel() {
      if (throwing) {
        throw new IllegalStateException("it cannot be cancelled");
      }
      return hang();
    }

    @Override
    public State waitUntilFinish(Duration duration) {
      return hang();
    }

    @Override
    public State waitUntilFinish() {
      System.out.println(RUNNING);
      return hang();
    }

    private static State hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return State.RUNNING;
    }

    @Override
    public MetricResults metrics() {
      return new FakeResult(State.RUNNING, List.of()).metrics();
    }
  }
}
