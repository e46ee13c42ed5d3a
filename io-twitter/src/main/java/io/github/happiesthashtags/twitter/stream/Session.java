package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running feed: it fills a bounded buffer from a thread of its own and outlives its readers.
 * Runners close and reopen readers all the time; the connection must not close and reopen with
 * them.
 */
public final class Session {

  /** A block, its timestamp as an element, and the mark after it. */
  public record Taken(MessageBlock block, long timestampMillis, FeedMark mark) {}

  /** Half the idle time after which Java's cached thread pools, which Spark uses, end a thread. */
  private static final Duration POOL_KEEPS_THREADS = Duration.ofSeconds(30);

  /**
   * The time within which a running pipeline reads again. Runners read again within milliseconds,
   * possibly from another thread.
   */
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
   * Creates a session and starts the feed.
   *
   * @param resume where to continue, or null to begin
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
      // Errors and unrequested interruptions are caught too: readers would otherwise wait without
      // end, or take them for the end of the feed.
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
   * Returns whether a reader with this mark can continue here without losing or repeating a
   * message. A stopped session accepts every mark: a new session would connect again.
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
   * Removes and returns the next block, or returns null if there is none yet.
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
   * Waits for the next block, or for the feed's end.
   *
   * @param millis the longest wait
   */
  public synchronized void await(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!ended && !buffer.hasSealed() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }

  /** Returns the mark after the last block taken. */
  public synchronized FeedMark mark() {
    return lastTaken;
  }

  /**
   * Returns the watermark after the blocks taken, in milliseconds since the epoch; never goes back.
   */
  public synchronized long watermarkMillis() {
    // Blocks that a closed session dropped must not count as taken.
    if (!closed && buffer.isEmpty()) {
      readerWatermark = Math.max(readerWatermark, sink.watermarkMillis());
    }
    return readerWatermark;
  }

  /** Returns whether the feed has ended and every block was taken. */
  public synchronized boolean isDone() {
    return ended && !closed && !stopped && failure == null && buffer.isEmpty();
  }

  /** Returns the number of bytes in the buffer. */
  public synchronized long backlogBytes() {
    return buffer.bytes();
  }

  /** Returns the counts for metrics. */
  public FeedStats stats() {
    return stats;
  }

  /**
   * Stops the feed and drops the buffer; readers get neither another block nor an end. Idempotent.
   */
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
   * Stops the feed; readers still get the buffered blocks, and then wait without an end.
   * Idempotent.
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

  /** Returns whether readers will get nothing more from this session. */
  public synchronized boolean isOver() {
    return isDone() || failureSeen;
  }

  /**
   * Returns whether a runner still reads. Runners do not tell when a pipeline is over, but its
   * threads end soon after their last read; the threads of an idle pool live for another minute.
   */
  synchronized boolean isAttended() {
    return isAttended(READER_AGAIN_WITHIN);
  }

  /** Returns the same without giving another thread time to go on reading. */
  synchronized boolean hasReader() {
    return isAttended(Duration.ZERO);
  }

  private boolean isAttended(Duration readsAgainWithin) {
    long now = System.nanoTime();
    if (reader.isAlive()) {
      readerLivedNanos = now;
    } else if (readerLivedNanos - touchedNanos < POOL_KEEPS_THREADS.toNanos()
        && now - touchedNanos > readsAgainWithin.toNanos()) {
      abandon();
    }
    abandonIfUnread();
    return !abandoned;
  }

  /** Returns whether the session was given up because no reader asked for too long. */
  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** Returns whether readers still ask. */
  synchronized boolean isWanted() {
    abandonIfUnread();
    return !closed && !stopped;
  }

  /**
   * Waits until a message fits, or makes room, depending on {@link Overflow}. Call with the lock
   * held.
   *
   * @param length the message's size in bytes
   */
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

  /** Returns false if only the open block is left. */
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
