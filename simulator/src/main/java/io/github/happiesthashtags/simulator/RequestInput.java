package io.github.happiesthashtags.simulator;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A client's buffered input. The whole request must arrive within a time limit, which ends with the
 * request.
 */
final class RequestInput extends BufferedInputStream {
  private final Timed timed;

  RequestInput(Socket socket, Duration wholeRequest) throws IOException {
    this(new Timed(socket, wholeRequest));
  }

  private RequestInput(Timed timed) {
    super(timed);
    this.timed = timed;
  }

  /** Removes the time limit. */
  void heardOut() throws IOException {
    timed.socket.setSoTimeout(0);
    timed.limited = false;
  }

  private static final class Timed extends FilterInputStream {
    private final Socket socket;
    private final long endNanos;
    private boolean limited = true;

    Timed(Socket socket, Duration wholeRequest) throws IOException {
      super(socket.getInputStream());
      this.socket = socket;
      this.endNanos = System.nanoTime() + wholeRequest.toNanos();
    }

    @Override
    public int read() throws IOException {
      awaitNoLonger();
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      awaitNoLonger();
      return in.read(bytes, offset, length);
    }

    private void awaitNoLonger() throws IOException {
      if (limited) {
        long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (left <= 0) {
          throw new SocketTimeoutException("a request did not end in time");
        }
        // Each read may only wait for the rest of the time limit.
        socket.setSoTimeout((int) left);
      }
    }
  }
}
