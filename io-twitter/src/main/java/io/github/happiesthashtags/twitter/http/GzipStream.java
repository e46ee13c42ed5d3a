package io.github.happiesthashtags.twitter.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A stream that inflates live gzip data, member after member, and returns received bytes before it
 * waits for more.
 *
 * <p>RFC 1952 allows any number of members, and some gateways compress every message as one. The
 * JDK's {@code GZIPInputStream} takes the end of a member for the end of the stream if no byte is
 * available after it (JDK-7036144), and Commons Compress waits until the caller's buffer is full.
 */
public final class GzipStream extends InputStream {
  /** The size of a socket's buffer, so that few calls inflate everything received. */
  private static final int BUFFER_BYTES = 1 << 16;

  /** The longest name or comment in a header. They have no length field; real ones are short. */
  private static final int MAX_TEXT_BYTES = 1 << 12;

  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  /** Modification time, extra flags and operating system. */
  private static final int UNUSED_BYTES = 6;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;
  private boolean insideMember;

  /** Creates a stream over a compressed body. */
  public GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads received bytes, and waits only if there are none.
   *
   * @throws EOFException if the stream ends inside a member
   * @throws ZipException if the stream is damaged
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (insideMember || begin()) {
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        crc.update(bytes, offset, count);
        return count;
      }
      if (inflater.finished()) {
        end();
      } else if (inflater.needsInput()) {
        fill();
        give();
      } else {
        throw new ZipException("the gzip stream asks for a dictionary");
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException damaged = new ZipException("the gzip stream is damaged: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** Reads a member's header; returns false if the stream ends before it. */
  private boolean begin() throws IOException {
    if (next == filled && !refill()) {
      return false;
    }
    if (number(2) != MAGIC || number(1) != DEFLATE) {
      throw new ZipException("the stream is not in gzip format");
    }
    int flags = (int) number(1);
    skip(UNUSED_BYTES);
    if ((flags & FLAG_EXTRA) != 0) {
      skip((int) number(2));
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    give();
    insideMember = true;
    return true;
  }

  /** Checks a member's trailer. */
  private void end() throws IOException {
    next = filled - inflater.getRemaining();
    if (number(4) != crc.getValue() || number(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the gzip stream is damaged: a checksum differs");
    }
    insideMember = false;
  }

  private void give() {
    inflater.setInput(buffer, next, filled - next);
    next = filled;
  }

  private void skipText() throws IOException {
    for (int i = 0; i < MAX_TEXT_BYTES; i++) {
      if (number(1) == 0) {
        return;
      }
    }
    throw new ZipException("the gzip stream's header is longer than " + MAX_TEXT_BYTES + " bytes");
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      number(1);
    }
  }

  /** Reads a little-endian number. */
  private long number(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      if (next == filled) {
        fill();
      }
      number |= (buffer[next++] & 0xffL) << (Byte.SIZE * i);
    }
    return number;
  }

  private void fill() throws IOException {
    if (!refill()) {
      throw new EOFException("the stream ended in the middle of its gzip data");
    }
  }

  private boolean refill() throws IOException {
    next = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
