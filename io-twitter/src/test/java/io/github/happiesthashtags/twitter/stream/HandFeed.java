package io.github.happiesthashtags.twitter.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.testing.Eventually;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A feed that a test controls step by step; the steps run on the session's thread. */
public final class HandFeed implements Feed {
  private interface Step {
    /** Runs one step; returns whether the feed continues. */
    boolean run(FeedSink sink) throws IOException, InterruptedException;
  }

  private final boolean live;
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile @Nullable FeedMark resume;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;
  private final AtomicReference<RuntimeException> onClose = new AtomicReference<>();
  private long position;

  private HandFeed(boolean live) {
    this.live = live;
  }

  public static HandFeed live() {
    return new HandFeed(true);
  }

  public static HandFeed replay() {
    return new HandFeed(false);
  }

  public HandFeed line(String line) {
    return tell(
        sink -> {
          byte[] bytes = line.getBytes(UTF_8);
          long at = position;
          position += bytes.length + 1;
          sink.inspect(bytes, 0, bytes.length);
          sink.append(bytes, 0, bytes.length, at, position);
          return true;
        });
  }

  public HandFeed keepAlive() {
    return line("");
  }

  public HandFeed enter(String source) {
    return tell(
        sink -> {
          sink.enter(source);
          position = 0;
          return true;
        });
  }

  public HandFeed recovering(long fromMillis, long toMillis) {
    return tell(
        sink -> {
          sink.recovering(fromMillis, toMillis);
          return true;
        });
  }

  public HandFeed replaying() {
    return tell(
        sink -> {
          sink.replaying();
          return true;
        });
  }

  public HandFeed complete(long untilMillis) {
    return tell(
        sink -> {
          sink.complete(untilMillis);
          return true;
        });
  }

  public HandFeed idle() {
    return tell(
        sink -> {
          sink.idle();
          return true;
        });
  }

  public HandFeed end() {
    return tell(sink -> false);
  }

  public HandFeed fail(IOException failure) {
    return tell(
        sink -> {
          throw failure;
        });
  }

  public HandFeed fail(RuntimeException failure) {
    return tell(
        sink -> {
          throw failure;
        });
  }

  public HandFeed fail(Error failure) {
    return tell(
        sink -> {
          throw failure;
        });
  }

  public HandFeed interruptItself() {
    return tell(
        sink -> {
          throw new InterruptedException("by nobody in particular");
        });
  }

  /** Makes the next close fail. */
  public HandFeed failOnClose(RuntimeException failure) {
    onClose.set(failure);
    return this;
  }

  private HandFeed tell(Step step) {
    told.incrementAndGet();
    steps.add(step);
    return this;
  }

  /** Waits until the feed has run all steps. */
  public HandFeed settle() {
    Eventually.until("the feed has done all it was told", () -> done.get() == told.get());
    return this;
  }

  /** Waits until the feed's thread blocks inside the step after the first {@code steps}. */
  public HandFeed awaitBlockedAfter(int steps) {
    Eventually.until(
        "the feed waits for room",
        () -> {
          Thread running = thread;
          return running != null
              && done.get() == steps
              && running.getState() == Thread.State.TIMED_WAITING;
        });
    return this;
  }

  public int done() {
    return done.get();
  }

  public @Nullable FeedMark resume() {
    return resume;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    this.resume = resume;
    this.thread = Thread.currentThread();
    boolean more = true;
    while (more) {
      Step step = steps.take();
      more = step.run(sink);
      done.incrementAndGet();
    }
  }

  @Override
  public boolean isLive() {
    return live;
  }

  @Override
  public void close() {
    closed = true;
    RuntimeException failure = onClose.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
  }
}
