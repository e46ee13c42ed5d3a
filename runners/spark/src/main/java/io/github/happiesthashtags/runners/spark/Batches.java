package io.github.happiesthashtags.runners.spark;

import java.util.Map;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder.SparkWatermarks;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchSubmitted;

/** Counts the batches of a stream, and knows when its watermark has come to the end of time. */
final class Batches extends JavaStreamingListener {
  /**
   * The batch after the one that brought the last watermark closes all windows; two more, as some
   * were under way when that was seen.
   */
  private static final int LAST_BATCHES = 3;

  /** A late pane may wait a second longer, which is in batches. */
  private static final long LATE_MILLIS = 1_500;

  /** The batches of this driver's stream; Spark allows one stream a driver. */
  private static volatile Progress progress = new Progress(0, 0, 0);

  /**
   * The progress of the stream's batches. Spark's own metrics of batches have the application's
   * name in their names, so that no dashboard could query them for every job.
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

  // All below is guarded by this.
  private long submitted;
  private long completed;
  private long completedAtEnd = -1;

  /**
   * No batch yet.
   *
   * @param latePanes whether there may be panes after a window's on-time one
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

  /** Waits until every source has come to its end and all windows have closed. */
  synchronized void awaitEnd() throws InterruptedException {
    while (!isOver()) {
      wait();
    }
  }

  /** Whether every source has come to its end and all windows have closed. */
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

  /** Waits until so many more batches are through. */
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
