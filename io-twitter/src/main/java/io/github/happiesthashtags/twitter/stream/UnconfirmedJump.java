package io.github.happiesthashtags.twitter.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive event times far ahead of all earlier ones, or the first times of a stream. A few such
 * times are errors; enough of them show that the stream has a gap and that event time continues
 * after it. Not thread-safe.
 */
public final class UnconfirmedJump {
  /**
   * Times that confirm a jump. Wrong times come alone or in pairs; a stream passes five at once.
   */
  static final int ENOUGH = 5;

  /**
   * Times that confirm the start of a replay, when there is no earlier status to contradict them.
   */
  static final int ENOUGH_AT_FIRST = 3;

  /** Distinct times, because a repeated status confirms nothing. */
  private final List<Long> times = new ArrayList<>();

  private final long maxStepMillis;
  private final boolean isFirst;

  private UnconfirmedJump(List<Long> times, long maxStepMillis, boolean isFirst) {
    this.times.addAll(times);
    this.maxStepMillis = maxStepMillis;
    this.isFirst = isFirst;
  }

  /**
   * Returns a jump within a stream, after believed event times.
   *
   * @param times the event times of the jump so far
   * @param maxStepMillis the longest step from one believed event time to the next
   */
  public static UnconfirmedJump of(List<Long> times, long maxStepMillis) {
    return new UnconfirmedJump(times, maxStepMillis, /* isFirst= */ false);
  }

  /** Returns a jump at the first event times of a stream; see {@link #of}. */
  public static UnconfirmedJump first(List<Long> times, long maxStepMillis) {
    return new UnconfirmedJump(times, maxStepMillis, /* isFirst= */ true);
  }

  /** Adds the event time of the next status; returns whether enough times now confirm the jump. */
  public boolean add(long eventMillis) {
    if (!times.contains(eventMillis) && !isConfirmed()) {
      times.add(eventMillis);
    }
    return isConfirmed();
  }

  private boolean isConfirmed() {
    return times.size() >= (isFirst ? ENOUGH_AT_FIRST : ENOUGH);
  }

  /** Forgets the jump, because a status that is not ahead has arrived. */
  public void clear() {
    times.clear();
  }

  /** Returns whether there is no jump. */
  public boolean isEmpty() {
    return times.isEmpty();
  }

  /** Returns the distinct event times so far, in milliseconds since the epoch. */
  public List<Long> times() {
    return List.copyOf(times);
  }

  /**
   * Returns the highest event time that is reached from the lowest in believable steps, because
   * some of the times may be wrong.
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
   * Returns the jump that remains after {@link #believedMillis}: if all statuses of a stream are
   * far apart, each confirms an earlier one. Leaves out times that were added before the lowest
   * one, which shows that they are wrong.
   */
  UnconfirmedJump rest() {
    long believed = believedMillis();
    List<Long> rest = new ArrayList<>(times);
    rest.subList(0, rest.indexOf(Collections.min(rest))).clear();
    rest.removeIf(time -> time <= believed);
    return of(rest, maxStepMillis);
  }
}
