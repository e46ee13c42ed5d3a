package io.github.happiesthashtags.twitter.wire;

import java.io.IOException;
import java.util.Arrays;

/**
 * Joins a message that is written over several lines before it hands it on: a v1.1 warning between
 * two statuses, or a pretty-printed document.
 *
 * <p>A line that begins as no message can continues the message before it. So ranges of a file can
 * be read alone: all lines up to the first that may begin a message belong to the range before. An
 * object that is cut short stays one malformed line: a line that begins with a brace is a message
 * of its own.
 */
final class SpreadLines implements Lines.Handler {
  private static final int INITIAL_BYTES = 1 << 10;

  private final Lines.Handler handler;
  private final boolean readsOn;
  private final JsonFrame frame = new JsonFrame();

  /** The rest of the message that began in the range before is passed over. */
  private boolean passingOver;

  private byte[] joined = {};
  private int size;
  private long start;
  private boolean isJoining;
  private boolean stopped;

  /**
   * Joins what is handed to the handler.
   *
   * @param startsMidMessage the first lines may continue a message of the range before
   * @param readsOn what continues the last message of the range is read, past the range's end
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
  public int take(byte[] buffer, int offset, int limit, long position) throws IOException {
    if (passingOver || isJoining) {
      if (Lines.continuesMessage(buffer[offset])) {
        return Lines.NOT_TAKEN;
      }
      passingOver = false;
      finish();
    }
    return stopped ? Lines.NOT_TAKEN : handler.take(buffer, offset, limit, position);
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
          // The message was cut short before this line.
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

  /** Hands on what is being joined, whole or not. */
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

  /** Of the object when the line has been added to it; what follows its end is not looked at. */
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
