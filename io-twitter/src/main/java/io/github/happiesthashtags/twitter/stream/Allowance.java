package io.github.happiesthashtags.twitter.stream;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The number of statuses that a feed may read.
 *
 * @param statuses the limit in total; 0 for no limit
 * @param statusesPerDay the limit for each UTC day; 0 for no limit
 * @param statusesPerMonth the limit for each UTC month; 0 for no limit
 */
public record Allowance(long statuses, long statusesPerDay, long statusesPerMonth)
    implements Serializable {
  /** No limit. */
  public static final Allowance UNLIMITED = new Allowance(0, 0);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /**
   * Creates an allowance.
   *
   * @throws IllegalArgumentException if the limit of a day or month is negative
   */
  public Allowance {
    check(statusesPerDay, "day");
    check(statusesPerMonth, "month");
  }

  private static void check(long statuses, String period) {
    if (statuses < 0) {
      throw new IllegalArgumentException(
          "the budget is " + statuses + " posts a " + period + ": it takes zero (none) or more");
    }
  }

  /** Creates an allowance without a limit for each month. */
  public Allowance(long statuses, long statusesPerDay) {
    this(statuses, statusesPerDay, 0);
  }

  public Allowance withTotal(long statuses) {
    return new Allowance(statuses, statusesPerDay, statusesPerMonth);
  }

  public Allowance withPerDay(long statuses) {
    return new Allowance(this.statuses, statuses, statusesPerMonth);
  }

  public Allowance withPerMonth(long statuses) {
    return new Allowance(this.statuses, statusesPerDay, statuses);
  }

  /** Returns one feed's part of an allowance that several feeds share. */
  public Allowance share(int index, int of) {
    return new Allowance(
        part(statuses, index, of),
        part(statusesPerDay, index, of),
        part(statusesPerMonth, index, of));
  }

  private static long part(long whole, int index, int of) {
    // At least one, because zero means no limit.
    return whole == 0 ? 0 : Math.max(1, whole / of + (index < whole % of ? 1 : 0));
  }

  public boolean isLimited() {
    return statuses > 0 || statusesPerDay > 0 || statusesPerMonth > 0;
  }

  /** Returns whether the total limit is reached. */
  public boolean isUsedUp(FeedProgress progress) {
    return statuses > 0 && progress.statuses() >= statuses;
  }

  /** Returns whether the limit of a day or month has paused reading. */
  public boolean isPaused(FeedProgress progress, long nowMillis) {
    return nowMillis < pausedUntilMillis(progress);
  }

  /**
   * Returns the end of the UTC day or month in which the last status came, in milliseconds since
   * the epoch, if its limit paused reading then; else {@link Long#MIN_VALUE}. Statuses from the
   * pause are not wanted.
   */
  public long pausedUntilMillis(FeedProgress progress) {
    if (isMonthUsedUp(progress)) {
      LocalDate day = LocalDate.ofEpochDay(progress.day());
      return day.with(TemporalAdjusters.firstDayOfNextMonth()).toEpochDay() * DAY_MILLIS;
    }
    boolean isDayUsedUp = statusesPerDay > 0 && progress.statusesOfDay() >= statusesPerDay;
    return isDayUsedUp ? (progress.day() + 1) * DAY_MILLIS : Long.MIN_VALUE;
  }

  /** Returns whether the limit of the month in which the last status came is reached. */
  public boolean isMonthUsedUp(FeedProgress progress) {
    return statusesPerMonth > 0 && progress.statusesOfMonth() >= statusesPerMonth;
  }
}
