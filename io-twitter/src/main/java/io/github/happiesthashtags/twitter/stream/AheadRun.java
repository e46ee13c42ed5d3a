package io.github.happiesthashtags.twitter.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive event times far ahead of all earlier ones, or the first of a stream. A few such times
 * are errors; enough of them show a gap in the stream, after which event time continues. Not
 * thread-safe.
 */
public final class AheadRun {
  /** Wrong times come alone or in pairs; a stream passes this many within a moment. */
  static final int ENOUGH = 5;

  /** The same at the start of a replay, when no earlier status contradicts. */
  static final int ENOUGH_AT_FIRST = 3;

  /** Distinct times: a repeated status confirms nothing. */
  private final List<Long> times = new ArrayList<>();

  private final long maxStepMillis;
  private final boolean isFirst;

  private AheadRun(List<Long> times, long maxStepMillis, boolean isFirst) {
    this.times.addAll(times);
    this.maxStepMillis = maxStepMillis;
    this.isFirst = isFirst;
  }

  /**
   * A run after earlier event times.
   *
   * @param maxStepMillis how far ahead of a believed event time another is believed too
   */
  public static AheadRun of(List<Long> times, long maxStepMillis) {
    return new AheadRun(times, maxStepMillis, /* isFirst= */ false);
  }

  /** The first event times of all; see {@link #of}. */
  public static AheadRun first(List<Long> times, long maxStepMillis) {
    return new AheadRun(times, maxStepMillis, /* isFirst= */ true);
  }

  /** Adds the next status; returns whether the run is now long enough to be believed. */
  public boolean add(long eventMillis) {
    if (!times.contains(eventMillis) && !isConfirmed()) {
      times.add(eventMillis);
    }
    return isConfirmed();
  }

  private boolean isConfirmed() {
    return times.size() >= (isFirst ? ENOUGH_AT_FIRST : ENOUGH);
  }

  /** Forgets the run, because a status came that is not ahead. */
  public void clear() {
    times.clear();
  }

  /** Whether there is no run. */
  public boolean isEmpty() {
    return times.isEmpty();
  }

  /** The distinct event times so far, in milliseconds since the epoch. */
  public List<Long> times() {
    return List.copyOf(times);
  }

  /**
   * Returns the highest event time without a jump from the lowest: the run may include wrong times.
   */
  public long believedMillis() {
    List<Long> rising = new ArrayList<>(times);
    Collections.sort(rising);
    long believed = rising.get(0);
    for (long time : rising) {
      if (time > believed + maxStepMillis) {
        break;
      }
      believed = time;
    }
    return believed;
  }

  /**
   * Returns the run that goes on behind {@link #believedMillis}: if all statuses of a stream are
   * far apart, each confirms an earlier one. Times that came before the lowest one are left out,
   * because it shows that they are wrong.
   */
  AheadRun rest() {
    long believed = believedMillis();
    List<Long> rest = new ArrayList<>(times);
    rest.subList(0, rest.indexOf(Collections.min(rest))).clear();
    rest.removeIf(time -> time <= believed);
    return of(rest, maxStepMillis);
  }
}
