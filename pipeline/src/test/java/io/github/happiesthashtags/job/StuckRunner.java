package io.github.happiesthashtags.job;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;

/** A runner whose jobs never end, and are not cancelled when that is asked for. */
public final class StuckRunner extends PipelineRunner<PipelineResult> {
  static final String RUNNING = "the stuck job is running";

  /** A job of this name throws instead of hanging. */
  static final String THROWING = "throwing";

  private final boolean throwing;

  private StuckRunner(boolean throwing) {
    this.throwing = throwing;
  }

  /** How Beam makes runners. */
  public static StuckRunner fromOptions(PipelineOptions options) {
    return new StuckRunner(options.getJobName().equals(THROWING));
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    return new Stuck();
  }

  private final class Stuck implements PipelineResult {
    @Override
    public State getState() {
      return State.RUNNING;
    }

    @Override
    public State cancel() {
      return throwing ? fail() : hang();
    }

    private State fail() {
      throw new IllegalStateException("it cannot be cancelled");
    }

    private State hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return State.RUNNING;
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

    @Override
    public MetricResults metrics() {
      return new MetricResults() {
        @Override
        public MetricQueryResults queryMetrics(MetricsFilter filter) {
          return MetricQueryResults.create(
              List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        }
      };
    }
  }
}
