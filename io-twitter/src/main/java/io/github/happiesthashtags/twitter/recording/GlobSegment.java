package io.github.happiesthashtags.twitter.recording;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A file name with wildcards, matched as in a shell: {@code *}, {@code ?} and {@code [a-z]}, {@code
 * [!a]}, {@code [[:digit:]]}; a backslash escapes the next character. Wildcards do not match a
 * leading dot.
 */
final class GlobSegment {
  private static final Pattern WILDCARD = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*[*?\\[]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "\\p{IsAlphabetic}\\p{IsDigit}"),
          Map.entry("alpha", "\\p{IsAlphabetic}"),
          Map.entry("ascii", "\\p{ASCII}"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "0-9"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("lower", "\\p{IsLowercase}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\s"),
          Map.entry("upper", "\\p{IsUppercase}"),
          Map.entry("word", "\\p{IsAlphabetic}\\p{IsDigit}_"),
          Map.entry("xdigit", "0-9A-Fa-f"));

  private final Pattern pattern;
  private final boolean takesHidden;

  private GlobSegment(Pattern pattern, boolean takesHidden) {
    this.pattern = pattern;
    this.takesHidden = takesHidden;
  }

  /**
   * Parses a segment of a glob.
   *
   * @throws IllegalArgumentException if a character range runs backwards
   */
  static GlobSegment of(String segment) {
    try {
      return new GlobSegment(
          Pattern.compile(regex(segment), Pattern.DOTALL),
          segment.startsWith(".") || segment.startsWith("\\."));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the glob " + segment + " is not valid: " + e.getDescription(), e);
    }
  }

  static boolean hasWildcard(String glob) {
    return WILDCARD.matcher(glob).find();
  }

  /** Returns the name that a segment without wildcards matches. */
  static String unescaped(String segment) {
    return ESCAPED.matcher(segment).replaceAll("$1");
  }

  boolean matches(String name) {
    return (takesHidden || !name.startsWith(".")) && pattern.matcher(name).matches();
  }

  private static String regex(String segment) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < segment.length()) {
      int c = segment.codePointAt(at);
      int next = at + Character.charCount(c);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> {
          int close = closing(segment, at);
          if (close > 0) {
            bracket(segment.substring(at + 1, close), regex);
            next = close + 1;
          } else {
            regex.append("\\[");
          }
        }
        case '\\' -> {
          int escaped = next < segment.length() ? segment.codePointAt(next) : c;
          literal(escaped, regex);
          next = Math.min(segment.length(), next + Character.charCount(escaped));
        }
        default -> literal(c, regex);
      }
      at = next;
    }
    return regex.toString();
  }

  private static void literal(int codePoint, StringBuilder regex) {
    regex.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
  }

  /**
   * Returns the index of the bracket that closes the expression, or -1 if the opening bracket is a
   * plain character.
   */
  private static int closing(String segment, int open) {
    int at = open + 1;
    if (at < segment.length() && isNegation(segment.charAt(at))) {
      at++;
    }
    int first = at;
    for (; at < segment.length(); at++) {
      char c = segment.charAt(at);
      if (c == ']' && at > first) {
        return at;
      }
      if (c == '\\') {
        at++;
      } else if (segment.startsWith("[:", at) && segment.indexOf(":]", at + 2) > 0) {
        at = segment.indexOf(":]", at + 2) + 1;
      }
    }
    return -1;
  }

  private static boolean isNegation(char c) {
    return c == '!' || c == '^';
  }

  private static void bracket(String inside, StringBuilder regex) {
    int first = isNegation(inside.charAt(0)) ? 1 : 0;
    int at = first;
    regex.append(first == 1 ? "[^" : "[");
    while (at < inside.length()) {
      int end = inside.startsWith("[:", at) ? inside.indexOf(":]", at + 2) : -1;
      String named = end > 0 ? CLASSES.get(inside.substring(at + 2, end)) : null;
      if (named != null) {
        regex.append(named);
        at = end + 2;
        continue;
      }
      int c = inside.codePointAt(at);
      if (c == '\\' && at + 1 < inside.length()) {
        at++;
        c = inside.codePointAt(at);
        literal(c, regex);
      } else if (c == '-' && at > first && at + 1 < inside.length()) {
        regex.append('-');
      } else {
        literal(c, regex);
      }
      at += Character.charCount(c);
    }
    regex.append(']');
  }
}
