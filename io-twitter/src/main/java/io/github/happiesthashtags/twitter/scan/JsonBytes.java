package io.github.happiesthashtags.twitter.scan;

/**
 * Passes over strings, numbers and white space, checking each byte and decoding none.
 *
 * <p>A line feed stands behind every line. None is accepted as part of anything, so nothing that
 * stands beyond it changes a result, and no end has to be asked for.
 */
final class JsonBytes {
  /** Instead of an index: the bytes are no such value. */
  static final int NONE = -1;

  /** In bytes; the longest of Twitter's have 20. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private JsonBytes() {}

  /** From behind the opening quote to behind the closing one. */
  static int string(byte[] line, int from) {
    int at = Words.endOfPlain(line, from);
    return line[at] == '"' ? at + 1 : restOfString(line, at);
  }

  /** From behind the opening quote of a string in ASCII without escapes to behind the closing. */
  static int plainString(byte[] line, int from) {
    int at = Words.endOfPlain(line, from);
    return line[at] == '"' ? at + 1 : NONE;
  }

  private static int restOfString(byte[] line, int from) {
    int at = from;
    while (at >= 0 && line[at] != '"') {
      if (line[at] == '\\') {
        at = escapes(line, at);
      } else if (line[at] < 0) {
        at = Words.Utf8.skip(line, at, line.length - 1);
      } else {
        // A control character, or the line ends within the string.
        return NONE;
      }
      at = at < 0 ? NONE : Words.endOfPlain(line, at);
    }
    return at < 0 ? NONE : at + 1;
  }

  private static int escapes(byte[] line, int from) {
    int at = from;
    do {
      switch (line[at + 1]) {
        case 'u' -> {
          if (!Words.fourHexDigits(line, at + 2)) {
            return NONE;
          }
          at += 6;
        }
        case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
        default -> {
          return NONE;
        }
      }
    } while (line[at] == '\\');
    return at;
  }

  /** From the first byte of a number to behind the last. */
  static int number(byte[] line, int from) {
    int digits = Words.digits(line, from);
    boolean small = digits > 0 && digits < Long.BYTES && (digits == 1 || line[from] != '0');
    int behind = from + digits;
    return small && line[behind] != '.' && (line[behind] | ' ') != 'e'
        ? behind
        : anyNumber(line, from);
  }

  private static int anyNumber(byte[] line, int from) {
    int at = line[from] == '-' ? from + 1 : from;
    int behind = digits(line, at);
    if (behind == at || (line[at] == '0' && behind > at + 1)) {
      return NONE;
    }
    if (line[behind] == '.' || (line[behind] | ' ') == 'e') {
      behind = fraction(line, behind);
    }
    return behind - from <= MAX_NUMBER_LENGTH ? behind : NONE;
  }

  private static int fraction(byte[] line, int from) {
    int at = from;
    if (line[at] == '.') {
      at = digits(line, from + 1);
      if (at == from + 1) {
        return NONE;
      }
    }
    if ((line[at] | ' ') == 'e') {
      int exponent = line[at + 1] == '+' || line[at + 1] == '-' ? at + 2 : at + 1;
      at = digits(line, exponent);
      return at == exponent ? NONE : at;
    }
    return at;
  }

  private static int digits(byte[] line, int from) {
    int at = from;
    while (isDigit(line[at])) {
      at++;
    }
    return at;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** From any byte to the first that is no white space. */
  static int space(byte[] line, int from) {
    int at = from;
    while (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      at++;
    }
    return at;
  }

  /** From the first letter of {@code true}, {@code false} or {@code null} to behind it. */
  static int literal(byte[] line, int from) {
    return switch (line[from]) {
      case 't' -> literal(line, from, TRUE);
      case 'f' -> literal(line, from, FALSE);
      case 'n' -> literal(line, from, NULL);
      default -> NONE;
    };
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private static int literal(byte[] line, int from, byte[] literal) {
    for (int i = 1; i < literal.length; i++) {
      if (line[from + i] != literal[i]) {
        return NONE;
      }
    }
    return from + literal.length;
  }
}
