package io.github.happiesthashtags.twitter.stream;

import java.io.Serializable;
import java.time.Duration;

/**
 * The number of statuses that a feed may read.
 *
 * @param statuses the limit in total; 0 for no limit
 * @param statusesPerDay the limit for each UTC day; 0 for no limit
 */
public record Allowance(long statuses, long statusesPerDay) implements Serializable {
  /** No limit. */
  public static final Allowance UNLIMITED = new Allowance(0, 0);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Returns one feed's part of an allowance that several feeds share. */
  public Allowance share(int index, int of) {
    return new Allowance(part(statuses, index, of), part(statusesPerDay, index, of));
  }

  private static long part(long whole, int index, int of) {
    // At least one, because zero means no limit.
    return whole == 0 ? 0 : Math.max(1, whole / of + (index < whole % of ? 1 : 0));
  }

  public boolean isLimited() {
    return statuses > 0 || statusesPerDay > 0;
  }

  /** Returns whether the total limit is reached. */
  public boolean isUsedUp(FeedProgress progress) {
    return statuses > 0 && progress.statuses() >= statuses;
  }

  /** Returns whether the daily limit is reached for the UTC day of {@code nowMillis}. */
  public boolean isUsedUpToday(FeedProgress progress, long nowMillis) {
    return isUsedUpOn(progress, Math.floorDiv(nowMillis, DAY_MILLIS));
  }

  /**
   * Returns the end of the day on which the last status came, in milliseconds since the epoch, if
   * the daily limit paused reading that day; else {@link Long#MIN_VALUE}. Statuses from the pause
   * are not wanted.
   */
  public long pausedUntilMillis(FeedProgress progress) {
    return isUsedUpOn(progress, progress.day()) ? endOf(progress.day()) : Long.MIN_VALUE;
  }

  private boolean isUsedUpOn(FeedProgress progress, long day) {
    return statusesPerDay > 0 && progress.statusesOn(day) >= statusesPerDay;
  }

  /** Returns the start of the next UTC day, in milliseconds since the epoch. */
  public static long tomorrow(long nowMillis) {
    return endOf(Math.floorDiv(nowMillis, DAY_MILLIS));
  }

  private static long endOf(long day) {
    return (day + 1) * DAY_MILLIS;
  }
}
