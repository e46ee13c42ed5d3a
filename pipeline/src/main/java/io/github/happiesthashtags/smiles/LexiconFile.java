package io.github.happiesthashtags.smiles;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parser of lexicon files; {@link Lexicon#parse} describes the format. */
final class LexiconFile {

  /**
   * The length limit of quoted text in a message: enough to find the line, short enough for one
   * line.
   */
  private static final int MAX_QUOTED_CODE_POINTS = 40;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern COMMENT = Pattern.compile("(^|\\p{javaWhitespace})#");
  private static final Pattern SPACE_BEFORE_INTEGER =
      Pattern.compile("\\p{javaWhitespace}[+-]?[0-9]+$");

  private final String sourceName;
  private final Map<String, Integer> weights = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private LexiconFile(String sourceName) {
    this.sourceName = sourceName;
  }

  static Map<String, Integer> parse(String sourceName, String content) {
    LexiconFile file = new LexiconFile(sourceName);
    String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      file.addLine(i + 1, withoutComment(lines.get(i)).stripTrailing());
    }
    if (file.weights.isEmpty()) {
      throw new IllegalArgumentException(
          sourceName + ":1: no token in the whole file; write one token a line, such as :)");
    }
    return file.weights;
  }

  private static String withoutComment(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.find() ? line.substring(0, comment.start()) : line;
  }

  private void addLine(int line, String content) {
    if (content.isEmpty()) {
      return;
    }
    String[] fields = content.split("\t", -1);
    if (fields.length > 2) {
      throw error(
          line,
          fields.length + " fields in " + quote(content),
          "keep a token and at most one weight, separated by one tab");
    }
    String token = fields[0].strip();
    if (token.isEmpty()) {
      throw error(line, "no token before the tab", "write the token there or remove the line");
    }
    if (fields.length == 1) {
      rejectSpaceForTab(line, token);
    }
    add(line, token, fields.length == 2 ? weight(line, fields[1].strip()) : 1);
  }

  private void rejectSpaceForTab(int line, String token) {
    if (SPACE_BEFORE_INTEGER.matcher(token).find()) {
      throw error(
          line,
          "a space before the number in " + quote(token),
          "put a tab before the number if it is the weight, or a tab and the weight after it if it"
              + " belongs to the token");
    }
  }

  private int weight(int line, String field) {
    if (INTEGER.matcher(field).matches()) {
      try {
        return Integer.parseInt(field);
      } catch (NumberFormatException e) {
        throw error(
            line,
            "the weight " + quote(field),
            "keep it between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
      }
    }
    throw error(
        line,
        "the weight " + quote(field),
        "write an integer, such as 1 or -2, or leave it out for 1");
  }

  private void add(int line, String spelling, int weight) {
    String token = EmojiUnits.canonical(spelling);
    Integer other = weights.putIfAbsent(token, weight);
    if (other == null) {
      lines.put(token, line);
    } else if (other != weight) {
      throw error(
          line,
          "the token "
              + quote(spelling)
              + " with weight "
              + weight
              + ", after weight "
              + other
              + " in line "
              + lines.get(token),
          "keep one of the two lines");
    }
  }

  private IllegalArgumentException error(int line, String found, String remedy) {
    return new IllegalArgumentException(sourceName + ":" + line + ": " + found + "; " + remedy);
  }

  /**
   * Returns the text in quotes, shortened, with characters escaped that would break or distort a
   * line of output.
   */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(MAX_QUOTED_CODE_POINTS)
        .forEach(
            cp -> {
              if (isPrintable(cp)) {
                quoted.appendCodePoint(cp);
              } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", cp));
              }
            });
    boolean shortened = text.codePointCount(0, text.length()) > MAX_QUOTED_CODE_POINTS;
    return quoted.append(shortened ? "...\"" : "\"").toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Invisible or able to reverse the line; but the joiner holds emoji together.
      case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }
}
