package io.github.happiesthashtags.twitter.feed;

import io.github.happiesthashtags.twitter.wire.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Event times in a row that are all far ahead of those before them, or the first of all. A few are
 * errors; enough of them are a gap in the stream, behind which event time goes on. Not thread-safe.
 */
public final class AheadRun {
  /** Wrong times come alone or in pairs; a stream passes this many within a moment. */
  static final int ENOUGH = 5;

  /** At the start of a replay, where no earlier status contradicts. */
  static final int ENOUGH_AT_FIRST = 3;

  /** Distinct: a status that comes again confirms nothing. */
  private final List<Long> times = new ArrayList<>();

  private final boolean isFirst;

  private AheadRun(List<Long> times, boolean isFirst) {
    this.times.addAll(times);
    this.isFirst = isFirst;
  }

  /** A run after earlier event times. */
  public static AheadRun of(List<Long> times) {
    return new AheadRun(times, /* isFirst= */ false);
  }

  /** The first event times of all. */
  public static AheadRun first(List<Long> times) {
    return new AheadRun(times, /* isFirst= */ true);
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

  /** Forgets the run: a status came that is not ahead. */
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

  /** The highest event time without a jump from the lowest: wrong ones are in the run too. */
  public long believedMillis() {
    List<Long> rising = new ArrayList<>(times);
    Collections.sort(rising);
    long believed = rising.get(0);
    for (long time : rising) {
      if (time > believed + Arrival.MAX_JUMP.toMillis()) {
        break;
      }
      believed = time;
    }
    return believed;
  }
}
