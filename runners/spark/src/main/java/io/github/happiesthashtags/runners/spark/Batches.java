package io.github.happiesthashtags.runners.spark;

import java.util.Map;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder.SparkWatermarks;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchSubmitted;

/**
 * A listener that counts the batches of a stream and notices when its watermark has reached the end
 * of time.
 */
final class Batches extends JavaStreamingListener {
  /**
   * The batch after the one with the last watermark closes all windows. Two more may already be
   * under way when that is noticed.
   */
  private static final int LAST_BATCHES = 3;

  /** How much longer a late pane may wait; the wait is counted in batches. */
  private static final long LATE_MILLIS = 1_500;

  /** The progress of this driver's stream; Spark allows one stream a driver. */
  private static volatile Progress progress = new Progress(0, 0, 0);

  /**
   * The progress of a stream's batches. The names of Spark's own batch metrics contain the
   * application's name, so a dashboard could not query them for every job.
   */
  record Progress(long submitted, long completed, long lastDelayMillis) {
    long waiting() {
      return submitted - completed;
    }
  }

  static Progress progress() {
    return progress;
  }

  private final long watermarkCacheMillis;
  private final long last;

  // The fields below are guarded by this.
  private long submitted;
  private long completed;
  private long completedAtEnd = -1;

  /**
   * Creates a listener of a stream without batches yet.
   *
   * @param latePanes whether panes may follow a window's on-time pane
   */
  Batches(long batchIntervalMillis, boolean latePanes) {
    this.watermarkCacheMillis = batchIntervalMillis;
    this.last = LAST_BATCHES + (latePanes ? LATE_MILLIS / batchIntervalMillis : 0);
  }

  @Override
  public synchronized void onBatchSubmitted(JavaStreamingListenerBatchSubmitted batch) {
    submitted++;
    progress = new Progress(submitted, completed, progress.lastDelayMillis());
  }

  @Override
  public synchronized void onBatchCompleted(JavaStreamingListenerBatchCompleted batch) {
    completed++;
    progress = new Progress(submitted, completed, batch.batchInfo().totalDelay());
    notifyAll();
    if (completedAtEnd < 0 && isAtEnd()) {
      completedAtEnd = completed;
    }
  }

  /** Waits until every source has ended and all windows have closed. */
  synchronized void awaitEnd() throws InterruptedException {
    while (!isOver()) {
      wait();
    }
  }

  /** Returns whether every source has ended and all windows have closed. */
  synchronized boolean isOver() {
    return completedAtEnd >= 0 && completed - completedAtEnd >= last;
  }

  private boolean isAtEnd() {
    Map<Integer, SparkWatermarks> sources = GlobalWatermarkHolder.get(watermarkCacheMillis);
    return !sources.isEmpty()
        && sources.values().stream()
            .noneMatch(
                marks -> marks.getLowWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE));
  }

  /** Waits until this many more batches have completed, or the time is up. */
  synchronized void await(int more, long millis) throws InterruptedException {
    long until = completed + more;
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (completed < until) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
