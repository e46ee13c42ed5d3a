package io.github.happiesthashtags.twitter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A feed that runs on a thread, with copies of what the feed has passed on so far. */
public class FeedRun implements AutoCloseable {
  private final Feed feed;
  private final Sink sink;
  private final List<Duration> waits;
  private final CompletableFuture<Void> result = new CompletableFuture<>();
  private final Thread thread;

  /**
   * Starts the feed.
   *
   * @param waits the list to which the feed's pause adds the waits
   */
  public FeedRun(Feed feed, Sink sink, List<Duration> waits) {
    this.feed = feed;
    this.sink = sink;
    this.waits = waits;
    this.thread = new Thread(this::run, "running-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      feed.run(null, sink);
      result.complete(null);
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /** Returns the lines passed on so far. */
  public List<String> lines() {
    return List.copyOf(sink.lines);
  }

  /** Returns the positions of the lines passed on so far. */
  public List<Long> positions() {
    return List.copyOf(sink.positions);
  }

  /** Returns the streams entered so far. */
  public List<String> sources() {
    return List.copyOf(sink.sources);
  }

  /** Returns the waits before each connection except the first. */
  public List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** Returns the events of the feed's connections, in words. */
  public List<String> events() {
    return sink.events();
  }

  /** Waits until this many lines were passed on. */
  public FeedRun awaitLines(int count) {
    Eventually.until(count + " lines", () -> sink.lines.size() >= count);
    return this;
  }

  /** Waits until the feed has waited this many times between connections. */
  public FeedRun awaitWaits(int count) {
    Eventually.until(count + " waits", () -> waits.size() >= count);
    return this;
  }

  /** Waits until the feed's thread is blocked. */
  public FeedRun awaitBlocked() {
    Eventually.until(
        "the feed waits",
        () ->
            thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING);
    return this;
  }

  /** Waits until the feed ends without a failure. */
  public void awaitEnd() throws Exception {
    result.get(30, TimeUnit.SECONDS);
  }

  /** Waits for the failure that ends the feed, and returns it. */
  public Throwable awaitFailure() throws Exception {
    try {
      result.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause();
    }
    throw new AssertionError("the feed ended without a failure");
  }

  /** Makes messages wait, as a full buffer does. */
  public FeedRun hold() {
    sink.room = new CountDownLatch(1);
    return this;
  }

  /** Waits until a message is held. */
  public FeedRun awaitHeld() {
    Eventually.until("a message waits", () -> sink.waiting);
    return this;
  }

  /** Lets messages pass again. */
  public void release() {
    sink.room.countDown();
  }

  /** Makes the sink refuse the next message, as a closed session does. */
  public void refuseMessages() {
    sink.refusing.countDown();
  }

  /** Closes the feed, which ends the thread. */
  public void stop() {
    feed.close();
  }

  @Override
  public void close() {
    feed.close();
    thread.interrupt();
    Eventually.until("the feed's thread is gone", () -> !thread.isAlive());
  }

  /** A sink that keeps what the feed passes on. */
  public static final class Sink extends SinkStub {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Long> positions = new CopyOnWriteArrayList<>();
    private final List<String> sources = new CopyOnWriteArrayList<>();
    private final CountDownLatch refusing = new CountDownLatch(1);
    private volatile CountDownLatch room = new CountDownLatch(0);
    private volatile boolean waiting;

    /**
     * Creates an empty sink.
     *
     * @param statuses the number of statuses from earlier sessions
     */
    public Sink(long statuses) {
      super(new FeedProgress(0, statuses, Long.MIN_VALUE, Long.MIN_VALUE, 0, 0));
    }

    @Override
    public void enter(String source) {
      sources.add(source);
    }

    @Override
    public void append(byte[] line, int offset, int length, long position, long next)
        throws InterruptedException {
      if (refusing.getCount() == 0) {
        throw new InterruptedException("the session is closed");
      }
      waiting = true;
      room.await();
      waiting = false;
      countInspected();
      positions.add(position);
      lines.add(new String(line, offset, length, UTF_8));
    }
  }
}
