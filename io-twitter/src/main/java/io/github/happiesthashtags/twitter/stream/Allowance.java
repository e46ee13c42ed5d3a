package io.github.happiesthashtags.twitter.stream;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much a feed may read.
 *
 * @param statuses in all; 0 for no limit
 * @param statusesPerDay a UTC day; 0 for no limit
 */
public record Allowance(long statuses, long statusesPerDay) implements Serializable {
  /** As much as there is. */
  public static final Allowance UNLIMITED = new Allowance(0, 0);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Of several feeds that share it, the part of one. */
  public Allowance share(int index, int of) {
    return new Allowance(part(statuses, index, of), part(statusesPerDay, index, of));
  }

  private static long part(long whole, int index, int of) {
    // At least one: none at all would be no limit.
    return whole == 0 ? 0 : Math.max(1, whole / of + (index < whole % of ? 1 : 0));
  }

  public boolean isLimited() {
    return statuses > 0 || statusesPerDay > 0;
  }

  /** Whether there is nothing left, for ever. */
  public boolean isUsedUp(FeedProgress progress) {
    return statuses > 0 && progress.statuses() >= statuses;
  }

  /** Whether there is nothing left for the UTC day of this moment. */
  public boolean isUsedUpToday(FeedProgress progress, long nowMillis) {
    return isUsedUpOn(progress, Math.floorDiv(nowMillis, DAY_MILLIS));
  }

  /**
   * The end of the day, in milliseconds since the epoch, on which the last status came, if reading
   * was paused then; else {@link Long#MIN_VALUE}. What came in that time was not wanted.
   */
  public long pausedUntilMillis(FeedProgress progress) {
    return isUsedUpOn(progress, progress.day()) ? endOf(progress.day()) : Long.MIN_VALUE;
  }

  private boolean isUsedUpOn(FeedProgress progress, long day) {
    return statusesPerDay > 0 && progress.statusesOn(day) >= statusesPerDay;
  }

  /** When the next UTC day begins, in milliseconds since the epoch. */
  public static long tomorrow(long nowMillis) {
    return endOf(Math.floorDiv(nowMillis, DAY_MILLIS));
  }

  private static long endOf(long day) {
    return (day + 1) * DAY_MILLIS;
  }
}
