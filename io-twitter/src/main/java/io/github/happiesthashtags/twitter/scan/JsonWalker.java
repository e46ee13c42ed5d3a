package io.github.happiesthashtags.twitter.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over the bytes of one JSON object, checking all of them and decoding none.
 *
 * <p>A step takes the index of a byte and returns the index of the next one that matters, which is
 * never behind the line's last brace. A step that meets what it does not accept returns the index
 * of that brace, on which the steps that follow end too: only {@link #isWhole} must be asked, once.
 */
final class JsonWalker {
  /** Objects and arrays in one another; a v1.1 status has 8. */
  private static final int MAX_DEPTH = 32;

  /** In bytes; the longest of Twitter's have 20. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BACKSLASHES = LOW_BITS * '\\';

  /** Flipping this bit makes the quote the first character behind the control characters. */
  private static final long QUOTE_TO_SPACE = LOW_BITS * ('"' ^ ' ');

  private static final long BEHIND_SPACE = LOW_BITS * (' ' + 1);

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private byte[] bytes = {'}'};
  private int end;
  private boolean failed;

  /**
   * Starts on a line.
   *
   * @return the index of the opening brace; that of {@link #isWhole} if there is none
   */
  int begin(byte[] line, int offset, int length) {
    int last = offset + length - 1;
    while (last > offset && isSpace(line[last])) {
      last--;
    }
    bytes = line;
    end = last;
    failed = last <= offset || line[last] != '}' || line[offset] != '{';
    return failed ? -1 : offset;
  }

  /** Whether all bytes were accepted, and the outermost object's last member ends here. */
  boolean isWhole(int at) {
    return at == end && !failed;
  }

  /** Does not accept the line. */
  int fail() {
    failed = true;
    return end;
  }

  /** From behind an opening brace to the first name's quote, or to the closing brace. */
  int firstMember(int from) {
    int at = space(from);
    byte found = bytes[at];
    return found == '"' || found == '}' ? at : fail();
  }

  /** From behind a value to the next name's quote, or to the closing brace. */
  int nextMember(int from) {
    if (bytes[from] == ',' && bytes[from + 1] == '"') {
      return from + 1;
    }
    int at = space(from);
    byte found = bytes[at];
    if (found == ',') {
      at = space(at + 1);
      return bytes[at] == '"' ? at : fail();
    }
    return found == '}' ? at : fail();
  }

  /** From behind a name to its value. */
  int value(int from) {
    int at = space(from);
    if (bytes[at] != ':') {
      return fail();
    }
    return bytes[at + 1] > ' ' ? at + 1 : space(at + 1);
  }

  /** From the brace that closes an inner object to behind it. */
  int close(int at) {
    return at < end ? at + 1 : fail();
  }

  /** From behind an opening bracket to the first element, or to the closing bracket. */
  int firstElement(int from) {
    return space(from);
  }

  /** From behind an element to the next one, or to the closing bracket. */
  int nextElement(int from) {
    int at = space(from);
    byte found = bytes[at];
    if (found == ',') {
      at = space(at + 1);
      return bytes[at] == ']' ? fail() : at;
    }
    return found == ']' ? at : fail();
  }

  /** From the first byte of a value to behind it. */
  int skip(int at) {
    return skip(at, 0);
  }

  private int skip(int at, int depth) {
    return switch (bytes[at]) {
      case '"' -> string(at + 1);
      case '{' -> depth < MAX_DEPTH ? skipObject(at + 1, depth) : fail();
      case '[' -> depth < MAX_DEPTH ? skipArray(at + 1, depth) : fail();
      case 't' -> literal(at, TRUE);
      case 'f' -> literal(at, FALSE);
      case 'n' -> literal(at, NULL);
      default -> number(at);
    };
  }

  private int skipObject(int from, int depth) {
    byte[] line = bytes;
    int at = firstMember(from);
    while (line[at] == '"') {
      at = value(string(at + 1));
      at = nextMember(line[at] == '"' ? string(at + 1) : skip(at, depth + 1));
    }
    return close(at);
  }

  private int skipArray(int from, int depth) {
    int at = firstElement(from);
    while (bytes[at] != ']') {
      at = nextElement(skip(at, depth + 1));
      if (at == end) {
        return fail();
      }
    }
    return at + 1;
  }

  private int literal(int at, byte[] literal) {
    for (int i = 1; i < literal.length; i++) {
      if (bytes[at + i] != literal[i]) {
        return fail();
      }
    }
    return at + literal.length;
  }

  private int number(int from) {
    int at = bytes[from] == '-' ? from + 1 : from;
    at = bytes[at] == '0' ? at + 1 : digits(at);
    if (bytes[at] == '.') {
      at = digits(at + 1);
    }
    if ((bytes[at] | ' ') == 'e') {
      at++;
      at = digits(bytes[at] == '+' || bytes[at] == '-' ? at + 1 : at);
    }
    return at - from <= MAX_NUMBER_LENGTH ? at : fail();
  }

  private int digits(int from) {
    int at = from;
    while (isDigit(bytes[at])) {
      at++;
    }
    return at > from ? at : fail();
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The field that a name stands for. */
  Field field(int from, int to) {
    int length = to - from;
    long head = 0;
    if (from <= end - Long.BYTES) {
      head = (long) LONGS.get(bytes, from);
      if (length < Long.BYTES) {
        head &= ~(-1L << (length * Byte.SIZE));
      }
    } else {
      for (int i = Math.min(to, from + Long.BYTES) - 1; i >= from; i--) {
        head = head << Byte.SIZE | bytes[i];
      }
    }
    return FieldNames.find(bytes, from, to, head);
  }

  /** From behind the opening quote of a string in ASCII without escapes to behind the closing. */
  int plainString(int from) {
    int at = plain(from);
    return bytes[at] == '"' ? at + 1 : fail();
  }

  /** From behind the opening quote to behind the closing one. */
  int string(int from) {
    int at = from;
    while (true) {
      at = plain(at);
      byte found = bytes[at];
      if (found == '"') {
        return at + 1;
      }
      if (found == '\\') {
        at = escapes(at);
      } else if (found < 0) {
        at = Utf8.skip(bytes, at, end);
        if (at < 0) {
          return fail();
        }
      } else {
        // A control character, or the line ends within the string.
        return fail();
      }
    }
  }

  /**
   * The first byte that is a quote, a backslash, a control character or not ASCII, or the end.
   * Eight bytes a step: subtracting sets the high bit of those that are too small, and of none
   * before the first of them.
   */
  private int plain(int from) {
    byte[] line = bytes;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(line, at);
      long hits =
          (((word ^ QUOTE_TO_SPACE) - BEHIND_SPACE) | ((word ^ BACKSLASHES) - LOW_BITS) | word)
              & HIGH_BITS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < end && line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
      at++;
    }
    return at;
  }

  private int escapes(int from) {
    byte[] line = bytes;
    int at = from;
    do {
      switch (line[at + 1]) {
        case 'u' -> {
          if (!(isHex(line[at + 2])
              && isHex(line[at + 3])
              && isHex(line[at + 4])
              && isHex(line[at + 5]))) {
            return fail();
          }
          at += 6;
        }
        case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
        default -> {
          return fail();
        }
      }
    } while (line[at] == '\\');
    return at;
  }

  private static boolean isHex(byte b) {
    int letter = b | ' ';
    return isDigit(b) || (letter >= 'a' && letter <= 'f');
  }

  private int space(int from) {
    int at = from;
    while (isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && (b == ' ' || b == '\t' || b == '\r' || b == '\n');
  }
}
