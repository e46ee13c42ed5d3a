package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Decodes strings that are known to be valid JSON in well-formed UTF-8. */
public final class JsonText {
  private JsonText() {}

  /**
   * Returns the decoded text of a string.
   *
   * @param from the index after the opening quote
   * @param to the index of the closing quote
   */
  public static String of(byte[] line, int from, int to) {
    return Words.backslash(line, from, to) < 0
        ? new String(line, from, to - from, UTF_8)
        : unescape(line, from, to);
  }

  private static String unescape(byte[] line, int from, int to) {
    char[] chars = new char[to - from];
    int length = 0;
    int at = from;
    while (at < to) {
      byte b = line[at];
      if (b >= 0 && b != '\\') {
        chars[length] = (char) b;
        at++;
      } else if (b >= 0) {
        byte kind = line[at + 1];
        chars[length] = kind == 'u' ? codeUnit(line, at + 2) : character(kind);
        at += kind == 'u' ? 6 : 2;
      } else if (b < (byte) 0xE0) {
        chars[length] = (char) ((b & 0x1F) << 6 | bits(line, at + 1));
        at += 2;
      } else if (b < (byte) 0xF0) {
        chars[length] = (char) ((b & 0x0F) << 12 | bits(line, at + 1) << 6 | bits(line, at + 2));
        at += 3;
      } else {
        int codePoint =
            (b & 0x07) << 18
                | bits(line, at + 1) << 12
                | bits(line, at + 2) << 6
                | bits(line, at + 3);
        chars[length] = Character.highSurrogate(codePoint);
        length++;
        chars[length] = Character.lowSurrogate(codePoint);
        at += 4;
      }
      length++;
    }
    return new String(chars, 0, length);
  }

  /** Returns the low six bits of a continuation byte. */
  private static int bits(byte[] line, int at) {
    return line[at] & 0x3F;
  }

  /** Decodes four hexadecimal digits to a UTF-16 code unit, perhaps a lone surrogate. */
  private static char codeUnit(byte[] line, int at) {
    return (char)
        (HexFormat.fromHexDigit(line[at]) << 12
            | HexFormat.fromHexDigit(line[at + 1]) << 8
            | HexFormat.fromHexDigit(line[at + 2]) << 4
            | HexFormat.fromHexDigit(line[at + 3]));
  }

  private static char character(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) escaped;
    };
  }
}
