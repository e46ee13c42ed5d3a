package io.github.happiesthashtags.twitter.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source found out about the lines of a block when it looked at them for event time, so that
 * a job that looks for hashtags does not read them again: five of six statuses have none.
 *
 * <p>A line takes about four bytes. Immutable.
 */
public final class LineIndex {
  /** Nothing is known. */
  static final LineIndex NONE = new LineIndex(new byte[0]);

  private static final int CODE_BITS = 4;

  /** The line's content may matter. */
  private static final int UNKNOWN = 0;

  /** One status without hashtags; its event time follows, as the distance from the one before. */
  private static final int UNTAGGED = 1;

  /** One status with hashtags; its event time follows in the same way. */
  private static final int TAGGED = 2;

  /** A message of the first of {@link #KINDS}; the others' codes follow. */
  private static final int FIRST_KIND = 3;

  private static final List<MessageKind> KINDS = List.of(MessageKind.values());

  private static final int INITIAL_BYTES = 1 << 10;
  private static final int LONGEST_NUMBER = 10;

  /** One read: skipped lines are mostly in it, and cost no call. */
  private static final int BUFFER_BYTES = 1 << 18;

  /** Takes the lines whose content may matter whole, of the others what is known. */
  public interface Handler extends Lines.Handler {
    /** One status without hashtags, which is no edit, and nothing else. */
    void untagged(long timestampMillis, int length);

    /**
     * One status with hashtags, which is no edit, and nothing else: a line whose content may
     * matter, but that need not be parsed if its bytes show that it does not.
     *
     * @return whether to continue
     */
    default boolean tagged(long timestampMillis, byte[] line, long position) throws IOException {
      return line(line, 0, line.length, position, false);
    }

    /** One message that is no status. */
    void other(MessageKind kind, int length);
  }

  /** The block's bytes from its first line on. */
  @FunctionalInterface
  interface Bytes {
    InputStream open() throws IOException;
  }

  private final byte[] entries;

  LineIndex(byte[] entries) {
    this.entries = entries;
  }

  byte[] entries() {
    return entries;
  }

  boolean isEmpty() {
    return entries.length == 0;
  }

  /**
   * Hands out the lines, in order.
   *
   * @param bytes opened only if there is a line whose content may matter
   * @param position the offset of the first line in its stream or file
   * @throws IOException if the bytes cannot be read, or end before such a line does
   */
  void read(Bytes bytes, long position, Handler handler) throws IOException {
    Cursor cursor = new Cursor(entries);
    try (Rest rest = new Rest(bytes, position)) {
      long linePosition = position;
      boolean goesOn = true;
      while (goesOn && cursor.next()) {
        int length = cursor.length;
        switch (cursor.code) {
          case UNKNOWN ->
              goesOn =
                  handler.line(rest.line(linePosition, length), 0, length, linePosition, false);
          case UNTAGGED -> handler.untagged(cursor.millis, length);
          case TAGGED ->
              goesOn = handler.tagged(cursor.millis, rest.line(linePosition, length), linePosition);
          default -> handler.other(KINDS.get(cursor.code - FIRST_KIND), length);
        }
        linePosition += length + 1L;
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LineIndex that && Arrays.equals(entries, that.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  /** Makes the index of a block while lines are added to it. */
  public static final class Builder {
    private byte[] entries;
    private int size;
    private long lastMillis;
    private boolean useless;

    /**
     * An empty index.
     *
     * @param expectedBytes what it is likely to take, such as what the block before took; 0 if
     *     nothing is known
     */
    public Builder(int expectedBytes) {
      entries = new byte[Math.max(INITIAL_BYTES, expectedBytes)];
    }

    /** Adds the next line, after it was inspected. */
    public void add(MessageInspector seen, int length) {
      MessageKind kind = seen.onlyKind();
      if (seen.isUntaggedStatus() || seen.isTaggedStatus()) {
        head(length, seen.isTaggedStatus() ? TAGGED : UNTAGGED);
        time(seen.latestMillis());
      } else {
        head(length, kind == null ? UNKNOWN : FIRST_KIND + KINDS.indexOf(kind));
      }
    }

    private void head(int length, int code) {
      number(((long) length << CODE_BITS) | code);
    }

    private void time(long millis) {
      long distance = millis - lastMillis;
      // Zigzag: short if it is small, also if it is negative.
      number((distance << 1) ^ (distance >> (Long.SIZE - 1)));
      lastMillis = millis;
    }

    /** Seven bits a byte, as in protocol buffers. */
    private void number(long value) {
      if (entries.length - size < LONGEST_NUMBER) {
        entries = Arrays.copyOf(entries, entries.length * 2);
      }
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        entries[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      entries[size++] = (byte) rest;
    }

    /** How many bytes it takes so far. */
    public int bytes() {
      return size;
    }

    /** Releases unused memory. */
    public void trim() {
      if (entries.length / 2 > size) {
        entries = Arrays.copyOf(entries, Math.max(size, LONGEST_NUMBER));
      }
    }

    /** The lines do not follow one another in their file: they must be looked for. */
    public void giveUp() {
      useless = true;
    }

    /** The index of all that was added. */
    public LineIndex index() {
      return useless ? NONE : new LineIndex(Arrays.copyOf(entries, size));
    }
  }

  /** Goes over the entries, which may come from a damaged encoding. */
  private static final class Cursor {
    private final byte[] entries;
    private int at;
    private int code;
    private int length;
    private long millis;

    Cursor(byte[] entries) {
      this.entries = entries;
    }

    boolean next() throws IOException {
      if (at == entries.length) {
        return false;
      }
      long head = number();
      long size = head >>> CODE_BITS;
      code = (int) head & ((1 << CODE_BITS) - 1);
      if (size > Lines.MAX_LINE_BYTES || code >= FIRST_KIND + KINDS.size()) {
        throw damaged();
      }
      length = (int) size;
      if (code == UNTAGGED || code == TAGGED) {
        long distance = number();
        millis += (distance >>> 1) ^ -(distance & 1);
      }
      return true;
    }

    private long number() throws IOException {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE && at < entries.length; shift += 7) {
        byte next = entries[at++];
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw damaged();
    }

    private static IOException damaged() {
      return new IOException("the index of a block's lines is damaged");
    }
  }

  /** The block's bytes, as far as they are asked for. */
  private static final class Rest implements AutoCloseable {
    private final Bytes bytes;
    private @Nullable InputStream in;
    private long position;

    Rest(Bytes bytes, long position) {
      this.bytes = bytes;
      this.position = position;
    }

    byte[] line(long from, int length) throws IOException {
      InputStream open = in;
      if (open == null) {
        open = new BufferedInputStream(bytes.open(), BUFFER_BYTES);
        in = open;
      }
      open.skipNBytes(from - position);
      byte[] line = open.readNBytes(length);
      if (line.length < length) {
        throw new IOException("a block ends within a line that its source has read to the end");
      }
      position = from + length;
      return line;
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
      }
    }
  }
}
