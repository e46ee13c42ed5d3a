package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.JsonFrame;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that rewrites JSON objects in any layout as one object a line: objects in arrays,
 * concatenated, over several lines, ended by a lone CR, or assigned to a name as in a tweets.js
 * export. It holds two buffers, not whole objects.
 *
 * <p>A truncated object becomes one line, together with everything up to the next line that begins
 * with a brace and is not further indented: objects inside a truncated object must not count as
 * messages.
 */
final class MessageFrames extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  /** The longest name that is assigned to; longer text is not an assignment. */
  private static final int MAX_NAME_BYTES = 200;

  private enum Place {
    /** Between objects: brackets, commas and blanks. */
    BETWEEN,
    IN_OBJECT,
    /** In text that may be the name of an assignment. */
    IN_NAME,
    /** In text that is not a JSON object, up to the end of its line. */
    IN_TEXT,
    /** Behind the point at which an object turned out to be malformed. */
    BEHIND_BREAK
  }

  private final InputStream in;
  private final byte[] raw = new byte[BUFFER_BYTES];
  private int rawAt;
  private int rawEnd;

  /**
   * The output. It has room for a name and line ends beyond the buffer's size, because one input
   * byte may end a name or an object and begin the next.
   */
  private final byte[] lines = new byte[BUFFER_BYTES + MAX_NAME_BYTES + 2];

  private int linesAt;
  private int linesEnd;

  private final JsonFrame frame = new JsonFrame();
  private final byte[] name = new byte[MAX_NAME_BYTES];
  private int nameSize;
  private Place place = Place.BETWEEN;

  /** The number of bytes before the current one in its line. */
  private int column;

  private boolean isIndentation = true;

  /** The indentation of the line on which the current object begins, in bytes. */
  private int indentation;

  private boolean ended;

  MessageFrames(InputStream in) {
    this.in = in;
  }

  /** Returns whether the byte can be in the name of an assignment, or next to it. */
  static boolean isOfName(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '.'
        || b == '_'
        || b == '$'
        || b == ' ';
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (linesAt == linesEnd) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int read = Math.min(length, linesEnd - linesAt);
    System.arraycopy(lines, linesAt, buffer, offset, read);
    linesAt += read;
    return read;
  }

  private void fill() throws IOException {
    linesAt = 0;
    linesEnd = 0;
    if (rawAt == rawEnd) {
      rawAt = 0;
      rawEnd = in.read(raw, 0, raw.length);
      if (rawEnd < 0) {
        rawEnd = 0;
        ended = true;
        endName();
        return;
      }
    }
    while (rawAt < rawEnd && linesEnd < BUFFER_BYTES) {
      add(raw[rawAt++]);
    }
  }

  private void add(byte b) {
    switch (place) {
      case BETWEEN -> between(b);
      case IN_OBJECT -> inObject(b);
      case IN_NAME -> inName(b);
      case IN_TEXT -> inText(b);
      case BEHIND_BREAK -> behindBreak(b);
    }
    count(b);
  }

  private void count(byte b) {
    if (b == '\n' || b == '\r') {
      column = 0;
      isIndentation = true;
    } else {
      column++;
      isIndentation &= b == ' ' || b == '\t';
    }
  }

  private void between(byte b) {
    switch (b) {
      case ' ', '\t', '\r', '\n', ',', '[', ']', ';', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
      case '{' -> beginObject(b);
      default -> {
        nameSize = 0;
        place = Place.IN_NAME;
        inName(b);
      }
    }
  }

  private void beginObject(byte b) {
    indentation = isIndentation ? column : indentation;
    frame.begin();
    place = Place.IN_OBJECT;
    put(b);
  }

  private void inObject(byte b) {
    switch (frame.add(b)) {
      case OPEN -> put(b == '\n' || b == '\r' ? (byte) ' ' : b);
      case CLOSED -> {
        put(b);
        endLine();
      }
      case BROKEN -> {
        place = Place.BEHIND_BREAK;
        behindBreak(b);
      }
    }
  }

  private void behindBreak(byte b) {
    if (b == '{' && isIndentation && column <= indentation) {
      endLine();
      beginObject(b);
    } else {
      put(b == '\n' || b == '\r' ? (byte) ' ' : b);
    }
  }

  private void inName(byte b) {
    if (b == '=' && nameSize > 0) {
      place = Place.BETWEEN;
    } else if (isOfName(b) && nameSize < MAX_NAME_BYTES) {
      name[nameSize++] = b;
    } else {
      endName();
      // A null or a number in an array ends with the comma or bracket.
      inText(b == ',' || b == ']' ? (byte) '\n' : b);
    }
  }

  /** Writes the name as a line of its own, because nothing was assigned to it. */
  private void endName() {
    if (place == Place.IN_NAME) {
      System.arraycopy(name, 0, lines, linesEnd, nameSize);
      linesEnd += nameSize;
      place = Place.IN_TEXT;
    }
  }

  private void inText(byte b) {
    if (b == '\n' || b == '\r') {
      endLine();
    } else if (b == '{' && isIndentation) {
      endLine();
      beginObject(b);
    } else {
      put(b);
    }
  }

  private void endLine() {
    put((byte) '\n');
    place = Place.BETWEEN;
  }

  private void put(byte b) {
    lines[linesEnd++] = b;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
