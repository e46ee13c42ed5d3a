package io.github.happiesthashtags.twitter.feed;

import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Passes on the lines of one connection after the other, as long as more are wanted. */
public final class StreamLines {
  private final Allowance allowance;
  private final InstantSource clock;
  private final Runnable dataFlowed;
  private final CountDownLatch closed;
  private long received;
  private boolean endedWithError;

  /**
   * Nothing read yet.
   *
   * @param dataFlowed called when the stream is known to work
   * @param closed is counted down when the feed is closed
   */
  public StreamLines(
      Allowance allowance, InstantSource clock, Runnable dataFlowed, CountDownLatch closed) {
    this.allowance = allowance;
    this.clock = clock;
    this.dataFlowed = dataFlowed;
    this.closed = closed;
  }

  /**
   * Reads to the connection's end, or until there is enough; if the session was closed meanwhile,
   * the thread is interrupted.
   *
   * @throws IOException if the connection broke, once what came before was passed on
   */
  public void read(InputStream content, FeedSink sink) throws IOException {
    long base = received;
    endedWithError = false;
    UntilBroken in = new UntilBroken(content);
    Lines.read(
        in,
        base,
        Long.MAX_VALUE,
        false,
        (line, offset, length, position, overlong) -> {
          if (closed.getCount() == 0 && in.endsAt(position + length - base)) {
            // Cut by ourselves, not by the stream: no message, and no bad one either.
            return false;
          }
          int kept = length > 0 && line[offset + length - 1] == '\r' ? length - 1 : length;
          received = position + length + 1;
          try {
            MessageInspector seen = sink.inspect(line, offset, kept);
            // A connection may begin with a blank line and end with an error, and bring no data.
            if (seen.statuses() > 0 || (kept == 0 && position > base)) {
              dataFlowed.run();
            }
            if (kept > 0) {
              endedWithError =
                  seen.kind() == MessageKind.ERRORS || seen.kind() == MessageKind.DISCONNECT;
            }
            sink.append(line, offset, kept, position, received);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
          return !allowance.isLimited() || isMoreWanted(sink.progress());
        });
    in.rethrow();
  }

  private boolean isMoreWanted(FeedProgress progress) {
    return !allowance.isUsedUp(progress) && !allowance.isUsedUpToday(progress, clock.millis());
  }

  /** Whether the last message of the last connection was that the server disconnects. */
  public boolean endedWithError() {
    return endedWithError;
  }

  /** Ends where the connection broke, so that what came of the last line is passed on too. */
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

    /** Whether so many bytes are all that has come. */
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
