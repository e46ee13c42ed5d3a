package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.Test;

public final class AllowanceTest {
  private static final Allowance BUDGET = new Allowance(0, 10, 25);

  private static FeedProgress progress(String day, long ofDay, long ofMonth) {
    return new FeedProgress(1, ofMonth, 1, 1, LocalDate.parse(day).toEpochDay(), ofDay)
        .withStatusesOfMonth(ofMonth);
  }

  private static String pausedUntil(Allowance allowance, FeedProgress progress) {
    long millis = allowance.pausedUntilMillis(progress);
    return millis == Long.MIN_VALUE ? "not paused" : Instant.ofEpochMilli(millis).toString();
  }

  @Test
  public void aUsedUpDayPausesUntilTheNext() {
    assertThat(pausedUntil(BUDGET, progress("2024-02-28", 9, 24)), is("not paused"));
    assertThat(pausedUntil(BUDGET, progress("2024-02-28", 10, 24)), is("2024-02-29T00:00:00Z"));
  }

  @Test
  public void aUsedUpMonthPausesUntilTheNext() {
    assertThat(pausedUntil(BUDGET, progress("2024-02-28", 3, 25)), is("2024-03-01T00:00:00Z"));
    assertThat(pausedUntil(BUDGET, progress("2024-12-01", 10, 26)), is("2025-01-01T00:00:00Z"));
    Allowance monthly = new Allowance(0, 0, 25);
    assertThat(pausedUntil(monthly, progress("2024-02-28", 24, 24)), is("not paused"));
    assertThat(monthly.isLimited(), is(true));
  }

  @Test
  public void aPauseEndsWithItsDay() {
    FeedProgress spent = progress("2024-02-28", 10, 24);
    long end = Instant.parse("2024-02-29T00:00:00Z").toEpochMilli();
    assertThat(BUDGET.isPaused(spent, end - 1), is(true));
    assertThat(BUDGET.isPaused(spent, end), is(false));
  }
}
