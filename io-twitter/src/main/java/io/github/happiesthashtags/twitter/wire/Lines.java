package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.scan.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a byte stream into lines at {@code \n}, in one reused buffer. */
public final class Lines {
  /**
   * The longest line that is read as a message, in bytes: 16 MiB. A v2 page of 500 tweets with all
   * expansions is about 4 MB; anything longer is garbage, and must not fill the heap.
   */
  public static final int MAX_LINE_BYTES = 16 << 20;

  /** One read: large enough that a call costs nothing beside the parse. */
  private static final int BUFFER_BYTES = 1 << 18;

  /** The first read: most of what there is tens of thousands of is smaller. */
  private static final int FIRST_BUFFER_BYTES = 1 << 13;

  /** What is kept of an overlong line, as a sample for its dead letter. */
  private static final int SAMPLE_BYTES = 1 << 10;

  /** Receives lines; the buffer is reused, copy what you keep. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Takes one line.
     *
     * @param position the offset of the line's first byte in the stream, in bytes
     * @param overlong the line is longer than {@link #MAX_LINE_BYTES} and this is only its start
     * @return whether to go on
     */
    boolean line(byte[] buffer, int offset, int length, long position, boolean overlong)
        throws IOException;

    /**
     * Whether the line that begins here, at or after the end of the range, does not belong to the
     * range.
     *
     * @param limit the index behind the last byte that was read; if it is the offset, it takes
     *     another read to know how the line begins
     */
    default boolean endsAt(byte[] buffer, int offset, int limit) {
      return true;
    }
  }

  private Lines() {}

  /**
   * Reads lines until the stream or the range ends. A line belongs to the range that holds its
   * first byte, so the last one is read past {@code end}.
   *
   * @param position the offset of the stream's next byte
   * @param end no line that starts at or after this offset is read
   * @param midLine the stream may begin in the middle of a line, whose rest is skipped
   */
  public static void read(InputStream in, long position, long end, boolean midLine, Handler handler)
      throws IOException {
    byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    int filled = 0;
    int lineStart = 0;
    long bufferPosition = position;
    boolean skipping = midLine;
    while (true) {
      int read = in.read(buffer, filled, buffer.length - 1 - filled);
      if (read < 0) {
        if (filled > lineStart
            && !skipping
            && (bufferPosition + lineStart < end || !handler.endsAt(buffer, lineStart, filled))) {
          hand(handler, buffer, lineStart, filled - lineStart, bufferPosition + lineStart);
        }
        return;
      }
      int scanFrom = filled;
      filled += read;
      buffer[filled] = '\n';
      while (true) {
        if (!skipping
            && bufferPosition + lineStart >= end
            && handler.endsAt(buffer, lineStart, filled)) {
          return;
        }
        int next = Words.lineFeed(buffer, Math.max(lineStart, scanFrom), filled);
        if (next < 0) {
          break;
        }
        if (skipping) {
          skipping = false;
        } else if (!hand(
            handler, buffer, lineStart, next - lineStart, bufferPosition + lineStart)) {
          return;
        }
        lineStart = next + 1;
      }
      if (skipping) {
        bufferPosition += filled;
        filled = 0;
        lineStart = 0;
        if (bufferPosition >= end) {
          return;
        }
        continue;
      }
      int kept = filled - lineStart;
      if (kept > MAX_LINE_BYTES) {
        if (!hand(handler, buffer, lineStart, kept, bufferPosition + lineStart)) {
          return;
        }
        skipping = true;
        bufferPosition += filled;
        filled = 0;
        lineStart = 0;
        continue;
      }
      if (filled == buffer.length - 1 && buffer.length < BUFFER_BYTES) {
        buffer = Arrays.copyOf(buffer, BUFFER_BYTES);
      }
      if (lineStart > 0) {
        System.arraycopy(buffer, lineStart, buffer, 0, kept);
        bufferPosition += lineStart;
        filled = kept;
        lineStart = 0;
      }
      if (filled == buffer.length - 1) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
  }

  /**
   * Reads messages, one a line or written over several, until the stream or the range ends. A
   * message belongs to the range that holds its first byte.
   *
   * @param position the offset of the stream's next byte
   * @param end no message that starts at or after this offset is read
   * @param midLine the stream may begin in the middle of a line, whose rest is skipped
   * @param isCut the range may begin and end in the middle of a message
   */
  public static void readMessages(
      InputStream in, long position, long end, boolean midLine, boolean isCut, Handler handler)
      throws IOException {
    SpreadLines messages = new SpreadLines(handler, midLine && isCut, isCut);
    read(in, position, end, midLine, messages);
    messages.finish();
  }

  /** Whether a line with this beginning can only continue a message. */
  public static boolean continuesMessage(byte first) {
    return switch (first) {
      case ' ', '\t', '}', ']', '"', ',' -> true;
      default -> false;
    };
  }

  /** Whether a line is overlong is told by its length, not by how the stream's reads cut it. */
  private static boolean hand(Handler handler, byte[] buffer, int offset, int length, long position)
      throws IOException {
    boolean overlong = length > MAX_LINE_BYTES;
    return handler.line(buffer, offset, overlong ? SAMPLE_BYTES : length, position, overlong);
  }
}
