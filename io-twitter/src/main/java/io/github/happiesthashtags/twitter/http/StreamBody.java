package io.github.happiesthashtags.twitter.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP body as an input stream whose reads fail if no byte comes for too long: the JDK's own has
 * no such limit, and a half-open connection never ends by itself.
 */
final class StreamBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

  /** An event that the HTTP client reports. */
  private sealed interface Event {}

  private record Data(List<ByteBuffer> buffers) implements Event {}

  private record End(@Nullable Throwable cause) implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> ready = new ArrayDeque<>();
  private final Duration silence;
  private Flow.@Nullable Subscription subscription;
  private boolean closed;
  private @Nullable Long deadlineNanos;

  /**
   * Creates a body.
   *
   * @param silence the time without a byte after which reads fail
   */
  StreamBody(Duration silence) {
    this.silence = silence;
  }

  /** Limits the time in which the whole body must arrive, even if bytes arrive steadily. */
  void endWithin(Duration time) {
    deadlineNanos = System.nanoTime() + time.toNanos();
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    if (closed || this.subscription != null) {
      subscription.cancel();
      return;
    }
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    events.add(new Data(item));
  }

  @Override
  public void onError(Throwable throwable) {
    events.add(new End(throwable));
  }

  @Override
  public void onComplete() {
    events.add(new End(null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      ByteBuffer next = ready.peek();
      if (next == null) {
        if (!receive()) {
          return -1;
        }
      } else if (!next.hasRemaining()) {
        ready.remove();
      } else {
        int count = Math.min(length, next.remaining());
        next.get(buffer, offset, count);
        return count;
      }
    }
  }

  /** Waits for more bytes; returns false at the end of the body. */
  private boolean receive() throws IOException {
    Event event;
    try {
      event = events.poll(patienceNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
      interrupted.initCause(e);
      throw interrupted;
    }
    if (event == null) {
      if (deadlineNanos != null) {
        throw new SocketTimeoutException("the body did not end in time");
      }
      throw new SocketTimeoutException("no byte for " + silence.toSeconds() + " s");
    }
    if (event instanceof Data data) {
      ready.addAll(data.buffers());
      requestMore();
      return true;
    }
    // The end stays in the queue, so that later reads find it too.
    events.add(event);
    Throwable cause = ((End) event).cause();
    if (cause != null) {
      throw new IOException(reason(cause), cause);
    }
    return false;
  }

  private long patienceNanos() {
    Long deadline = deadlineNanos;
    return deadline == null
        ? silence.toNanos()
        : Math.min(silence.toNanos(), deadline - System.nanoTime());
  }

  /**
   * Describes the failure inside the HTTP client's exception, whose own message only describes the
   * client's parser.
   */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return cause instanceof EOFException
        ? "the connection was cut"
        : "the connection broke: " + cause.getMessage();
  }

  private synchronized void requestMore() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.request(1);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      Flow.Subscription current = subscription;
      if (current != null) {
        current.cancel();
      }
    }
    events.add(new End(null));
  }
}
