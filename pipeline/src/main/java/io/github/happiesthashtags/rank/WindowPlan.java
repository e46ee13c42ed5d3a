package io.github.happiesthashtags.rank;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a leaderboard, and the slices they are made of: a sliding window is a union of
 * slices as long as the greatest common divisor of its size and period, so a status is counted once
 * in its slice, not once in each of its windows.
 *
 * @param sizeMillis the size of a window, in milliseconds
 * @param periodMillis how often a window begins, in milliseconds; the size for fixed windows
 * @param earlyMillis the delay of early panes in milliseconds, or null for none
 * @param latenessMillis how long after its end a window still takes statuses, in milliseconds of
 *     event time
 */
public record WindowPlan(
    long sizeMillis, long periodMillis, @Nullable Long earlyMillis, long latenessMillis)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How long late statuses are gathered before a late pane: without a delay, every bundle that
   * holds one fires a pane of its own.
   */
  private static final Duration LATE_PANE_DELAY = Duration.standardSeconds(1);

  /**
   * A plan of windows aligned to the epoch.
   *
   * @throws IllegalArgumentException if the period is longer than the window or either is no whole
   *     number of seconds
   */
  public static WindowPlan of(
      java.time.Duration size,
      java.time.Duration period,
      java.time.@Nullable Duration early,
      java.time.Duration allowedLateness) {
    check(size, "window");
    check(period, "period");
    if (period.compareTo(size) > 0) {
      throw new IllegalArgumentException(
          "the period "
              + period
              + " is longer than the window "
              + size
              + ": statuses would be lost");
    }
    if (allowedLateness.isNegative() || (early != null && early.toMillis() <= 0)) {
      throw new IllegalArgumentException("lateness takes zero or more, early panes more than zero");
    }
    return new WindowPlan(
        size.toMillis(),
        period.toMillis(),
        early == null ? null : early.toMillis(),
        allowedLateness.toMillis());
  }

  private static void check(java.time.Duration duration, String what) {
    if (duration.isNegative()
        || duration.isZero()
        || !duration.equals(java.time.Duration.ofSeconds(duration.toSeconds()))) {
      throw new IllegalArgumentException(
          "the " + what + " is " + duration + ": it takes whole seconds, one or more");
    }
  }

  /** Whether windows do not overlap. */
  public boolean isFixed() {
    return sizeMillis == periodMillis;
  }

  /** The length of a slice, in milliseconds. */
  public long sliceMillis() {
    long a = sizeMillis;
    long b = periodMillis;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /**
   * Whether the window that begins here counts the duplicates that it has. Such windows follow each
   * other without a gap, so that a duplicate counts once and not in all windows of its slice; they
   * only overlap if the period does not divide the window.
   */
  boolean countsDuplicates(long startMillis) {
    long windowsOfASlice = sizeMillis / periodMillis;
    return Math.floorMod(startMillis / periodMillis, windowsOfASlice) == 0;
  }

  /** The end of the first window that holds a slice. */
  public long firstEnd(long sliceStart) {
    long earliestStart = sliceStart + sliceMillis() - sizeMillis;
    return -Math.floorDiv(-earliestStart, periodMillis) * periodMillis + sizeMillis;
  }

  /** The end of the last window that holds a slice. */
  public long lastEnd(long sliceStart) {
    return Math.floorDiv(sliceStart, periodMillis) * periodMillis + sizeMillis;
  }

  /**
   * The end of the first window of a slice that the watermark has not passed by more than a delay;
   * after {@link #lastEnd} if it has passed them all.
   */
  public long firstEndAfter(long sliceStart, long watermarkMillis, long delayMillis) {
    long first = firstEnd(sliceStart);
    if (watermarkMillis < first + delayMillis) {
      return first;
    }
    long passed = (watermarkMillis - delayMillis - first) / periodMillis + 1;
    return first + passed * periodMillis;
  }

  /** The windows with all that decides when they fire, set explicitly. */
  public <T> Window<T> window() {
    WindowFn<Object, IntervalWindow> windows =
        isFixed()
            ? FixedWindows.of(Duration.millis(sizeMillis))
            : SlidingWindows.of(Duration.millis(sizeMillis)).every(Duration.millis(periodMillis));
    AfterWatermark.AfterWatermarkEarlyAndLate trigger =
        AfterWatermark.pastEndOfWindow()
            .withLateFirings(
                AfterProcessingTime.pastFirstElementInPane().plusDelayOf(LATE_PANE_DELAY));
    Long early = earlyMillis;
    if (early != null) {
      trigger =
          trigger.withEarlyFirings(
              AfterProcessingTime.pastFirstElementInPane().plusDelayOf(Duration.millis(early)));
    }
    // The on-time pane must fire even when nothing came since the last early one, or a window would
    // stay without its exact result; panes without rows are dropped afterwards.
    return Window.<T>into(windows)
        .triggering(trigger)
        .withAllowedLateness(
            Duration.millis(latenessMillis), Window.ClosingBehavior.FIRE_IF_NON_EMPTY)
        .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_ALWAYS)
        .accumulatingFiredPanes();
  }

  /** The end of a window: the first instant after it, in milliseconds since the epoch. */
  public static long end(BoundedWindow window) {
    return window.maxTimestamp().getMillis() + 1;
  }
}
