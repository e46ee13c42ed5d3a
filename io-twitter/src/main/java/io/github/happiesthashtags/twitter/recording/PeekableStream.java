package io.github.happiesthashtags.twitter.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream whose first bytes can be looked at before they are read. */
final class PeekableStream extends InputStream {
  private static final int FIRST_BYTES = 1 << 12;

  private final InputStream in;
  private byte[] head = new byte[FIRST_BYTES];
  private int length;
  private int at;

  /** The failure while looking; thrown after the bytes before it have been read. */
  private @Nullable IOException failure;

  /** Creates a stream and looks at its first bytes, or at all if there are fewer. */
  PeekableStream(InputStream in, int headBytes) {
    this.in = in;
    try {
      int read = 0;
      while (length < headBytes && read >= 0) {
        if (length == head.length) {
          head = Arrays.copyOf(head, Math.min(headBytes, 4 * head.length));
        }
        read = in.read(head, length, Math.min(head.length, headBytes) - length);
        length += Math.max(read, 0);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Returns the first bytes, of which only {@link #headLength} are valid. */
  byte[] head() {
    return head;
  }

  int headLength() {
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    if (at < length) {
      int read = Math.min(wanted, length - at);
      System.arraycopy(head, at, buffer, offset, read);
      at += read;
      return read;
    }
    if (failure != null) {
      throw failure;
    }
    return in.read(buffer, offset, wanted);
  }

  @Override
  public long skip(long bytes) throws IOException {
    if (at < length) {
      int skipped = (int) Math.min(bytes, length - at);
      at += skipped;
      return skipped;
    }
    if (failure != null) {
      throw failure;
    }
    return in.skip(bytes);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
