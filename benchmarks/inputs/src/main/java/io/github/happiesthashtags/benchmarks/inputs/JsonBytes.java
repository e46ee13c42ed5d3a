package io.github.happiesthashtags.benchmarks.inputs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing array of bytes that is used again for every message. */
final class JsonBytes {
  private static final String HEX = "0123456789abcdef";
  private static final int MAX_DIGITS = 20;

  private byte[] bytes = new byte[1 << 14];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  JsonBytes add(byte[] piece) {
    ensure(piece.length);
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    return this;
  }

  JsonBytes add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** The decimal digits of a number that is not negative. */
  JsonBytes add(long number) {
    ensure(MAX_DIGITS);
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    int at = length + digits;
    length = at;
    for (long rest = number; at > length - digits; rest /= 10) {
      bytes[--at] = (byte) ('0' + rest % 10);
    }
    return this;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** JSON syntax as it stands. */
  static byte[] syntax(String json) {
    return json.getBytes(UTF_8);
  }

  /** The inside of a string as v2 writes it: raw UTF-8. */
  static byte[] utf8(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").getBytes(UTF_8);
  }

  /** The inside of a string as v1.1 writes it: ASCII alone, with {@code /} {@code <} {@code >}. */
  static byte[] ascii(String text) {
    StringBuilder out = new StringBuilder(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '<' || c == '>' || c > '~') {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xF));
        }
      } else {
        out.append(c);
      }
    }
    return out.toString().getBytes(US_ASCII);
  }
}
