package io.github.happiesthashtags.twitter.wire;

import java.io.IOException;
import java.util.Arrays;

/**
 * Joins a message that spans several lines before it hands the message on: a v1.1 warning between
 * two statuses, or a pretty-printed document.
 *
 * <p>A line that cannot begin a message continues the previous message. So each range of a file can
 * be read alone: all lines up to the first that may begin a message belong to the previous range. A
 * truncated object stays one malformed line, because a line that begins with a brace is a new
 * message.
 */
final class SpreadLines implements Lines.Handler {
  private static final int INITIAL_BYTES = 1 << 10;

  private final Lines.Handler handler;
  private final boolean readsOn;
  private final JsonFrame frame = new JsonFrame();

  /** The rest of a message that began in the previous range is skipped. */
  private boolean passingOver;

  private byte[] joined = {};
  private int size;
  private long start;
  private boolean isJoining;
  private boolean stopped;

  /**
   * Joins lines before they reach the handler.
   *
   * @param startsMidMessage whether the first lines may continue a message of the previous range
   * @param readsOn whether lines after the range that continue its last message are read
   */
  SpreadLines(Lines.Handler handler, boolean startsMidMessage, boolean readsOn) {
    this.handler = handler;
    this.passingOver = startsMidMessage;
    this.readsOn = readsOn;
  }

  @Override
  public boolean endsAt(byte[] buffer, int offset, int limit) {
    return !readsOn || passingOver || (offset < limit && !Lines.continuesMessage(buffer[offset]));
  }

  @Override
  public boolean line(byte[] buffer, int offset, int length, long position, boolean overlong)
      throws IOException {
    boolean continues = length > 0 && Lines.continuesMessage(buffer[offset]);
    if (passingOver && continues) {
      return true;
    }
    passingOver = false;
    if (isJoining) {
      if (continues && !overlong && size + 1 + length <= Lines.MAX_LINE_BYTES) {
        int before = size;
        append((byte) ' ', buffer, offset, length);
        JsonFrame.State state = state(buffer, offset, length);
        if (state == JsonFrame.State.OPEN) {
          return true;
        }
        if (state == JsonFrame.State.BROKEN) {
          // The message was truncated before this line.
          size = before;
        }
        finish();
        if (state == JsonFrame.State.CLOSED || stopped) {
          return !stopped;
        }
      } else {
        finish();
      }
    }
    if (stopped) {
      return false;
    }
    if (!overlong && begins(buffer, offset, length)) {
      size = 0;
      start = position;
      isJoining = true;
      append(buffer, offset, length);
      return true;
    }
    stopped = !handler.line(buffer, offset, length, position, overlong);
    return !stopped;
  }

  /** Hands on the joined lines, whether or not they are a whole message. */
  void finish() throws IOException {
    if (isJoining) {
      isJoining = false;
      stopped |= !handler.line(joined, 0, size, start, false);
    }
  }

  /** Whether the line is the beginning of an object, and not all of it. */
  private boolean begins(byte[] buffer, int offset, int length) {
    int first = offset;
    int last = offset + length - 1;
    while (last >= first && isBlank(buffer[last])) {
      last--;
    }
    // Nearly every line is a whole object: one look at its end says so.
    if (last < first || buffer[last] == '}') {
      return false;
    }
    if (ByteOrderMark.isAt(buffer, first, last + 1)) {
      first += ByteOrderMark.BYTES;
    }
    while (first < last && isBlank(buffer[first])) {
      first++;
    }
    if (buffer[first] != '{') {
      return false;
    }
    frame.begin();
    return state(buffer, first + 1, offset + length - first - 1) == JsonFrame.State.OPEN;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Returns the state of the object after the line; text after the object's end is ignored. */
  private JsonFrame.State state(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      JsonFrame.State state = frame.add(buffer[i]);
      if (state != JsonFrame.State.OPEN) {
        return state;
      }
    }
    return frame.add((byte) '\n');
  }

  private void append(byte separator, byte[] buffer, int offset, int length) {
    reserve(1);
    joined[size++] = separator;
    append(buffer, offset, length);
  }

  private void append(byte[] buffer, int offset, int length) {
    reserve(length);
    System.arraycopy(buffer, offset, joined, size, length);
    size += length;
  }

  private void reserve(int length) {
    if (size + length > joined.length) {
      joined = Arrays.copyOf(joined, Math.max(size + length, Math.max(INITIAL_BYTES, 2 * size)));
    }
  }
}
