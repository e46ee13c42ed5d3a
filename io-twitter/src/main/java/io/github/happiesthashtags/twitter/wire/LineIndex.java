package io.github.happiesthashtags.twitter.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source found out about the lines of a block when it looked at them for event time, so that
 * a job that looks for hashtags does not read them again: five of six statuses have none, and of
 * the others it needs about a quarter of their bytes.
 *
 * <p>A line takes about four bytes, and an excerpt if it has a hashtag. Immutable.
 */
public final class LineIndex {
  /** Nothing is known. */
  static final LineIndex NONE = new LineIndex(new byte[0]);

  private static final int CODE_BITS = 4;

  /** The line's content may matter. */
  private static final int UNKNOWN = 0;

  /** One status without hashtags; its event time follows, as the distance from the one before. */
  private static final int UNTAGGED = 1;

  /** One status that may have hashtags, or is an edit; its event time follows, and its excerpt. */
  private static final int TAGGED = 2;

  /** A message of the first of {@link #KINDS}; the others' codes follow. */
  private static final int FIRST_KIND = 3;

  private static final List<MessageKind> KINDS = List.of(MessageKind.values());

  /** One read: skipped lines are mostly in it, and cost no call. */
  private static final int BUFFER_BYTES = 1 << 18;

  /** Takes the lines whose content may matter whole, of the others what is known. */
  public interface Handler extends Lines.Handler {
    /** One status without hashtags, which is no edit, and nothing else. */
    void untagged(long timestampMillis, int length);

    /**
     * One status that may have hashtags, or is an edit, and nothing else; the object is reused and
     * valid only during the call.
     */
    void tagged(Status status, int length);

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
          case TAGGED -> handler.tagged(cursor.status, length);
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
    private final EntryWriter entries;
    private long lastMillis;
    private boolean useless;

    /**
     * An empty index.
     *
     * @param expectedBytes what it is likely to take, such as what the block before took; 0 if
     *     nothing is known
     */
    public Builder(int expectedBytes) {
      entries = new EntryWriter(expectedBytes);
    }

    /** Adds the next line, after it was inspected. */
    public void add(MessageInspector seen, int length) {
      MessageKind kind = seen.onlyKind();
      if (seen.isUntaggedStatus()) {
        head(length, UNTAGGED);
        time(seen.latestMillis());
      } else if (seen.hasExcerpt()) {
        head(length, TAGGED);
        time(seen.latestMillis());
        entries.append(seen.excerpt());
      } else {
        head(length, kind == null ? UNKNOWN : FIRST_KIND + KINDS.indexOf(kind));
      }
    }

    private void head(int length, int code) {
      entries.number(((long) length << CODE_BITS) | code);
    }

    private void time(long millis) {
      entries.signed(millis - lastMillis);
      lastMillis = millis;
    }

    /** How many bytes it takes so far. */
    public int bytes() {
      return entries.size();
    }

    /** Releases unused memory. */
    public void trim() {
      entries.trim();
    }

    /** The lines do not follow one another in their file: they must be looked for. */
    public void giveUp() {
      useless = true;
    }

    /** The index of all that was added. */
    public LineIndex index() {
      return useless ? NONE : new LineIndex(entries.toBytes());
    }
  }

  /** Goes over the entries. */
  private static final class Cursor {
    private final EntryReader in;
    private final Status status = new Status();
    private int code;
    private int length;
    private long millis;

    Cursor(byte[] bytes) {
      this.in = new EntryReader(bytes);
    }

    boolean next() throws IOException {
      if (in.isAtEnd()) {
        return false;
      }
      long head = in.number();
      long size = head >>> CODE_BITS;
      code = (int) head & ((1 << CODE_BITS) - 1);
      if (size > Lines.MAX_LINE_BYTES || code >= FIRST_KIND + KINDS.size()) {
        throw EntryReader.damaged();
      }
      length = (int) size;
      if (code == UNTAGGED || code == TAGGED) {
        millis += in.signed();
      }
      if (code == TAGGED) {
        status.readExcerpt(in, millis);
      }
      return true;
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
