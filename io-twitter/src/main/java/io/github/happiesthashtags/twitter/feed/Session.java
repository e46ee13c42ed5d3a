package io.github.happiesthashtags.twitter.feed;

import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
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

  private final long id = ThreadLocalRandom.current().nextLong();
  private final Feed feed;
  private final InstantSource clock;
  private final long maxOutOfOrderMillis;
  private final FeedLimits limits;
  private final Thread thread;
  private final Sink sink = new Sink();

  // All below is guarded by this.
  private final Deque<BlockBuilder> sealed = new ArrayDeque<>();
  private @Nullable BlockBuilder open;
  private FeedMark lastTaken;
  private long bufferedBytes;
  private long appendedWatermark;
  private long readerWatermark;
  private boolean quiet;
  private boolean ended;
  private boolean closed;
  private boolean abandoned;
  private boolean stopped;
  private @Nullable Throwable failure;
  private boolean failureSeen;
  private long touchedNanos = System.nanoTime();

  /**
   * Starts the feed.
   *
   * @param resume where to go on, or null to begin
   * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time
   */
  Session(
      String name,
      Feed feed,
      @Nullable FeedMark resume,
      long maxOutOfOrderMillis,
      InstantSource clock,
      FeedLimits limits) {
    this.feed = feed;
    this.limits = limits;
    this.clock = clock;
    this.maxOutOfOrderMillis = maxOutOfOrderMillis;
    this.lastTaken =
        resume == null
            ? FeedMark.of(id, 0, "", 0, Long.MIN_VALUE, 0, 0)
            : FeedMark.of(
                id,
                0,
                resume.source(),
                resume.position(),
                resume.watermarkMillis(),
                resume.lastId(),
                resume.statuses());
    this.appendedWatermark = lastTaken.watermarkMillis();
    this.readerWatermark = lastTaken.watermarkMillis();
    this.sink.source = lastTaken.source();
    this.sink.lastId = lastTaken.lastId();
    this.sink.statuses = lastTaken.statuses();
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
    if (closed) {
      return null;
    }
    BlockBuilder next = sealed.poll();
    if (next == null) {
      BlockBuilder waiting = open;
      boolean due =
          waiting != null && (ended || waiting.ageNanos(touchedNanos) >= limits.linger().toNanos());
      if (!due) {
        if (failure != null) {
          failureSeen = true;
          throw failure instanceof IOException io ? io : new IOException(failure);
        }
        return null;
      }
      next = waiting;
      open = null;
    }
    if (next == null) {
      return null;
    }
    bufferedBytes -= next.size();
    notifyAll();
    FeedMark mark = next.mark(id, lastTaken.sequence() + 1);
    lastTaken = mark;
    readerWatermark = Math.max(readerWatermark, next.watermarkMillis());
    return new Taken(next.block(), next.timestampMillis(), mark);
  }

  /**
   * Waits for something new to take, or for the feed's end.
   *
   * @param millis how long at the most
   */
  public synchronized void await(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!ended && sealed.isEmpty() && left > 0) {
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
    if (!closed && sealed.isEmpty() && open == null) {
      readerWatermark = Math.max(readerWatermark, appendedWatermark);
    }
    return readerWatermark;
  }

  /** Whether the feed has come to its end and everything was taken. */
  public synchronized boolean isDone() {
    return ended && !closed && !stopped && failure == null && sealed.isEmpty() && open == null;
  }

  /** Bytes that wait to be taken. */
  public synchronized long backlogBytes() {
    return bufferedBytes;
  }

  /** Stops the feed and drops what waits; readers get no more, and no end either. Idempotent. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      sealed.clear();
      open = null;
      bufferedBytes = 0;
      notifyAll();
    }
    try {
      feed.close();
    } finally {
      thread.interrupt();
    }
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

  /** Whether the feed was given up because no reader asked for too long. */
  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  private final class Sink implements FeedSink {
    private final MessageInspector inspector = new MessageInspector();
    private String source = "";
    private long lastId;
    private long statuses;

    @Override
    public void enter(String source) {
      this.source = source;
      synchronized (Session.this) {
        // What was quiet was another connection.
        quiet = false;
      }
    }

    @Override
    public MessageInspector inspect(byte[] line, int offset, int length) {
      inspector.inspect(line, offset, length);
      return inspector;
    }

    @Override
    public void append(byte[] line, int offset, int length, long position, long next)
        throws InterruptedException {
      synchronized (Session.this) {
        awaitRoom(length);
        BlockBuilder into = open;
        if (into != null
            && (into.size() + length > limits.blockBytes() || !into.source().equals(source))) {
          sealed.add(into);
          into = null;
          Session.this.notifyAll();
        }
        if (into == null) {
          long ceiling =
              feed.isLive() ? clock.millis() + limits.futureSlack().toMillis() : Long.MAX_VALUE;
          Arrival arrival = new Arrival(appendedWatermark, maxOutOfOrderMillis, ceiling);
          into = new BlockBuilder(source, position, arrival, lastId, statuses, System.nanoTime());
          open = into;
        }
        int before = into.size();
        into.add(line, offset, length, next, inspector);
        bufferedBytes += into.size() - before;
        lastId = into.lastId();
        statuses = into.statuses();
        appendedWatermark = Math.max(appendedWatermark, into.watermarkMillis());
        if (inspector.statuses() > 0) {
          quiet = false;
        } else if (length == 0 && feed.isLive()) {
          keepAlive(into);
        }
      }
    }

    /** The second keep-alive in a row: nothing is on its way, event time goes on with the clock. */
    private void keepAlive(BlockBuilder into) {
      if (quiet) {
        into.advanceTo(clock.millis() - maxOutOfOrderMillis);
        appendedWatermark = into.watermarkMillis();
        sealed.add(into);
        open = null;
      }
      quiet = true;
    }

    private void awaitRoom(int length) throws InterruptedException {
      while (!closed
          && !stopped
          && bufferedBytes + length > limits.bufferBytes()
          && bufferedBytes > 0) {
        Session.this.wait(limits.abandonedAfter().toMillis());
        abandonIfUnread();
      }
      abandonIfUnread();
      if (closed || stopped) {
        throw new InterruptedException("the session is closed");
      }
    }

    private void abandonIfUnread() {
      if (System.nanoTime() - touchedNanos > limits.abandonedAfter().toNanos()) {
        abandoned = true;
        closed = true;
        sealed.clear();
        open = null;
        bufferedBytes = 0;
      }
    }

    @Override
    public long statuses() {
      return statuses;
    }
  }
}
