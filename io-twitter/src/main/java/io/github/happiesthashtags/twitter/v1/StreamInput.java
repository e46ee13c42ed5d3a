package io.github.happiesthashtags.twitter.v1;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A stream's bytes until it breaks, falls silent, or nobody wants them any more. The JDK's HTTP
 * connection, which twitter4j reads from, holds a lock while it waits for a byte that closing it
 * needs too; so it waits in slices, by the socket's timeout, after which a socket may be read on.
 */
final class StreamInput extends InputStream {
  private final InputStream in;
  private final Duration silence;
  private final CountDownLatch closed;

  /**
   * Reads from a connection that has a read timeout.
   *
   * @param silence how long no byte may come
   * @param closed is counted down when nobody wants the bytes any more
   */
  StreamInput(InputStream in, Duration silence, CountDownLatch closed) {
    this.in = in;
    this.silence = silence;
    this.closed = closed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long started = System.nanoTime();
    while (closed.getCount() > 0) {
      try {
        return in.read(buffer, offset, length);
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() - started >= silence.toNanos()) {
          throw new SocketTimeoutException("no byte for " + silence.toSeconds() + " s");
        }
      }
    }
    return -1;
  }
}
