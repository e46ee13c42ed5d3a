package io.github.happiesthashtags.job;

import java.util.ArrayList;
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

  /** A job of this name has left no room in the heap, which whoever asks it for anything wants. */
  static final String FULL = "full";

  private static final int CHUNK = 64 * 1024;

  /** Of chunks: what a nearly full heap has left. */
  private static final int LEFT = 4;

  private static final List<byte[]> KEPT = new ArrayList<>(100_000);

  private final String name;

  private UncancellableRunner(String name) {
    this.name = name;
  }

  /** How Beam makes runners. */
  public static UncancellableRunner fromOptions(PipelineOptions options) {
    return new UncancellableRunner(options.getJobName());
  }

  private static void fillHeap() {
    try {
      while (true) {
        KEPT.add(new byte[CHUNK]);
      }
    } catch (OutOfMemoryError e) {
      KEPT.subList(0, LEFT).clear();
    }
    for (int i = 0; i < LEFT; i++) {
      Thread thread = new Thread(UncancellableRunner::wantRoom);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** As a job does whose state has grown to what there is. */
  private static void wantRoom() {
    while (true) {
      try {
        KEPT.set(KEPT.size() - 1, new byte[CHUNK]);
      } catch (OutOfMemoryError e) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    return new Endless(name);
  }

  private record Endless(String name) implements PipelineResult {
    @Override
    public State getState() {
      return State.RUNNING;
    }

    @Override
    public State cancel() {
      if (name.equals(THROWING)) {
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
      if (name.equals(FULL)) {
        fillHeap();
      }
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
