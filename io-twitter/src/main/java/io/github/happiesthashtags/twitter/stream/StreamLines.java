package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A reader that splits a connection into messages and passes them on until the allowance is used
 * up.
 *
 * <p>A message ends with CR LF and may hold a bare LF. Servers that end messages with LF alone work
 * too: a bare LF ends a line that is a whole message or cannot become one.
 */
public final class StreamLines {
  private static final byte[] NO_ERROR = {};

  private final Allowance allowance;
  private final InstantSource clock;
  private final Runnable dataFlowed;
  private final CountDownLatch closed;
  private final SplitMessage split = new SplitMessage();
  private long received;
  private long base;
  private byte[] lastError = NO_ERROR;

  /**
   * Creates a reader.
   *
   * @param dataFlowed called when the stream is known to work
   * @param closed counted down when the feed is closed
   */
  public StreamLines(
      Allowance allowance, InstantSource clock, Runnable dataFlowed, CountDownLatch closed) {
    this.allowance = allowance;
    this.clock = clock;
    this.dataFlowed = dataFlowed;
    this.closed = closed;
  }

  /**
   * Reads until the connection ends or the allowance is used up. If the session was closed
   * meanwhile, the thread is interrupted.
   *
   * @throws IOException if the connection broke; thrown after all earlier messages were passed on
   */
  public void read(InputStream content, FeedSink sink) throws IOException {
    base = received;
    lastError = NO_ERROR;
    split.clear();
    UntilBroken in = new UntilBroken(content);
    Lines.read(
        in,
        base,
        Long.MAX_VALUE,
        false,
        (line, offset, length, position, overlong) -> {
          boolean isLast = in.endsAt(position + length - base);
          if (closed.getCount() == 0 && isLast) {
            // The feed itself cut this line, so it is neither a message nor a malformed line.
            split.clear();
            return false;
          }
          boolean isCrLf = length > 0 && line[offset + length - 1] == '\r';
          int kept = isCrLf ? length - 1 : length;
          received = position + length + 1;
          boolean mayGoOn = !isCrLf && !isLast && !overlong;
          try {
            if (split.isEmpty()) {
              return pass(line, offset, kept, position, mayGoOn, sink);
            }
            if (kept == 0 || overlong) {
              return passSplit(sink) && pass(line, offset, kept, position, false, sink);
            }
            return goOn(line, offset, kept, position, mayGoOn, sink);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
        });
    if (!split.isEmpty() && closed.getCount() > 0) {
      try {
        passSplit(sink);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    in.rethrow();
  }

  /** Continues a message that a bare line feed has split. */
  private boolean goOn(
      byte[] line, int offset, int length, long position, boolean mayGoOn, FeedSink sink)
      throws IOException, InterruptedException {
    return switch (split.add(line, offset, length, mayGoOn)) {
      case PARTIAL -> mayGoOn || passSplit(sink);
      case COMPLETE -> passSplit(sink);
      case BROKEN -> passSplit(sink) && pass(line, offset, length, position, mayGoOn, sink);
    };
  }

  private boolean passSplit(FeedSink sink) throws IOException, InterruptedException {
    byte[] message = split.bytes();
    int length = split.length();
    split.clear();
    return pass(message, 0, length, split.position(), false, sink);
  }

  /**
   * Passes on a message.
   *
   * @param mayGoOn whether the next line may continue an incomplete message
   * @return whether more messages are wanted
   */
  private boolean pass(
      byte[] line, int offset, int length, long position, boolean mayGoOn, FeedSink sink)
      throws IOException, InterruptedException {
    MessageInspector seen = sink.inspect(line, offset, length);
    if (mayGoOn && seen.isMalformed() && split.begin(line, offset, length, position)) {
      return true;
    }
    // A connection may begin with a blank line and then end with an error, without any data.
    if (seen.events() > 0 || (length == 0 && position > base)) {
      dataFlowed.run();
    }
    if (length > 0) {
      boolean isError = seen.kind() == MessageKind.ERRORS || seen.kind() == MessageKind.DISCONNECT;
      lastError = isError ? Arrays.copyOfRange(line, offset, offset + length) : NO_ERROR;
    }
    sink.append(line, offset, length, position, received);
    return !allowance.isLimited() || isMoreWanted(sink.progress());
  }

  private boolean isMoreWanted(FeedProgress progress) {
    return !allowance.isUsedUp(progress) && !allowance.isPaused(progress, clock.millis());
  }

  /** Returns whether the last connection ended with a message that the server disconnects. */
  public boolean endedWithError() {
    return lastError.length > 0;
  }

  /** Returns the message with which the server ended the last connection; empty without one. */
  public byte[] lastError() {
    return lastError.clone();
  }

  /**
   * A stream that ends where the connection broke, so that the start of the last line is passed on
   * too.
   */
  private static final class UntilBroken extends FilterInputStream {
    private @Nullable IOException failure;
    private long count;

    UntilBroken(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        int read = super.read(buffer, offset, length);
        count += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        failure = e;
        return -1;
      }
    }

    /** Returns whether exactly this many bytes have arrived. */
    boolean endsAt(long bytes) {
      return bytes == count;
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
