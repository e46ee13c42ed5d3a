package io.github.happiesthashtags.twitter.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.github.happiesthashtags.twitter.wire.Lines;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message that bare line feeds have split into lines, such as v1.1's pretty-printed warnings.
 *
 * <p>A space replaces each line feed. Outside strings that is the same JSON, and JSON allows no
 * line feed inside strings.
 */
final class SplitMessage {
  /** The state of the message after a line. */
  enum Join {
    /** The message needs more lines. */
    PARTIAL,
    /** The message is complete. */
    COMPLETE,
    /** The line does not continue the message, which is left unchanged. */
    BROKEN
  }

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Lines.MAX_LINE_BYTES).build())
          .build();

  private static final byte[] NONE = {};
  private static final byte[] LINE_FEED = {'\n'};

  private byte[] bytes = NONE;
  private int length;
  private long position;
  private @Nullable JsonParser parser;
  private int depth;

  boolean isEmpty() {
    return length == 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Returns the offset of the first byte in the stream. */
  long position() {
    return position;
  }

  void clear() {
    bytes = NONE;
    length = 0;
    parser = null;
    depth = 0;
  }

  /**
   * Begins a message with a line that is not a whole message.
   *
   * @return false if the line cannot begin a message; then nothing is kept
   */
  boolean begin(byte[] line, int offset, int count, long linePosition) throws IOException {
    clear();
    int first = offset;
    while (first < offset + count && line[first] <= ' ' && line[first] >= 0) {
      first++;
    }
    if (first == offset + count || (line[first] != '{' && line[first] != '[')) {
      return false;
    }
    parser = JSON.createNonBlockingByteArrayParser();
    position = linePosition;
    if (add(line, offset, count, true) == Join.PARTIAL) {
      return true;
    }
    clear();
    return false;
  }

  /**
   * Adds the next line.
   *
   * @param hasLineFeed whether the line ends with a line feed
   */
  Join add(byte[] line, int offset, int count, boolean hasLineFeed) throws IOException {
    if (length + 1L + count > Lines.MAX_LINE_BYTES) {
      return Join.BROKEN;
    }
    Join join = read(line, offset, count);
    if (join == Join.PARTIAL
        && hasLineFeed
        && read(LINE_FEED, 0, LINE_FEED.length) == Join.BROKEN) {
      // The line feed is inside a string.
      join = Join.BROKEN;
    }
    if (join != Join.BROKEN) {
      append(line, offset, count);
    }
    return join;
  }

  private Join read(byte[] line, int offset, int count) throws IOException {
    JsonParser current = parser;
    if (current == null || !(current.getNonBlockingInputFeeder() instanceof ByteArrayFeeder in)) {
      return Join.BROKEN;
    }
    boolean complete = false;
    try {
      in.feedInput(line, offset, offset + count);
      for (JsonToken token = current.nextToken();
          token != null && token != JsonToken.NOT_AVAILABLE;
          token = current.nextToken()) {
        if (complete) {
          return Join.BROKEN;
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
          complete = depth == 0;
        }
      }
    } catch (JsonProcessingException e) {
      return Join.BROKEN;
    }
    return complete ? Join.COMPLETE : Join.PARTIAL;
  }

  private void append(byte[] line, int offset, int count) {
    int from = length == 0 ? 0 : length + 1;
    if (from + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(from + count, 2 * bytes.length));
    }
    if (from > 0) {
      bytes[length] = ' ';
    }
    System.arraycopy(line, offset, bytes, from, count);
    length = from + count;
  }
}
