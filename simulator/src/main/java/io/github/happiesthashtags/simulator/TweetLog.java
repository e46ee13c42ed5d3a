package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that goes on whether or not anybody listens: what was due is made, in order, and kept
 * for a while. Every connection reads it by a cursor of its own.
 */
final class TweetLog {
  /** What {@link #take} came back with. */
  enum Taken {
    MESSAGES,
    NOTHING_YET,
    TOO_SLOW,
    COMPLETE
  }

  /** Other threads get a turn after so many messages. */
  private static final int TURN = 256;

  /** Some 50 KB: enough to spread the cost of a write, little enough to go out at once. */
  static final int LARGEST_BATCH = 64;

  private static final long TICK_MILLIS = 2;

  /** Where the stream waits for its clients, none of them is further behind than this. */
  private static final long WAITING_BYTES = 1 << 20;

  /** A rate that the machine can't reach is not made up for beyond this. */
  private static final long MOST_ARREARS_NANOS = Duration.ofSeconds(1).toNanos();

  /** A client that takes nothing for so long does not hold up a virtual clock. */
  private static final long STALLED_NANOS = Duration.ofMillis(200).toNanos();

  private final StreamSettings settings;
  private final Clock clock;
  private final @Nullable VirtualClock virtual;
  private final MessageMaker maker;
  private final Ring ring;
  private final List<Cursor> readers = new ArrayList<>();
  private @Nullable Schedule schedule;
  private long bytes;
  private boolean ended;

  TweetLog(StreamSettings settings, MessageMaker.Form form) {
    this.settings = settings;
    this.clock = settings.clock();
    this.virtual = clock instanceof VirtualClock virtualClock ? virtualClock : null;
    this.maker = new MessageMaker(settings, form);
    this.ring = new Ring(settings.ringBytes());
  }

  /** A place in the stream as the plan has it; time begins with the first one. */
  Cursor open(StreamPlan plan) {
    Instant now = clock.instant();
    synchronized (this) {
      if (schedule == null) {
        schedule = new Schedule(settings.tweetsPerSecond(), settings.tweetLimit(), now);
        Cursor cursor = new Cursor(plan);
        enter(cursor, 0);
        return cursor;
      }
    }
    while (makeTurn(now)) {
      Thread.onSpinWait();
    }
    synchronized (this) {
      Cursor cursor = new Cursor(plan);
      StreamPlan.Range recovery = plan.recovery();
      if (recovery != null) {
        enter(cursor, ring.firstDueFrom(recovery.start()));
      } else if (plan.backfill().isZero()) {
        enter(cursor, ring.end());
      } else {
        enter(cursor, ring.firstDueFrom(now.minus(plan.backfill())));
      }
      return cursor;
    }
  }

  synchronized void close(Cursor cursor) {
    readers.remove(cursor);
    notifyAll();
  }

  /** Lets everybody who waits go on. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** From now on the clock does not jump over the time at which this reader gets a keep-alive. */
  synchronized void silentUntil(Cursor cursor, Instant time) {
    cursor.silentUntil = time;
  }

  /** So many seconds' messages are due at once. */
  synchronized void burst(long seconds) {
    if (schedule != null) {
      schedule.burst(seconds, clock.instant());
    }
  }

  /**
   * Makes what is due by now. To be called again and again; a rate that is too high for the
   * machine, or for clients that the stream waits for, is lowered by leaving out time.
   */
  void catchUp() throws InterruptedException {
    Instant target = clock.instant();
    long begun = System.nanoTime();
    while (awaitReaders() && makeTurn(target)) {
      Thread.onSpinWait();
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    Duration passed = Duration.between(target, clock.instant());
    if (virtual == null && taken.toNanos() > MOST_ARREARS_NANOS && !passed.isNegative()) {
      synchronized (this) {
        if (schedule != null) {
          schedule.postpone(passed.compareTo(taken) < 0 ? passed : taken);
        }
      }
    }
  }

  /**
   * Appends what comes next for this reader, or waits for it for a moment.
   *
   * @param most how many messages at most
   */
  @SuppressWarnings("WaitNotInLoop") // Its caller asks again, and has other things to see to.
  synchronized Taken take(Cursor cursor, int most, List<LogEntry> into)
      throws InterruptedException {
    Taken taken = read(cursor, most, into);
    if (taken == Taken.NOTHING_YET) {
      cursor.waiting = true;
      if (virtual == null || isHeldUp()) {
        wait(TICK_MILLIS);
      } else {
        jump(virtual, Math.min(most, LARGEST_BATCH));
      }
      taken = read(cursor, most, into);
    }
    cursor.waiting = false;
    cursor.busySince = System.nanoTime();
    return taken;
  }

  private void enter(Cursor cursor, long position) {
    cursor.position = position;
    cursor.head = behind(cursor);
    if (cursor.isLive()) {
      readers.add(cursor);
    }
    notifyAll();
  }

  private Taken read(Cursor cursor, int most, List<LogEntry> into) {
    boolean lost = cursor.position < ring.first();
    if (cursor.isLive() && (lost || isTooFarBehind(cursor))) {
      return Taken.TOO_SLOW;
    }
    cursor.position = Math.max(cursor.position, ring.first());
    int limit = Math.min(most, LARGEST_BATCH);
    while (into.size() < limit && cursor.position < ring.end()) {
      LogEntry entry = ring.get(cursor.position);
      if (cursor.until != null && !entry.due.isBefore(cursor.until)) {
        break;
      }
      cursor.position++;
      if (cursor.takes(entry)) {
        into.add(entry);
      }
    }
    if (!into.isEmpty()) {
      notifyAll();
      return Taken.MESSAGES;
    }
    return cursor.isLive() ? Taken.NOTHING_YET : Taken.COMPLETE;
  }

  private long behind(Cursor cursor) {
    long position = Math.max(cursor.position, ring.first());
    return position == ring.end() ? 0 : bytes - ring.get(position).startOffset();
  }

  private boolean isTooFarBehind(Cursor cursor) {
    return settings.mostBehind() > 0 && behind(cursor) > settings.mostBehind() + cursor.head;
  }

  /** Where the stream waits for its clients, waits until they have nearly caught up. */
  private synchronized boolean awaitReaders() throws InterruptedException {
    while (!ended
        && settings.mostBehind() == 0
        && readers.stream().anyMatch(reader -> behind(reader) > WAITING_BYTES + reader.head)) {
      wait(TICK_MILLIS);
    }
    return !ended;
  }

  /** Makes some of what is due by then, and says whether there may be more. */
  private synchronized boolean makeTurn(Instant target) {
    for (int i = 0; i < TURN; i++) {
      Instant due = schedule == null ? null : schedule.next();
      if (due == null || due.isAfter(target) || ended) {
        notifyAll();
        return false;
      }
      make(due);
    }
    notifyAll();
    return true;
  }

  private void make(Instant due) {
    LogEntry entry = maker.next(due);
    bytes = entry.endOffset;
    ring.add(entry);
    if (schedule != null) {
      schedule.made(due);
    }
  }

  /** Whether a reader is still busy with what it has got, so that time stands still. */
  private boolean isHeldUp() {
    long now = System.nanoTime();
    return readers.stream()
        .anyMatch(
            reader ->
                (!reader.waiting || reader.position < ring.end())
                    && now - reader.busySince < STALLED_NANOS);
  }

  /** Moves time on, message by message, up to when a reader must be given a sign of life. */
  private void jump(VirtualClock time, int most) {
    Instant silentUntil =
        readers.stream()
            .filter(reader -> reader.waiting)
            .map(reader -> reader.silentUntil)
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    int made = 0;
    Instant due = schedule == null ? null : schedule.next();
    while (due != null && made < most && !due.isAfter(silentUntil)) {
      time.advanceTo(due);
      make(due);
      made++;
      due = schedule == null ? null : schedule.next();
    }
    if (made == 0 && !silentUntil.equals(Instant.MAX)) {
      time.advanceTo(silentUntil);
    }
    long now = System.nanoTime();
    readers.forEach(reader -> reader.busySince = now);
    notifyAll();
  }
}
