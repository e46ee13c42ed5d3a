package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.stream.SessionFixture.DISORDER_MILLIS;
import static io.github.happiesthashtags.twitter.stream.SessionFixture.take;
import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.testing.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Tests the start of a gap, and the watermark while a gap is being filled. */
public final class SessionGapTest {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  private final HandFeed feed = HandFeed.live();

  @Test
  public void aGapBeginsAtTheLastStatusByItsOwnTime() {
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 90_000);
    feed.line(statusAt(T0)).line(statusAt(T0 - 5_000)).settle();
    // Messages may have been delayed on their way here, so the clock would claim too much.
    assertThat(take(session).mark().progress().reachedMillis(), is(T0));
    assertThat(session.mark().progress().highestMillis(), is(T0));
  }

  @Test
  public void theIdTellsTheMillisecondWhereTheEventTimeIsAWholeSecond() {
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 90_000);
    long id = Messages.idAt(T0 + 345);
    feed.line(
            "{\"data\":{\"id\":\""
                + id
                + "\",\"created_at\":\""
                + Instant.ofEpochMilli(T0)
                + "\",\"text\":\"\"}}")
        .settle();
    FeedProgress progress = take(session).mark().progress();
    assertThat(progress.highestMillis(), is(T0));
    assertThat(progress.reachedMillis(), is(T0 + 345));
  }

  @Test
  public void aStreamOfAnotherTimeIsMeasuredByTheClock() {
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 2 * DAY_MILLIS);
    feed.line(statusAt(T0)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 2 * DAY_MILLIS));
  }

  @Test
  public void aStatusFromTheFutureDoesNotHideAGap() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0 + DAY_MILLIS)).line(statusAt(T0 + 60_000)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0));
  }

  @Test
  public void onAQuietStreamAGapBeginsAtTheLastOfTwoKeepAlives() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).keepAlive().settle();
    sessions.setClock(T0 + 60_000);
    assertThat(take(session).mark().progress().reachedMillis(), is(T0));
    feed.keepAlive().settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 60_000));
  }

  @Test
  public void theWatermarkStandsStillUntilTheGapMustBeFilled() {
    Session session = sessions.start(feed, null, SessionFixture.messageByMessage());
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 30_000);
    feed.enter("again").recovering(T0, T0 + 30_000);
    // Old and current statuses arrive mixed.
    feed.line(statusAt(T0 + 29_999)).line(statusAt(T0 + 2_000)).settle();
    // The oldest statuses arrive first, so a new gap would begin here.
    for (int i = 0; i < 2; i++) {
      assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 29_999));
    }
    assertThat(counts(session).get("gap_recovered_millis"), is((Long) null));
    feed.line(statusAt(T0 + 30_000)).line(statusAt(T0 + 3_000)).line(statusAt(T0 + 39_999));
    feed.settle();
    for (int i = 0; i < 3; i++) {
      Session.Taken held = take(session);
      assertThat(held.block().arrival().watermarkMillis(), is(T0 - DISORDER_MILLIS));
      assertThat(held.block().arrival().after(T0 - DISORDER_MILLIS, T0 + 39_999), is(T0 - 10_000));
      assertThat(held.mark().progress().reachedMillis(), is(T0 + 30_000));
    }
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    assertThat(counts(session).get("gap_recovered_millis"), is(30_000L));
    sessions.setClock(T0 + 40_000);
    feed.line(statusAt(T0 + 40_000)).settle();
    FeedMark mark = take(session).mark();
    assertThat(session.watermarkMillis(), is(T0 + 40_000 - DISORDER_MILLIS));
    assertThat(mark.progress().reachedMillis(), is(T0 + 40_000));
    assertThat(counts(session).get("gap_recovered_millis"), is((Long) null));
  }

  @Test
  public void aStatusFromTheFutureDoesNotTellThatTheGapIsFilled() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 30_000);
    feed.enter("again").recovering(T0, T0 + 30_000).line(statusAt(T0 + DAY_MILLIS)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0));
    assertThat(counts(session).containsKey("gap_recovered_millis"), is(false));
  }

  @Test
  public void aStreamThatFallsQuietHasFilledItsGap() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 30_000);
    feed.enter("again").recovering(T0, T0 + 30_000).keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    feed.keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + 30_000 - DISORDER_MILLIS));
    assertThat(counts(session).get("gap_recovered_millis"), is(30_000L));
  }

  @Test
  public void ofAGapThatWasNotFilledTheRestStaysOpen() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 30_000);
    feed.enter("again").recovering(T0, T0 + 30_000).line(statusAt(T0 + 12_000)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 12_000));
    feed.enter("and again").recovering(T0 + 12_000, T0 + 40_000);
    feed.line(statusAt(T0 + 30_500)).settle();
    take(session);
    assertThat(counts(session).get("gap_recovered_millis"), is(12_000L));
  }

  /** Else a connection that breaks during the backfill loses the rest of it unseen. */
  @Test
  public void whatIsLostBeforeABackfillDoesNotShortenIt() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 600_000);
    feed.enter("again").complete(T0 + 300_000).recovering(T0 + 300_000, T0 + 600_000);
    feed.line(statusAt(T0 + 301_000)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 301_000));
    assertThat(counts(session).containsKey("gap_recovered_millis"), is(false));
    feed.line(statusAt(T0 + 600_000)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 600_000));
    assertThat(counts(session).get("gap_recovered_millis"), is(300_000L));
  }

  @Test
  public void whatWasLostBeforeARestartDoesNotShortenTheBackfillAfterIt() {
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 600_000);
    feed.line(statusAt(T0)).complete(T0 + 300_000).settle();
    FeedMark mark = take(session).mark();
    HandFeed after = HandFeed.live();
    Session restarted = sessions.start(after, mark, SessionFixture.messageByMessage());
    after.recovering(T0 + 300_000, T0 + 600_000).line(statusAt(T0 + 301_000)).settle();
    assertThat(mark.progress().reachedMillis(), is(T0 + 300_000));
    assertThat(take(restarted).mark().progress().reachedMillis(), is(T0 + 301_000));
    assertThat(counts(restarted).containsKey("gap_recovered_millis"), is(false));
  }

  @Test
  public void whatIsLostInDaysDoesNotShortenTheBackfillAfterThem() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    long now = T0 + 3 * DAY_MILLIS;
    sessions.setClock(now);
    feed.enter("again").complete(now - 300_000).recovering(now - 300_000, now);
    feed.line(statusAt(now - 200_000)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(now - 200_000));
    assertThat(counts(session).containsKey("gap_recovered_millis"), is(false));
  }

  /** There event time and the clock have nothing in common, but for the length of the gap. */
  @Test
  public void aGapOfAStreamOfAnotherTimeIsAsLongAsByTheClock() {
    Session session = sessions.start(feed);
    long now = T0 + 2 * DAY_MILLIS;
    sessions.setClock(now);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(now + 30_000);
    feed.enter("again").recovering(now, now + 30_000).line(statusAt(T0 + 29_999)).settle();
    take(session);
    assertThat(counts(session).containsKey("gap_recovered_millis"), is(false));
    feed.line(statusAt(T0 + 30_000)).settle();
    take(session);
    assertThat(counts(session).get("gap_recovered_millis"), is(30_000L));
  }

  @Test
  public void keepAlivesOfAReplayedDaySayNothingOfEventTime() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 3_600_000);
    feed.enter("recovery").replaying().keepAlive().keepAlive().keepAlive();
    feed.line(statusAt(T0 + 60_000)).settle();
    FeedMark mark = take(session).mark();
    assertThat(session.watermarkMillis(), is(T0 + 60_000 - DISORDER_MILLIS));
    assertThat(mark.progress().reachedMillis(), is(T0 + 60_000));
  }

  @Test
  public void whatIsKnownToBeLostIsNoGapAnyMore() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).complete(T0 + 30_000).line(statusAt(T0 + 20_000)).settle();
    assertThat(take(session).mark().progress().reachedMillis(), is(T0 + 30_000));
  }

  @Test
  public void aPauseOfTheFeedsOwnLetsEventTimeGoOn() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    sessions.setClock(T0 + 60_000);
    feed.idle().settle();
    assertThat(session.watermarkMillis(), is(T0 + 60_000 - DISORDER_MILLIS));
  }

  @Test
  public void statusesAreCountedByTheDayOfTheClock() {
    Session session = sessions.start(feed);
    long day = T0 / DAY_MILLIS;
    feed.line(statusAt(T0)).line(statusAt(T0)).settle();
    FeedProgress first = take(session).mark().progress();
    assertThat(first.day(), is(day));
    assertThat(first.statusesOfDay(), is(2L));
    sessions.setClock((day + 1) * DAY_MILLIS);
    feed.line(statusAt(T0)).settle();
    FeedProgress next = take(session).mark().progress();
    assertThat(next.day(), is(day + 1));
    assertThat(next.statusesOfDay(), is(1L));
    assertThat(next.statuses(), is(3L));
  }

  @Test
  public void statusesAreCountedByTheMonthOfTheClock() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).settle();
    take(session);
    YearMonth month = YearMonth.from(LocalDate.ofEpochDay(T0 / DAY_MILLIS));
    sessions.setClock(month.atEndOfMonth().toEpochDay() * DAY_MILLIS);
    feed.line(statusAt(T0)).settle();
    assertThat(take(session).mark().progress().statusesOfMonth(), is(2L));
    sessions.setClock(month.plusMonths(1).atDay(1).toEpochDay() * DAY_MILLIS);
    feed.line(statusAt(T0)).settle();
    assertThat(take(session).mark().progress().statusesOfMonth(), is(1L));
  }

  @Test
  public void whatHappenedIsCountedOnceByKind() {
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).keepAlive().line("{\"delete\":{\"status\":{\"id\":1}}}");
    feed.line("nonsense").line(statusAt(T0)).settle();
    assertThat(
        counts(session),
        is(
            Map.of(
                "received_statuses", 2L,
                "received_keep_alive", 1L,
                "received_delete", 1L,
                "received_malformed", 1L)));
    assertThat(counts(session), is(anEmptyMap()));
  }

  private static Map<String, Long> counts(Session session) {
    Map<String, Long> counts = new HashMap<>();
    session.stats().drainTo((name, count) -> counts.merge(name, count, Long::sum));
    return counts;
  }
}
