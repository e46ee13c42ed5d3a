package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public final class TweetLogTest {
  private static final long MEGABYTE = 1 << 20;

  private final HandClock clock = new HandClock("2020-01-01T00:00:00Z");
  private final List<Made> made = new ArrayList<>();

  @Test
  public void theFirstStatusIsDueAtOnceAndTheNextOnesByTheClock() throws Exception {
    TweetLog log = log(10, 0, MEGABYTE);
    Cursor cursor = log.open(live());
    assertThat(drain(log, cursor).size(), is(1));
    assertThat(drain(log, cursor).size(), is(0));
    clock.advance(Duration.ofMillis(500));
    assertThat(drain(log, cursor).size(), is(5));
  }

  @Test
  public void timeWithoutReadersCountsAndWhatWasDueIsThereForThoseWhoAsk() throws Exception {
    TweetLog log = log(10, 0, MEGABYTE);
    Cursor first = log.open(live());
    assertThat(drain(log, first).size(), is(1));
    log.close(first);
    clock.advance(Duration.ofMinutes(2));
    Cursor goesOn = log.open(live());
    assertThat(drain(log, goesOn).size(), is(0));
    Cursor goesBack = log.open(plan(Duration.ofMinutes(1), null));
    List<LogEntry> past = drain(log, goesBack);
    assertThat(past.size(), is(601));
    assertThat(past.get(0).due, is(clock.instant().minusSeconds(60)));
    clock.advance(Duration.ofSeconds(1));
    assertThat(drain(log, goesBack).size(), is(10));
  }

  @Test
  public void aRecoveryEndsWhereItWasToldTo() throws Exception {
    TweetLog log = log(10, 0, MEGABYTE);
    Instant start = clock.instant();
    log.close(log.open(live()));
    clock.advance(Duration.ofSeconds(60));
    Cursor cursor =
        log.open(
            plan(
                Duration.ZERO, new StreamPlan.Range(start.plusSeconds(10), start.plusSeconds(20))));
    List<LogEntry> past = drain(log, cursor);
    assertThat(past.size(), is(100));
    assertThat(past.get(0).sequence, is(100L));
    assertThat(log.take(cursor, 1, new ArrayList<>()), is(TweetLog.Taken.COMPLETE));
  }

  @Test
  public void whatIsTooOldOrTooMuchIsForgotten() throws Exception {
    TweetLog log = log(1000, 0, 50_000);
    log.close(log.open(live()));
    clock.advance(Duration.ofSeconds(10));
    List<LogEntry> kept = drain(log, log.open(plan(Duration.ofMinutes(5), null)));
    long bytes = kept.stream().mapToLong(entry -> entry.message.length).sum();
    assertThat(bytes, lessThan(50_001L));
    assertThat(kept.get(kept.size() - 1).sequence, is(10_000L));

    TweetLog slow = log(0.001, 0, MEGABYTE);
    slow.close(slow.open(live()));
    clock.advance(Duration.ofDays(2));
    Cursor all = slow.open(plan(Duration.ofDays(3), null));
    assertThat(drain(slow, all).size(), is(87));
  }

  @Test
  public void aReaderThatIsTooFarBehindIsTold() throws Exception {
    TweetLog log = log(1000, 0, MEGABYTE);
    Cursor cursor = log.open(live());
    clock.advance(Duration.ofMillis(100));
    assertThat(drain(log, cursor).size(), is(101));
    clock.advance(Duration.ofSeconds(2));
    log.catchUp();
    assertThat(log.take(cursor, 1, new ArrayList<>()), is(TweetLog.Taken.TOO_SLOW));
  }

  @Test
  public void theLimitEndsTheStatuses() throws Exception {
    TweetLog log = log(100, 7, MEGABYTE);
    Cursor cursor = log.open(live());
    clock.advance(Duration.ofSeconds(1));
    assertThat(drain(log, cursor).size(), is(7));
    clock.advance(Duration.ofSeconds(1));
    assertThat(drain(log, cursor).size(), is(0));
  }

  @Test
  public void aRateOfZeroGivesNothing() throws Exception {
    TweetLog log = log(0, 0, MEGABYTE);
    Cursor cursor = log.open(live());
    clock.advance(Duration.ofHours(1));
    assertThat(drain(log, cursor).size(), is(0));
  }

  @Test
  public void aClockThatStepsBackStopsTheStreamUntilItCaughtUp() throws Exception {
    TweetLog log = log(10, 0, MEGABYTE);
    Cursor cursor = log.open(live());
    assertThat(drain(log, cursor).size(), is(1));
    clock.advance(Duration.ofSeconds(-5));
    assertThat(drain(log, cursor).size(), is(0));
    clock.advance(Duration.ofSeconds(5).plusMillis(100));
    assertThat(drain(log, cursor).size(), is(1));
  }

  @Test
  public void aBurstIsMoreAtOnceAndTheRateGoesOn() throws Exception {
    TweetLog log = log(10, 0, MEGABYTE);
    Cursor cursor = log.open(live());
    assertThat(drain(log, cursor).size(), is(1));
    log.burst(3);
    assertThat(drain(log, cursor).size(), is(30));
    assertThat(drain(log, cursor).size(), is(0));
    clock.advance(Duration.ofSeconds(1));
    assertThat(drain(log, cursor).size(), is(10));
  }

  @Test
  public void everyStatusIsToldOfOnceAndInOrder() throws Exception {
    TweetLog log = log(100, 0, MEGABYTE);
    Cursor cursor = log.open(live());
    clock.advance(Duration.ofSeconds(1));
    List<LogEntry> entries = drain(log, cursor);
    assertThat(made.size(), is(entries.size()));
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i).sequence(), is((long) i));
      assertThat(made.get(i).message(), is(entries.get(i).message));
      assertThat((made.get(i).id() >> 22) + 1_288_834_974_657L, is(made.get(i).eventTimeMillis()));
    }
  }

  @Test
  public void theSameClockAndSeedGiveTheSameBytes() throws Exception {
    assertThat(text(log(100, 0, MEGABYTE)), equalTo(text(log(100, 0, MEGABYTE))));
  }

  private static String text(TweetLog log) throws InterruptedException {
    List<LogEntry> entries = drain(log, log.open(live()));
    return new String(entries.get(0).message, UTF_8);
  }

  private static List<LogEntry> drain(TweetLog log, Cursor cursor) throws InterruptedException {
    log.catchUp();
    List<LogEntry> all = new ArrayList<>();
    List<LogEntry> some = new ArrayList<>();
    while (log.take(cursor, Integer.MAX_VALUE, some) == TweetLog.Taken.MESSAGES) {
      all.addAll(some);
      some.clear();
    }
    return all;
  }

  private static StreamPlan live() {
    return plan(Duration.ZERO, null);
  }

  private static StreamPlan plan(Duration backfill, StreamPlan.Range recovery) {
    return new StreamPlan(StreamEndpoint.SAMPLE, 0, backfill, recovery, PostSelection.RECORDED);
  }

  private TweetLog log(double rate, long limit, long ringBytes) {
    return new TweetLog(
        new StreamSettings(
            1,
            rate,
            limit,
            0.25,
            0,
            0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            clock,
            ringBytes,
            MEGABYTE,
            Duration.ZERO,
            made::add),
        MessageMaker.Form.V2);
  }
}
