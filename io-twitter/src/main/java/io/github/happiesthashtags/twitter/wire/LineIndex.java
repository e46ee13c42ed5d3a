package io.github.happiesthashtags.twitter.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source found out about the lines of a block when it looked at them for event time, so that
 * a job that looks for hashtags does not read all of them again: five of six statuses have none.
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

  /** A message of the first of {@link #KINDS}; the others' codes follow. */
  private static final int FIRST_KIND = 2;

  private static final List<MessageKind> KINDS = List.of(MessageKind.values());

  /** One read: skipped lines are mostly in it, and cost no call. */
  private static final int BUFFER_BYTES = 1 << 18;

  /** Takes the lines whose content may matter whole, of the others what is known. */
  public interface Handler extends Lines.Handler {
    /** One status without hashtags, and nothing else. */
    void untagged(long timestampMillis, int length);

    /** One message that is no status. */
    void other(MessageKind kind, int length);
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
   * @param from the block's bytes from its first line on
   * @param position the offset of that line in its stream or file
   * @throws IOException if the bytes cannot be read, or end before the index does
   */
  void read(InputStream from, long position, Handler handler) throws IOException {
    InputStream in = new BufferedInputStream(from, BUFFER_BYTES);
    Cursor cursor = new Cursor(entries);
    long linePosition = position;
    long skipped = 0;
    boolean goesOn = true;
    while (goesOn && cursor.next()) {
      int length = cursor.length;
      if (cursor.code == UNKNOWN) {
        in.skipNBytes(skipped);
        skipped = 0;
        byte[] line = in.readNBytes(length);
        if (line.length < length) {
          throw new IOException("a block ends within a line that its source has read to the end");
        }
        goesOn = handler.line(line, 0, length, linePosition, false);
        skipped = 1;
      } else {
        if (cursor.code == UNTAGGED) {
          handler.untagged(cursor.millis, length);
        } else {
          handler.other(KINDS.get(cursor.code - FIRST_KIND), length);
        }
        skipped += length + 1L;
      }
      linePosition += length + 1L;
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
    private static final int INITIAL_BYTES = 1 << 10;

    /** Of two numbers of ten bytes at most. */
    private static final int LONGEST_ENTRY = 20;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;
    private long lastMillis;
    private boolean useless;

    /** Adds the next line, after it was inspected. */
    public void add(MessageInspector seen, int length) {
      if (size > bytes.length - LONGEST_ENTRY) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      MessageKind kind = seen.onlyKind();
      if (seen.isUntaggedStatus()) {
        put(((long) length << CODE_BITS) | UNTAGGED);
        long millis = seen.latestMillis();
        long distance = millis - lastMillis;
        put((distance << 1) ^ (distance >> (Long.SIZE - 1)));
        lastMillis = millis;
      } else {
        int code = kind == null ? UNKNOWN : FIRST_KIND + KINDS.indexOf(kind);
        put(((long) length << CODE_BITS) | code);
      }
    }

    /** The lines do not follow one another in their file: they must be looked for. */
    public void giveUp() {
      useless = true;
    }

    /** The index of all that was added. */
    public LineIndex index() {
      return useless ? NONE : new LineIndex(Arrays.copyOf(bytes, size));
    }

    /** Seven bits a byte, as in protocol buffers. */
    private void put(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }
  }

  /** Goes over the entries, which may come from a damaged encoding. */
  private static final class Cursor {
    private final byte[] bytes;
    private int at;
    private int code;
    private int length;
    private long millis;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean next() throws IOException {
      if (at == bytes.length) {
        return false;
      }
      long head = number();
      long size = head >>> CODE_BITS;
      code = (int) head & ((1 << CODE_BITS) - 1);
      if (size > Lines.MAX_LINE_BYTES || code >= FIRST_KIND + KINDS.size()) {
        throw damaged();
      }
      length = (int) size;
      if (code == UNTAGGED) {
        long distance = number();
        millis += (distance >>> 1) ^ -(distance & 1);
      }
      return true;
    }

    private long number() throws IOException {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE && at < bytes.length; shift += 7) {
        byte next = bytes[at++];
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
}
