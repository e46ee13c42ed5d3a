package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.TwitterIO;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGINT and SIGTERM do: stop reading, let what was read through, end with exit code 0 within
 * ten seconds.
 */
final class Interruption {
  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /**
   * Less than half of the ten seconds; the runner needs the rest to stop, and the summary to be
   * printed.
   */
  private static final Duration DRAIN = Duration.ofSeconds(4);

  /** When the summary is printed, even if the runner has not stopped. */
  private static final Duration DEADLINE = Duration.ofMillis(6_500);

  /**
   * When the process ends even without a summary, which may never finish with a full heap. Such a
   * JVM collects garbage all the time, so it also notices signals and deadlines seconds late.
   */
  private static final Duration LAST_DEADLINE = Duration.ofSeconds(7);

  private static final Duration STOP = Duration.ofSeconds(2);

  /** What is in flight passes several times within this, so no change means nothing is left. */
  private static final long STILL_MILLIS = 400;

  private static final String ENDED_FROM_WITHIN =
      "happiest-hashtags: the engine ended the process before the job was over, perhaps for want"
          + " of memory: see its log, and give the JVM more with -Xmx";

  /** Opened by a signal. The waiting thread was started earlier, while there was memory for it. */
  private final CountDownLatch signal = new CountDownLatch(1);

  private volatile boolean endedFromWithin;
  private @Nullable PipelineResult running;
  private @Nullable SourceChoice source;
  private boolean over;
  private boolean signalled;
  private @Nullable Counters counted;
  private boolean told;

  /** Takes effect on signals from now on. */
  void install() {
    atDeadline(DEADLINE, this::end, "end-in-time");
    atDeadline(LAST_DEADLINE, Interruption::halt, "end-at-last");
    Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "interruption"));
  }

  private void atDeadline(Duration deadline, Runnable end, String name) {
    long millis = deadline.toMillis();
    Thread thread =
        new Thread(
            () -> {
              try {
                signal.await();
                Thread.sleep(millis); // A deadline is no condition to wait for.
                if (!endedFromWithin) {
                  end.run();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  synchronized void started(PipelineResult result, SourceChoice choice) {
    running = result;
    source = choice;
  }

  /** The job is over: ending the process is no interruption any more. */
  synchronized void over() {
    over = true;
  }

  /** Whether a signal came: then its own thread tells how the job ended, and nobody else. */
  synchronized boolean signalled() {
    return signalled;
  }

  private void onSignal() {
    synchronized (this) {
      if (over) {
        return;
      }
    }
    signal.countDown();
    endedFromWithin = isEndedFromWithin();
    PipelineResult result;
    boolean streaming;
    synchronized (this) {
      if (endedFromWithin) {
        // With an exit code that says why; Spark does so when the heap is full.
        Screen.process().print(List.of(ENDED_FROM_WITHIN));
        return;
      }
      signalled = true;
      result = running;
      streaming = source != null && source.isStreaming();
    }
    try {
      if (result != null) {
        stop(result, streaming);
      }
    } finally {
      end();
    }
  }

  /** Prints the summary, unless there is no memory for it, and ends the process. */
  private void end() {
    try {
      tellSummary();
    } finally {
      halt();
    }
  }

  private static void halt() {
    // The JVM itself would end with 128 + the signal's number.
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  /** The JVM tells its hooks no reason; a signal's thread is none that called this method. */
  private static boolean isEndedFromWithin() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            frame ->
                frame.getClassName().equals(Runtime.class.getName())
                    && frame.getMethodName().equals("exit"));
  }

  private void stop(PipelineResult result, boolean streaming) {
    try {
      TwitterIO.stopReading();
      counted(Counters.of(result));
      if (streaming) {
        drain(result);
        counted(Counters.of(result));
      }
      result.cancel();
      result.waitUntilFinish(org.joda.time.Duration.millis(STOP.toMillis()));
    } catch (IOException | RuntimeException e) {
      LOG.debug("the runner did not stop cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void counted(Counters now) {
    counted = now;
  }

  /** However the runner stopped, or did not: once, and what was counted last. */
  private synchronized void tellSummary() {
    if (counted != null && !told) {
      told = true;
      Screen.process().print(Progress.summary(counted, source == null ? null : source.budget()));
    }
  }

  private static void drain(PipelineResult result) throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    long before = -1;
    long now = Counters.of(result).get(PipelineMetrics.BYTES);
    while (now != before && System.nanoTime() < deadline) {
      before = now;
      Thread.sleep(STILL_MILLIS); // Metrics can only be polled.
      now = Counters.of(result).get(PipelineMetrics.BYTES);
    }
  }
}
