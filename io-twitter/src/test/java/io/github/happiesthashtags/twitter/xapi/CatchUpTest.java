package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.stream.FeedProgress;
import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public final class CatchUpTest {
  private static final long NOW = Instant.parse("2024-05-06T07:08:09.500Z").toEpochMilli();

  @Test
  public void aStreamThatNothingIsKnownOfIsReadFromNowOn() {
    CatchUp none = CatchUp.of(FeedProgress.NONE, NOW, Long.MIN_VALUE, true, true);
    assertThat(none.kind(), is(CatchUp.Kind.NONE));
    assertThat(none.query(), is(""));
  }

  @Test
  public void aShortGapIsBackfilledByWholeMinutesWithSomeOverlap() {
    assertThat(query("PT0S"), is("&backfill_minutes=1"));
    // Includes ten seconds of overlap, and thirty seconds for the answer.
    assertThat(query("PT20S"), is("&backfill_minutes=1"));
    assertThat(query("PT21S"), is("&backfill_minutes=2"));
    assertThat(query("PT4M50S"), is("&backfill_minutes=5"));
    // A clock that was set back is not a gap.
    assertThat(query("PT-1H"), is("&backfill_minutes=1"));
  }

  @Test
  public void aGapOfMoreThanFiveMinutesIsRecoveredByItsTimes() {
    assertThat(
        query("PT4M51S"), is("&start_time=2024-05-06T07:03:08Z&end_time=2024-05-06T07:08:09Z"));
    CatchUp hour = catchUp("PT1H", true, true);
    assertThat(hour.recoveredUntilMillis(), is(NOW - 500));
    assertThat(hour.lostUntilMillis(NOW + 60_000), is(NOW - 500 - 3_610_000));
  }

  @Test
  public void aGapOfMoreThanADayIsRecoveredAsFarAsCanBe() {
    CatchUp days = catchUp("P3D", true, true);
    assertThat(days.query(), is("&start_time=2024-05-05T07:09:09Z&end_time=2024-05-06T07:08:09Z"));
    assertThat(days.lostUntilMillis(NOW), is(NOW - 500 - Duration.parse("PT23H59M").toMillis()));
  }

  @Test
  public void withoutRecoveryTheLastFiveMinutesAreBackfilled() {
    CatchUp hour = catchUp("PT1H", true, false);
    assertThat(hour.query(), is("&backfill_minutes=5"));
    assertThat(hour.lostUntilMillis(NOW + 1_000), is(NOW + 1_000 - 300_000));
  }

  @Test
  public void withoutBackfillEverythingUntilTheConnectionIsLost() {
    CatchUp minute = catchUp("PT1M", false, false);
    assertThat(minute.kind(), is(CatchUp.Kind.NONE));
    assertThat(minute.lostUntilMillis(NOW + 7), is(NOW + 7));
    assertThat(catchUp("PT1H", false, true).kind(), is(CatchUp.Kind.RECOVERY));
  }

  @Test
  public void whatIsNotWantedIsNotAskedForNotEvenAsOverlap() {
    assertThat(catchUp(NOW, NOW, true, true).kind(), is(CatchUp.Kind.NONE));
    assertThat(catchUp(NOW - 55_000, NOW - 55_000, true, true).query(), is("&backfill_minutes=1"));
    CatchUp hour = catchUp(NOW - 3_600_000, NOW - 3_600_000, true, true);
    assertThat(hour.fromMillis(), is(NOW - 3_600_000));
  }

  private static String query(String gap) {
    return catchUp(gap, true, true).query();
  }

  private static CatchUp catchUp(String gap, boolean backfill, boolean recovery) {
    long reached = NOW - Duration.parse(gap).toMillis();
    return catchUp(reached, Long.MIN_VALUE, backfill, recovery);
  }

  private static CatchUp catchUp(long reached, long unwanted, boolean backfill, boolean recovery) {
    FeedProgress progress = new FeedProgress(1, 1, reached, reached, 0, 0);
    return CatchUp.of(progress, NOW, unwanted, backfill, recovery);
  }
}
