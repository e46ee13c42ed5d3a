package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A feed that runs on its own thread into a bounded buffer, and outlives the readers that take from
 * it: runners close and reopen readers all the time, a connection must not follow them.
 */
public final class Session {

  /** A block, the time it has as an element, and the mark after it. */
  public record Taken(MessageBlock block, long timestampMillis, FeedMark mark) {}

  /**
   * Half of the idle time after which Java's cached thread pools, which Spark uses, end a thread.
   */
  private static final Duration POOL_KEEPS_THREADS = Duration.ofSeconds(30);

  /** Runners read again within milliseconds, possibly from another thread. */
  private static final Duration READER_AGAIN_WITHIN = Duration.ofSeconds(1);

  private final long id = ThreadLocalRandom.current().nextLong();
  private final Feed feed;
  private final SessionSettings.Limits limits;
  private final FeedStats stats = new FeedStats();
  private final SessionSink sink;
  private final Thread thread;

  // All below is guarded by this.
  private final BlockBuffer buffer = new BlockBuffer();
  private FeedMark lastTaken;
  private long readerWatermark;
  private boolean ended;
  private boolean closed;
  private boolean feedClosed;
  private boolean abandoned;
  private boolean stopped;
  private @Nullable Throwable failure;
  private boolean failureSeen;
  private long touchedNanos = System.nanoTime();
  private Thread reader = Thread.currentThread();
  private long readerLivedNanos = touchedNanos;

  /**
   * Starts the feed.
   *
   * @param resume where to go on, or null to begin
   */
  Session(String name, Feed feed, @Nullable FeedMark resume, SessionSettings settings) {
    this.feed = feed;
    this.limits = settings.limits();
    this.lastTaken =
        resume == null
            ? FeedMark.of(id, 0, "", 0, Long.MIN_VALUE, FeedProgress.NONE)
            : FeedMark.of(
                id,
                0,
                resume.source(),
                resume.position(),
                resume.watermarkMillis(),
                resume.progress());
    this.readerWatermark = lastTaken.watermarkMillis();
    this.sink = new SessionSink(this, buffer, stats, settings, feed.isLive(), lastTaken);
    this.thread = new Thread(() -> run(resume), "twitter-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(@Nullable FeedMark resume) {
    Throwable thrown = null;
    try (feed) {
      feed.run(resume, sink);
    } catch (Throwable e) {
      // Errors too, and an interruption that nobody asked for: readers would wait for ever, or take
      // it for the end.
      thrown = e;
    }
    stats.state(ConnectionState.IDLE);
    synchronized (this) {
      ended = true;
      notifyAll();
      failure = closed || stopped ? null : thrown;
    }
  }

  /**
   * Whether a reader with this mark can go on here, without a message lost or repeated. Any can on
   * one that was stopped: it would connect again elsewhere.
   */
  synchronized boolean continues(@Nullable FeedMark mark) {
    if (closed || stopped) {
      return !abandoned;
    }
    if (failureSeen) {
      return false;
    }
    return mark == null
        ? lastTaken.sequence() == 0
        : mark.session() == id && mark.sequence() == lastTaken.sequence();
  }

  /**
   * The next block, or null if there is none yet.
   *
   * @throws IOException if the feed failed for good
   */
  public synchronized @Nullable Taken take() throws IOException {
    touchedNanos = System.nanoTime();
    reader = Thread.currentThread();
    if (closed) {
      return null;
    }
    sealIfDue();
    BlockBuilder next = buffer.poll();
    if (next == null) {
      if (failure != null && buffer.isEmpty()) {
        failureSeen = true;
        throw failure instanceof IOException io ? io : new IOException(failure);
      }
      return null;
    }
    notifyAll();
    FeedMark mark = next.mark(id, lastTaken.sequence() + 1);
    lastTaken = mark;
    readerWatermark = Math.max(readerWatermark, next.watermarkMillis());
    return new Taken(next.block(), next.timestampMillis(), mark);
  }

  private void sealIfDue() {
    BlockBuilder open = buffer.open();
    if (open != null
        && !buffer.hasSealed()
        && (ended || open.ageNanos(touchedNanos) >= limits.linger().toNanos())) {
      buffer.seal(sink.progress());
    }
  }

  /**
   * Waits for something new to take, or for the feed's end.
   *
   * @param millis how long at the most
   */
  public synchronized void await(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!ended && !buffer.hasSealed() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }

  /** The mark after the last block taken. */
  public synchronized FeedMark mark() {
    return lastTaken;
  }

  /** The watermark for what has been taken, in milliseconds since the epoch; never goes back. */
  public synchronized long watermarkMillis() {
    // What a closed session dropped must not count as taken.
    if (!closed && buffer.isEmpty()) {
      readerWatermark = Math.max(readerWatermark, sink.watermarkMillis());
    }
    return readerWatermark;
  }

  /** Whether the feed has come to its end and everything was taken. */
  public synchronized boolean isDone() {
    return ended && !closed && !stopped && failure == null && buffer.isEmpty();
  }

  /** Bytes that wait to be taken. */
  public synchronized long backlogBytes() {
    return buffer.bytes();
  }

  /** What happened since it was last asked, for metrics. */
  public FeedStats stats() {
    return stats;
  }

  /** Stops the feed and drops what waits; readers get no more, and no end either. Idempotent. */
  void close() {
    synchronized (this) {
      if (feedClosed) {
        return;
      }
      feedClosed = true;
      closed = true;
      buffer.clear();
      notifyAll();
    }
    closeFeed();
  }

  /**
   * Stops the feed; readers still get what it brought, and then wait without an end. Idempotent.
   */
  void stop() {
    synchronized (this) {
      if (closed || stopped) {
        return;
      }
      stopped = true;
      notifyAll();
    }
    closeFeed();
  }

  private void closeFeed() {
    try {
      feed.close();
    } finally {
      thread.interrupt();
    }
  }

  /** Whether no reader will get anything more from here. */
  public synchronized boolean isOver() {
    return isDone() || failureSeen;
  }

  /**
   * Whether a runner still reads. No runner tells when a pipeline is over, but its threads end
   * then, soon after their last read; the threads of an idle pool live on for a minute.
   */
  synchronized boolean isAttended() {
    long now = System.nanoTime();
    if (reader.isAlive()) {
      readerLivedNanos = now;
    } else if (readerLivedNanos - touchedNanos < POOL_KEEPS_THREADS.toNanos()
        && now - touchedNanos > READER_AGAIN_WITHIN.toNanos()) {
      abandon();
    }
    abandonIfUnread();
    return !abandoned;
  }

  /** Whether the feed was given up because no reader asked for too long. */
  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** Whether readers still ask. */
  synchronized boolean isWanted() {
    abandonIfUnread();
    return !closed && !stopped;
  }

  /** Waits until so many bytes more fit, or makes room, as was chosen. Call with the lock. */
  void awaitRoom(int length, boolean isReference) throws InterruptedException {
    while (!closed
        && !stopped
        && (buffer.bytes() + length > limits.bufferBytes(isReference)
            || buffer.blocks() >= SessionSettings.Limits.MAX_BLOCKS)
        && buffer.bytes() > 0) {
      if (limits.overflow() == Overflow.DROP_OLDEST) {
        if (!dropOldest()) {
          break;
        }
      } else {
        wait(limits.abandonedAfter().toMillis());
        abandonIfUnread();
      }
    }
    abandonIfUnread();
    if (closed || stopped) {
      throw new InterruptedException("the session is closed");
    }
  }

  /** False if all that is left is the block that is being filled. */
  private boolean dropOldest() {
    BlockBuilder oldest = buffer.poll();
    if (oldest == null) {
      return false;
    }
    stats.dropped(oldest.statuses(), oldest.weight());
    return true;
  }

  private void abandonIfUnread() {
    if (System.nanoTime() - touchedNanos > limits.abandonedAfter().toNanos()) {
      abandon();
    }
  }

  private void abandon() {
    abandoned = true;
    closed = true;
    buffer.clear();
    notifyAll();
  }
}
