package io.github.happiesthashtags.job;

import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** A runner whose engine ends the process while a job runs, as Spark does when out of memory. */
public final class ExitingRunner extends PipelineRunner<PipelineResult> {
  /** Spark's for a heap that is full. */
  static final int EXIT_CODE = 52;

  /** How Beam makes runners. */
  public static ExitingRunner fromOptions(PipelineOptions options) {
    return new ExitingRunner();
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    new Thread(() -> System.exit(EXIT_CODE), "engine").start();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("nothing counts down");
  }
}
