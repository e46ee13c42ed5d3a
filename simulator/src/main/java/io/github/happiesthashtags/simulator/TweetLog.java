package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that goes on with or without clients. Its messages are made in order as they become due
 * and kept for a while. Every connection reads the stream with its own {@link Cursor}.
 */
final class TweetLog {
  /** The result of {@link #take}. */
  enum Taken {
    MESSAGES,
    NOTHING_YET,
    TOO_SLOW,
    COMPLETE
  }

  /** How many messages are made before other threads get a turn. */
  private static final int TURN = 256;

  /**
   * The most messages of a write, some 50 KB: enough to amortize its cost, little enough to be sent
   * at once.
   */
  static final int LARGEST_BATCH = 64;

  private static final long TICK_MILLIS = 2;

  /** The most that a client may be behind if the stream waits for its clients. */
  private static final long WAITING_BYTES = 1 << 20;

  /** The most arrears that are made up if the machine cannot keep up with the rate. */
  private static final long MOST_ARREARS_NANOS = Duration.ofSeconds(1).toNanos();

  /** A client that has taken nothing for this long does not hold up a virtual clock. */
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

  /** Opens a cursor for the plan; the first cursor starts the stream's time. */
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

  /** Ends the stream and wakes all waiting threads. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Keeps a virtual clock from jumping over the time of this reader's next keep-alive. */
  synchronized void silentUntil(Cursor cursor, Instant time) {
    cursor.silentUntil = time;
  }

  /** Makes this many seconds' messages due at once. */
  synchronized void burst(long seconds) {
    if (schedule != null) {
      schedule.burst(seconds, clock.instant());
    }
  }

  /**
   * Makes the messages that are due by now; to be called repeatedly. If the rate is too high for
   * the machine, or for clients that the stream waits for, the stream leaves out time.
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
   * Appends this reader's next messages to {@code into}, or waits briefly for them.
   *
   * @param most how many messages at most
   */
  @SuppressWarnings(
      "WaitNotInLoop") // The caller calls again and has other things to check in between.
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

  /** Waits until all clients have nearly caught up, if the stream is configured to wait. */
  private synchronized boolean awaitReaders() throws InterruptedException {
    while (!ended
        && settings.mostBehind() == 0
        && readers.stream().anyMatch(reader -> behind(reader) > WAITING_BYTES + reader.head)) {
      wait(TICK_MILLIS);
    }
    return !ended;
  }

  /** Makes some of the messages due by then, and returns whether there may be more. */
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

  /**
   * Returns whether a reader is still busy with earlier messages, so that virtual time must wait.
   */
  private boolean isHeldUp() {
    long now = System.nanoTime();
    return readers.stream()
        .anyMatch(
            reader ->
                (!reader.waiting || reader.position < ring.end())
                    && now - reader.busySince < STALLED_NANOS);
  }

  /** Advances time message by message, at most to the next reader's keep-alive. */
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
