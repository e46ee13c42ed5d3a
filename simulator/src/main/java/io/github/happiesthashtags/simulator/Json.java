package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The JSON string encodings of the two API versions. */
final class Json {
  private static final String HEX = "0123456789abcdef";

  private Json() {}

  /** Encodes as v2 does: raw UTF-8 with only the necessary escapes. */
  static byte[] utf8(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!appendMandatoryEscape(out, c)) {
        out.append(c);
      }
    }
    return out.toString().getBytes(UTF_8);
  }

  /** Encodes as v1.1 does: ASCII only, with the slash and the angle brackets escaped too. */
  static byte[] ascii(String text) {
    StringBuilder out = new StringBuilder(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/') {
        out.append("\\/");
      } else if (c == '<' || c == '>' || c > '~') {
        appendUnicodeEscape(out, c);
      } else if (!appendMandatoryEscape(out, c)) {
        out.append(c);
      }
    }
    return out.toString().getBytes(US_ASCII);
  }

  /** Returns v1.1 JSON: an encoded text between two pieces of syntax. */
  static byte[] asciiBetween(String before, String text, String after) {
    return syntax(before + new String(ascii(text), US_ASCII) + after);
  }

  /** Returns the bytes of a piece of JSON syntax, unchanged. */
  static byte[] syntax(String json) {
    return json.getBytes(UTF_8);
  }

  private static boolean appendMandatoryEscape(StringBuilder out, char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c < ' ') {
      appendUnicodeEscape(out, c);
    } else {
      return false;
    }
    return true;
  }

  private static void appendUnicodeEscape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
