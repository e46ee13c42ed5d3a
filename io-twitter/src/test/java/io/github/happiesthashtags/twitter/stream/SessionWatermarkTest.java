package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.stream.SessionFixture.DISORDER_MILLIS;
import static io.github.happiesthashtags.twitter.stream.SessionFixture.take;
import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.idOf;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static io.github.happiesthashtags.twitter.testing.Messages.timeOf;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.happiesthashtags.twitter.testing.Messages;
import io.github.happiesthashtags.twitter.wire.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class SessionWatermarkTest {
  private static final long SLACK_MILLIS = SessionFixture.EAGER.futureSlack().toMillis();

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  @Test
  public void thereIsNoWatermarkBeforeTheFirstStatus() {
    HandFeed feed = HandFeed.live().line("no status");
    Session session = sessions.start(feed);
    feed.settle();
    assertThat(session.watermarkMillis(), is(Long.MIN_VALUE));
    Session.Taken taken = take(session);
    assertThat(taken.timestampMillis(), is(Long.MIN_VALUE));
    assertThat(session.watermarkMillis(), is(Long.MIN_VALUE));
  }

  @Test
  public void itIsTheHighestEventTimeLessTheDisorderAndNeverGoesBack() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    long highest = Long.MIN_VALUE;
    for (long offset : new long[] {0, 5_000, -30_000, 4_000, 6_000, -600_000}) {
      feed.line(statusAt(T0 + offset)).settle();
      take(session);
      highest = Math.max(highest, T0 + offset);
      assertThat(session.watermarkMillis(), is(highest - DISORDER_MILLIS));
    }
  }

  @Test
  public void itDoesNotPassAStatusThatWaitsToBeTaken() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed, null, SessionFixture.messageByMessage());
    feed.line(statusAt(T0)).line(statusAt(T0 + 60_000)).line(statusAt(T0 + 120_000)).settle();
    assertThat(session.watermarkMillis(), is(Long.MIN_VALUE));
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + 60_000 - DISORDER_MILLIS));
  }

  @Test
  public void twoKeepAlivesInARowLetItGoOnWithTheClock() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).keepAlive().settle();
    sessions.setClock(T0 + 60_000);
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    feed.keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + 60_000 - DISORDER_MILLIS));
    sessions.setClock(T0 + 80_000);
    feed.keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + 80_000 - DISORDER_MILLIS));
  }

  @Test
  public void aStreamThatIsQuietFromTheStartHasAWatermarkToo() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    feed.keepAlive().keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  @Test
  public void aStatusBetweenKeepAlivesEndsTheQuiet() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 60_000);
    feed.keepAlive().line(statusAt(T0)).keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  @Test
  public void aClockThatIsBehindDoesNotMoveItBack() {
    HandFeed feed = HandFeed.live().line(statusAt(T0 + 30_000)).keepAlive().keepAlive();
    Session session = sessions.start(feed);
    feed.settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + 30_000 - DISORDER_MILLIS));
  }

  @Test
  public void theMarkKeepsWhatTheClockMoved() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 60_000);
    feed.line(statusAt(T0)).keepAlive().keepAlive().settle();
    FeedMark mark = take(session).mark();
    assertThat(mark.watermarkMillis(), is(session.watermarkMillis()));
    Session resumed = sessions.start(HandFeed.live(), mark, SessionFixture.EAGER);
    assertThat(resumed.watermarkMillis(), is(T0 + 60_000 - DISORDER_MILLIS));
  }

  @Test
  public void blankLinesOfAReplayDoNotMoveIt() {
    HandFeed feed = HandFeed.replay();
    Session session = sessions.start(feed);
    sessions.setClock(T0 + 60_000);
    begin(feed, T0);
    take(session);
    feed.line(statusAt(T0)).keepAlive().keepAlive().keepAlive().settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  /** Begins a replay with enough statuses to make their time believed. */
  private static HandFeed begin(HandFeed feed, long millis) {
    for (int i = 0; i < UnconfirmedJump.ENOUGH; i++) {
      feed.line(statusAt(millis - i));
    }
    return feed;
  }

  @Test
  public void aBlockIsNeverBeforeItsWatermarkNorAfterAStatusThatIsInTime() {
    for (int blockBytes : new int[] {1, 300, 1_000, 100_000}) {
      for (Session.Taken taken : takeAll(randomStatuses(blockBytes), blockBytes)) {
        Arrival arrival = taken.block().arrival();
        assertThat(taken.timestampMillis(), is(greaterThanOrEqualTo(arrival.watermarkMillis())));
        long watermark = arrival.watermarkMillis();
        for (String message : Messages.of(taken.block())) {
          long time = timeOf(idOf(message));
          if (time >= watermark) {
            assertThat(taken.timestampMillis(), is(lessThanOrEqualTo(time)));
          }
          watermark = arrival.after(watermark, time);
        }
      }
    }
  }

  @Test
  public void repeatingArrivalMessageByMessageGivesTheNextBlocksArrivalHoweverItIsCut() {
    List<String> messages = randomStatuses(7);
    List<Long> expected = null;
    for (int blockBytes : new int[] {1, 300, 1_000, 100_000}) {
      List<Long> watermarks = new ArrayList<>();
      long watermark = Long.MIN_VALUE;
      for (Session.Taken taken : takeAll(messages, blockBytes)) {
        Arrival arrival = taken.block().arrival();
        assertThat(arrival.watermarkMillis(), is(watermark));
        for (String message : Messages.of(taken.block())) {
          watermarks.add(watermark);
          watermark = arrival.after(watermark, timeOf(idOf(message)));
        }
        assertThat(taken.mark().watermarkMillis(), is(watermark));
      }
      expected = expected == null ? watermarks : expected;
      assertThat(watermarks, is(expected));
      assertThat(watermarks.size(), is(messages.size()));
    }
  }

  @Test
  public void theBlockAfterAQuietTimeArrivesAtTheClocksWatermark() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).keepAlive().settle();
    sessions.setClock(T0 + 60_000);
    feed.keepAlive().line(statusAt(T0 + 55_000)).settle();
    assertThat(Messages.of(take(session).block()).size(), is(3));
    Session.Taken after = take(session);
    assertThat(after.block().arrival().watermarkMillis(), is(T0 + 60_000 - DISORDER_MILLIS));
    assertThat(after.timestampMillis(), is(T0 + 55_000));
  }

  /** Returns statuses with mostly rising times, some late and some from the future. */
  private static List<String> randomStatuses(long seed) {
    Random random = new Random(seed);
    List<String> messages = new ArrayList<>();
    long time = T0;
    for (int i = 0; i < 500; i++) {
      time += random.nextInt(500);
      long kind = random.nextInt(20);
      long shift = kind == 0 ? -60_000 : kind == 1 ? 2 * SLACK_MILLIS : -random.nextInt(12_000);
      messages.add(statusAt(time + shift));
    }
    return messages;
  }

  private List<Session.Taken> takeAll(List<String> messages, int blockBytes) {
    HandFeed feed = HandFeed.live();
    messages.forEach(feed::line);
    Session session = sessions.start(feed, null, SessionFixture.blocksOf(blockBytes));
    // All messages arrive before a block is taken, so that only size decides where blocks end.
    feed.settle();
    List<Session.Taken> taken = new ArrayList<>();
    while (session.backlogBytes() > 0) {
      taken.add(take(session));
    }
    return taken;
  }
}
