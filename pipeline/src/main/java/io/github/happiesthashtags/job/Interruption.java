package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.TwitterIO;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

  /** Half of the ten seconds; the rest is for the runner to stop and the summary. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private static final Duration DEADLINE = Duration.ofSeconds(9);

  private static final Duration STOP = Duration.ofSeconds(3);

  /** What is in flight passes several times within this, so no change means nothing is left. */
  private static final long STILL_MILLIS = 400;

  private static final String ENDED_FROM_WITHIN =
      "happiest-hashtags: the engine ended the process before the job was over, perhaps for want"
          + " of memory: see its log, and give the JVM more with -Xmx";

  private @Nullable PipelineResult running;
  private boolean streaming;
  private boolean over;
  private boolean signalled;
  private @Nullable Counters counted;
  private boolean told;

  /** Takes effect on signals from now on. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "interruption"));
  }

  synchronized void started(PipelineResult result, boolean isStreaming) {
    running = result;
    streaming = isStreaming;
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
    boolean endedFromWithin = isEndedFromWithin();
    PipelineResult result;
    synchronized (this) {
      if (over) {
        return;
      }
      if (endedFromWithin) {
        // With an exit code that says why; Spark does so when the heap is full.
        Screen.process().print(List.of(ENDED_FROM_WITHIN));
        return;
      }
      signalled = true;
      result = running;
    }
    Thread watchdog = new Thread(this::endInTime, "end-in-time");
    watchdog.setDaemon(true);
    watchdog.start();
    try {
      if (result != null) {
        stop(result);
      }
    } finally {
      tellSummary();
      // The JVM itself would end with 128 + the signal's number.
      Runtime.getRuntime().halt(ExitCode.OK);
    }
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

  /** Whatever hangs, the process is gone within ten seconds. */
  private void endInTime() {
    try {
      Thread.sleep(DEADLINE.toMillis()); // A deadline is no condition to wait for.
      tellSummary();
      Runtime.getRuntime().halt(ExitCode.OK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(PipelineResult result) {
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
      Screen.process().print(Progress.summary(counted));
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
