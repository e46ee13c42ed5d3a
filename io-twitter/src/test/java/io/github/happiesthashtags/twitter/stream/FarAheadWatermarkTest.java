package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.stream.SessionFixture.DISORDER_MILLIS;
import static io.github.happiesthashtags.twitter.stream.SessionFixture.take;
import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.idAt;
import static io.github.happiesthashtags.twitter.testing.Messages.idOf;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static io.github.happiesthashtags.twitter.testing.Messages.timeOf;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.happiesthashtags.twitter.testing.Messages;
import io.github.happiesthashtags.twitter.wire.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** The watermark when event times are far ahead of their neighbours. */
public final class FarAheadWatermarkTest {
  private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();
  private static final long SLACK_MILLIS = SessionFixture.EAGER.futureSlack().toMillis();

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  @Test
  public void aStatusFromTheFutureDoesNotMoveIt() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    feed.line(statusAt(T0)).line(statusAt(T0 + SLACK_MILLIS + 1)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    feed.line(statusAt(T0 + SLACK_MILLIS)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + SLACK_MILLIS - DISORDER_MILLIS));
  }

  @Test
  public void aStatusFromTheFutureDoesNotHideTheOthersOfItsPage() {
    long future = T0 + SLACK_MILLIS + 1;
    for (long[] times :
        new long[][] {{T0 + 1, future}, {future, T0 + 1}, {T0, future, T0 + 1, future}}) {
      HandFeed feed = HandFeed.live().line(pageAt(times));
      Session session = sessions.start(feed);
      feed.settle();
      FeedMark mark = take(session).mark();
      assertThat(session.watermarkMillis(), is(T0 + 1 - DISORDER_MILLIS));
      assertThat(mark.progress().highestMillis(), is(T0 + 1));
      assertThat(mark.progress().statuses(), is((long) times.length));
    }
  }

  @Test
  public void aPageOfTheFutureAloneTellsNothing() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    feed.line(pageAt(T0 + SLACK_MILLIS + 1, T0 + SLACK_MILLIS + 2)).settle();
    FeedMark mark = take(session).mark();
    assertThat(session.watermarkMillis(), is(Long.MIN_VALUE));
    assertThat(mark.progress().highestMillis(), is(Long.MIN_VALUE));
    assertThat(mark.progress().statuses(), is(2L));
  }

  @Test
  public void aReplayKnowsNoFuture() {
    HandFeed feed = begin(HandFeed.replay(), T0 + 10 * SLACK_MILLIS);
    Session session = sessions.start(feed);
    feed.settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 + 10 * SLACK_MILLIS - DISORDER_MILLIS));
  }

  @Test
  public void aFewStatusesFarAheadDoNotMoveAReplaysWatermark() {
    for (int wild = 1; wild < UnconfirmedJump.ENOUGH; wild++) {
      HandFeed feed = begin(HandFeed.replay(), T0);
      for (int i = 0; i < wild; i++) {
        feed.line(statusAt(T0 + YEAR_MILLIS + i));
      }
      Session session = sessions.start(feed.line(statusAt(T0 + 1)));
      feed.settle();
      take(session);
      take(session);
      assertThat(session.watermarkMillis(), is(T0 + 1 - DISORDER_MILLIS));
    }
  }

  @Test
  public void oneWrongTimeMakesNoNeighbourOfAReplayLateHoweverSmallTheError() {
    for (int seconds : new int[] {10, 11, 60, 180, 1_800, 3_601}) {
      HandFeed feed = begin(HandFeed.replay(), T0);
      feed.line(statusAt(T0 + Duration.ofSeconds(seconds).toMillis())).line(statusAt(T0 + 1));
      Session session = sessions.start(feed);
      feed.settle();
      take(session);
      take(session);
      assertThat(session.watermarkMillis(), is(lessThanOrEqualTo(T0 + 1)));
    }
  }

  @Test
  public void aReplayOfStatusesThatAreFarApartFollowsThemAtAFewStatusesDistance() {
    long step = Duration.ofMinutes(20).toMillis();
    HandFeed feed = HandFeed.replay();
    Session session = sessions.start(feed);
    for (int i = 0; i < 60; i++) {
      boolean isWrong = i % 20 == 10;
      feed.line(statusAt(T0 + i * step + (isWrong ? 4 * step / 3 : 0))).settle();
      if (take(session).block().arrival().watermarkMillis() > Long.MIN_VALUE) {
        long behind = T0 + i * step - session.watermarkMillis();
        assertThat(behind, is(greaterThanOrEqualTo(0L)));
        assertThat(behind, is(lessThanOrEqualTo((UnconfirmedJump.ENOUGH + 1) * step)));
      } else {
        assertThat(i, is(lessThan(UnconfirmedJump.ENOUGH)));
      }
    }
  }

  @Test
  public void wrongTimesAtTheBeginningOfAReplayDoNotMoveItEither() {
    HandFeed feed = HandFeed.replay();
    feed.line(statusAt(T0 + YEAR_MILLIS)).line(statusAt(T0 + YEAR_MILLIS + 1));
    Session session = sessions.start(begin(feed, T0));
    feed.settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  @Test
  public void timesOfThePastAtTheBeginningOfAReplayDoNotHoldItBackForLong() {
    HandFeed feed = HandFeed.replay().line(statusAt(T0 - YEAR_MILLIS));
    Session session = sessions.start(begin(begin(feed, T0), T0));
    feed.settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - YEAR_MILLIS - DISORDER_MILLIS));
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  @Test
  public void aReplayGoesOnBehindAGapThatEnoughStatusesConfirm() {
    long after = T0 + Duration.ofDays(2).toMillis();
    HandFeed feed = begin(HandFeed.replay(), T0);
    Session session = sessions.start(feed);
    feed.settle();
    take(session);
    // Some of the confirming times are wrong too.
    feed.line(statusAt(after + YEAR_MILLIS));
    for (int i = 1; i < UnconfirmedJump.ENOUGH - 1; i++) {
      feed.line(statusAt(after + i));
    }
    feed.settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    // A copy confirms nothing.
    feed.line(statusAt(after + 1)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
    feed.line(statusAt(after + 50)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(after + 50 - DISORDER_MILLIS));
    feed.line(statusAt(after + 60)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(after + 60 - DISORDER_MILLIS));
  }

  @Test
  public void aRunThatIsBrokenDoesNotConfirmAJump() {
    HandFeed feed = begin(HandFeed.replay(), T0);
    for (int i = 0; i < 3 * UnconfirmedJump.ENOUGH; i++) {
      feed.line(statusAt(i % 4 == 0 ? T0 : T0 + YEAR_MILLIS + i));
    }
    Session session = sessions.start(feed);
    feed.settle();
    take(session);
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  @Test
  public void aJumpIsConfirmedAtTheSameStatusWhereverBlocksAndSessionsEnd() {
    List<String> messages = new ArrayList<>();
    Random random = new Random(11);
    long time = T0;
    for (int i = 0; i < 400; i++) {
      time += i % 90 == 89 ? Duration.ofDays(2).toMillis() : random.nextInt(500);
      int kind = random.nextInt(25);
      long shift = kind == 0 ? YEAR_MILLIS : kind == 1 ? -YEAR_MILLIS : -random.nextInt(12_000);
      messages.add(statusAt(time + shift));
    }
    List<Long> expected = null;
    for (int blockBytes : new int[] {1, 300, 1_000, 100_000}) {
      List<Long> watermarks = new ArrayList<>();
      FeedMark mark = null;
      for (int from = 0; from < messages.size(); from = watermarks.size()) {
        HandFeed feed = HandFeed.replay();
        messages.subList(from, messages.size()).forEach(feed::line);
        Session session = sessions.start(feed, mark, SessionFixture.blocksOf(blockBytes));
        feed.settle();
        // Another process continues every few blocks.
        for (int i = 0; i < 7 && session.backlogBytes() > 0; i++) {
          Session.Taken taken = take(session);
          Arrival arrival = taken.block().arrival();
          long watermark = arrival.watermarkMillis();
          for (String message : Messages.of(taken.block())) {
            watermarks.add(watermark);
            watermark = arrival.after(watermark, timeOf(idOf(message)));
          }
          mark = taken.mark();
        }
        SessionFixture.end(session);
      }
      expected = expected == null ? watermarks : expected;
      assertThat(watermarks, is(expected));
    }
    assertThat(expected.get(399), is(greaterThanOrEqualTo(T0 + 4 * Duration.ofDays(2).toMillis())));
  }

  @Test
  public void aFewStatusesFarAheadDoNotMoveALiveStreamOfOldTimesEither() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    long old = T0 - YEAR_MILLIS;
    feed.line(statusAt(old)).line(statusAt(old + YEAR_MILLIS / 2)).line(statusAt(old + 1)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(old + 1 - DISORDER_MILLIS));
    feed.line(statusAt(T0)).settle();
    take(session);
    assertThat(session.watermarkMillis(), is(T0 - DISORDER_MILLIS));
  }

  /** Returns a page with one status for each time. */
  private static String pageAt(long... times) {
    return Arrays.stream(times)
        .mapToObj(millis -> "{\"id\":\"" + idAt(millis) + "\",\"text\":\"in a page\"}")
        .collect(Collectors.joining(",", "{\"data\":[", "]}"));
  }

  /** Begins a replay with enough statuses to make their time believed. */
  private static HandFeed begin(HandFeed feed, long millis) {
    for (int i = 0; i < UnconfirmedJump.ENOUGH; i++) {
      feed.line(statusAt(millis - i));
    }
    return feed;
  }
}
