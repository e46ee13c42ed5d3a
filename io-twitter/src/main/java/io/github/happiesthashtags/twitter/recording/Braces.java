package io.github.happiesthashtags.twitter.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The braces of a glob, expanded as in a shell: {@code {a,b}}, {@code {01..31}}, {@code {a..e}},
 * nested and side by side. Braces that hold neither a comma nor a range stay as they are.
 */
final class Braces {
  /** The most alternatives of a glob: more than ten years of hours; more is a typing error. */
  private static final int MAX_ALTERNATIVES = 100_000;

  private static final Pattern NUMBERS =
      Pattern.compile("(-?\\d{1,9})\\.\\.(-?\\d{1,9})(?:\\.\\.(-?\\d{1,9}))?");
  private static final Pattern LETTERS = Pattern.compile("([a-zA-Z])\\.\\.([a-zA-Z])");

  private Braces() {}

  /**
   * Returns the expanded globs, in the shell's order.
   *
   * @throws IllegalArgumentException if there are too many
   */
  static List<String> expand(String glob) {
    List<String> expanded = new ArrayList<>();
    expand("", glob, glob, expanded);
    return expanded;
  }

  private static void expand(String before, String rest, String glob, List<String> into) {
    for (int open = next(rest, '{', 0); open >= 0; open = next(rest, '{', open + 1)) {
      int close = closing(rest, open);
      if (close < 0) {
        continue;
      }
      List<String> alternatives = alternatives(rest.substring(open + 1, close), glob);
      if (!alternatives.isEmpty()) {
        String tail = rest.substring(close + 1);
        for (String alternative : alternatives) {
          expand(before + rest.substring(0, open), alternative, tail, glob, into);
        }
        return;
      }
    }
    into.add(before + rest);
    refuseTooMany(into.size(), glob);
  }

  /** Expands an alternative, which may hold braces, and then the rest of the glob. */
  private static void expand(
      String before, String alternative, String tail, String glob, List<String> into) {
    for (String inner : expand(alternative)) {
      expand(before + inner, tail, glob, into);
    }
  }

  private static List<String> alternatives(String inside, String glob) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < inside.length(); i++) {
      switch (inside.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(inside.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    if (start > 0) {
      parts.add(inside.substring(start));
      return parts;
    }
    Matcher numbers = NUMBERS.matcher(inside);
    if (numbers.matches()) {
      return numbers(numbers.group(1), numbers.group(2), numbers.group(3), glob);
    }
    Matcher letters = LETTERS.matcher(inside);
    return letters.matches()
        ? letters(letters.group(1).charAt(0), letters.group(2).charAt(0))
        : parts;
  }

  private static List<String> numbers(String from, String to, String by, String glob) {
    int start = Integer.parseInt(from);
    int end = Integer.parseInt(to);
    int step = by == null ? 1 : Math.max(1, Math.abs(Integer.parseInt(by)));
    refuseTooMany(Math.abs((long) end - start) / step, glob);
    boolean padded = isPadded(from) || isPadded(to);
    String format = "%0" + (padded ? Math.max(from.length(), to.length()) : 1) + "d";
    List<String> numbers = new ArrayList<>();
    for (long n = start; start <= end ? n <= end : n >= end; n += start <= end ? step : -step) {
      numbers.add(String.format(format, n));
    }
    return numbers;
  }

  private static boolean isPadded(String number) {
    String digits = number.startsWith("-") ? number.substring(1) : number;
    return digits.length() > 1 && digits.startsWith("0");
  }

  private static List<String> letters(char from, char to) {
    List<String> letters = new ArrayList<>();
    for (char c = from; from <= to ? c <= to : c >= to; c += (char) (from <= to ? 1 : -1)) {
      letters.add(String.valueOf(c));
    }
    return letters;
  }

  /** Returns the index of the next unescaped {@code wanted} character, or -1. */
  private static int next(String glob, char wanted, int from) {
    for (int i = from; i < glob.length(); i++) {
      if (glob.charAt(i) == '\\') {
        i++;
      } else if (glob.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int closing(String glob, int open) {
    int depth = 0;
    for (int i = open; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> {
          depth--;
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static void refuseTooMany(long alternatives, String glob) {
    if (alternatives > MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "the braces of "
              + glob
              + " expand to more than "
              + MAX_ALTERNATIVES
              + " names; use a wildcard");
    }
  }
}
