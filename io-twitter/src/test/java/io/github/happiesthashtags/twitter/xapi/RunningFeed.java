package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.feed.FeedSink;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A feed that runs on a thread, and what it has passed on. Does not wait between connections. */
final class RunningFeed implements AutoCloseable {
  static final String SECRET = "AAAAs3cr3tAAAA";
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final XApiFeed feed;
  private final Sink sink;
  private final List<Duration> waits;
  private final CompletableFuture<Void> result = new CompletableFuture<>();
  private final Thread thread;

  private RunningFeed(XApiFeed feed, Sink sink, List<Duration> waits) {
    this.feed = feed;
    this.sink = sink;
    this.waits = waits;
    this.thread = new Thread(this::run, "running-feed");
    thread.setDaemon(true);
    thread.start();
  }

  static RunningFeed start(URI uri) {
    return start(uri, () -> BearerToken.of(SECRET), 0, PATIENT, 0);
  }

  static RunningFeed startImpatient(URI uri, Duration silence) {
    return start(uri, () -> BearerToken.of(SECRET), 0, silence, 0);
  }

  static RunningFeed startLimited(URI uri, long maxStatuses, long before) {
    return start(uri, () -> BearerToken.of(SECRET), maxStatuses, PATIENT, before);
  }

  /**
   * Starts it.
   *
   * @param before how many statuses earlier sessions have passed on
   */
  static RunningFeed start(
      URI uri, XApiFeed.TokenSource tokens, long maxStatuses, Duration silence, long before) {
    List<Duration> waits = new CopyOnWriteArrayList<>();
    XApiFeed.Pause pause =
        (closed, wait) -> {
          waits.add(wait);
          return closed.getCount() == 0;
        };
    return new RunningFeed(
        new XApiFeed("x-test", uri, tokens, maxStatuses, silence, pause), new Sink(before), waits);
  }

  /** Starts it with the waits that users have. */
  static RunningFeed startWaiting(URI uri) {
    return new RunningFeed(
        new XApiFeed("x-test", uri, () -> BearerToken.of(SECRET), 0), new Sink(0), List.of());
  }

  private void run() {
    try {
      feed.run(null, sink);
      result.complete(null);
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  List<String> lines() {
    return sink.lines;
  }

  List<Long> positions() {
    return sink.positions;
  }

  List<String> sources() {
    return sink.sources;
  }

  /** How long it would have waited before each connection but the first. */
  List<Duration> waits() {
    return waits;
  }

  RunningFeed awaitLines(int count) {
    Eventually.until(count + " lines", () -> sink.lines.size() >= count);
    return this;
  }

  RunningFeed awaitWaits(int count) {
    Eventually.until(count + " waits", () -> waits.size() >= count);
    return this;
  }

  /** Waits until the thread waits for something outside. */
  RunningFeed awaitBlocked() {
    Eventually.until(
        "the feed waits",
        () ->
            thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING);
    return this;
  }

  void awaitEnd() throws Exception {
    result.get(30, TimeUnit.SECONDS);
  }

  /** What ended it. */
  Throwable awaitFailure() throws Exception {
    try {
      result.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause();
    }
    throw new AssertionError("the feed ended without a failure");
  }

  /** Lets the next message be refused, as a closed session does. */
  void refuseMessages() {
    sink.refusing.countDown();
  }

  /** Closes the feed; the thread then ends by itself. */
  void stop() {
    feed.close();
  }

  @Override
  public void close() {
    feed.close();
    thread.interrupt();
    Eventually.until("the feed's thread is gone", () -> !thread.isAlive());
  }

  static final class Sink implements FeedSink {
    private final MessageInspector inspector = new MessageInspector();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Long> positions = new CopyOnWriteArrayList<>();
    private final List<String> sources = new CopyOnWriteArrayList<>();
    private final CountDownLatch refusing = new CountDownLatch(1);
    private long statuses;

    Sink(long statuses) {
      this.statuses = statuses;
    }

    @Override
    public void enter(String source) {
      sources.add(source);
    }

    @Override
    public MessageInspector inspect(byte[] line, int offset, int length) {
      inspector.inspect(line, offset, length);
      return inspector;
    }

    @Override
    public void append(byte[] line, int offset, int length, long position, long next)
        throws InterruptedException {
      if (refusing.getCount() == 0) {
        throw new InterruptedException("the session is closed");
      }
      statuses += inspector.statuses();
      positions.add(position);
      lines.add(new String(line, offset, length, UTF_8));
    }

    @Override
    public long statuses() {
      return statuses;
    }
  }
}
