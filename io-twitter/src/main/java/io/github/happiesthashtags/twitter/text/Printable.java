package io.github.happiesthashtags.twitter.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes for foreign text, such as an API's error, a rule, a hashtag or a file name, that make it
 * safe to show on a terminal or in a log. A terminal acts on control characters, and characters
 * that change the direction of writing can disguise a line. Such characters become visible escapes,
 * {@code \}{@code u009B}; all others stay as they are.
 *
 * <p>All code that puts untrusted text into a log line or an exception's message uses this class.
 */
public final class Printable {
  /** The most characters of a foreign text in a line: enough for every useful message of an API. */
  private static final int MAX_LINE = 300;

  /** The end of a text that was shortened. */
  private static final String CUT = "...";

  /**
   * These characters join or separate letters in Persian and Indic words and in emoji, so they
   * stay.
   */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Printable() {}

  /** Returns the text with all non-printing characters escaped, line ends included. */
  public static String escaped(String text) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!isShown(codePoint)) {
        return escapedFrom(text, at);
      }
      at += Character.charCount(codePoint);
    }
    return text;
  }

  private static String escapedFrom(String text, int from) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
    text.codePoints().skip(text.codePointCount(0, from)).forEach(c -> append(c, out));
    return out.toString();
  }

  /**
   * Returns the beginning of the text as a part of one line, at a length that a person reads: runs
   * of white space become a space.
   */
  public static String line(@Nullable String text) {
    return line(text, MAX_LINE);
  }

  /**
   * Returns the beginning of the text as a part of one line: runs of white space become a space.
   *
   * @param max the most characters to show; a longer text ends with {@code ...}
   */
  public static String line(@Nullable String text, int max) {
    String whole = String.valueOf(text).strip();
    StringBuilder out = new StringBuilder();
    int shown = 0;
    boolean afterSpace = false;
    for (int at = 0; at < whole.length(); ) {
      int codePoint = whole.codePointAt(at);
      at += Character.charCount(codePoint);
      boolean space = isSpace(codePoint);
      if (space && afterSpace) {
        continue;
      }
      if (shown++ == max) {
        return out.append(CUT).toString();
      }
      append(space ? ' ' : codePoint, out);
      afterSpace = space;
    }
    return out.toString();
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
  }

  private static void append(int codePoint, StringBuilder out) {
    if (isShown(codePoint)) {
      out.appendCodePoint(codePoint);
    } else {
      out.append(
          codePoint <= Character.MAX_VALUE
              ? String.format(Locale.ROOT, "\\u%04X", codePoint)
              : String.format(Locale.ROOT, "\\u{%X}", codePoint));
    }
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      // Characters that change the direction of writing, and other invisible ones.
      case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }
}
