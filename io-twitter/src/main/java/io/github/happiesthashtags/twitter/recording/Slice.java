package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The next bytes of a stream, such as an archive's entry. If the stream ends too early, the slice
 * is damaged.
 */
final class Slice extends InputStream {
  private final InputStream in;
  private final String name;
  private long rest;

  Slice(InputStream in, long length, String name) {
    this.in = in;
    this.rest = length;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (rest <= 0) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, rest));
    if (read < 0) {
      throw new DamagedContentException(
          name, new EOFException("the archive ends before this entry does"));
    }
    rest -= read;
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(Math.min(bytes, rest));
    rest -= skipped;
    return skipped;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
