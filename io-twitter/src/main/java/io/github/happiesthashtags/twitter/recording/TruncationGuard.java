package io.github.happiesthashtags.twitter.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of a file that fails if the file has become shorter since it was found. */
final class TruncationGuard extends FilterInputStream {
  private final String name;
  private final long bytes;
  private long position;

  /**
   * Creates a stream of the file from a position on.
   *
   * @param bytes the file's length when it was found
   */
  TruncationGuard(InputStream in, String name, long position, long bytes) {
    super(in);
    this.name = name;
    this.position = position;
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    advance(read < 0 ? -1 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    advance(read);
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    position += skipped;
    return skipped;
  }

  private void advance(int read) throws IOException {
    if (read >= 0) {
      position += read;
    } else if (position < bytes) {
      throw new IOException(
          name
              + " was truncated while it was read: it had "
              + bytes
              + " bytes, and now ends after "
              + position
              + "; read it again when it is complete");
    }
  }
}
