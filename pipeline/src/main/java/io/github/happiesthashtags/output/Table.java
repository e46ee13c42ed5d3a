package io.github.happiesthashtags.output;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import io.github.happiesthashtags.twitter.text.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a pane, in lines of at most 80 columns. */
final class Table {
  static final int WIDTH = 80;
  private static final int RANK_COLUMNS = 4;
  private static final int HASHTAG_COLUMNS = 26;
  private static final int SCORE_COLUMNS = 12;
  private static final int BAR_COLUMNS = 16;

  /**
   * Turns the character before it into an emoji, which has two columns on some terminals and one on
   * others.
   */
  private static final int EMOJI_SELECTOR = 0xFE0F;

  private static final String ELLIPSIS = "…";

  private Table() {}

  static List<String> lines(Leaderboard leaderboard) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Times.iso(leaderboard.getWindowStart())
            + " to "
            + Times.iso(leaderboard.getWindowEnd())
            + "  "
            + leaderboard.timing().name().replace('_', ' ').toLowerCase(Locale.ROOT)
            + ", pane "
            + leaderboard.getPane());
    BigDecimal best = leaderboard.getRows().get(0).getScore();
    int rank = 0;
    for (LeaderboardRow row : leaderboard.getRows()) {
      String counts =
          row.getStatuses() == 1 ? "1 status" : shortened(row.getStatuses()) + " statuses";
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%" + RANK_COLUMNS + "d  %s%" + SCORE_COLUMNS + "s  %s %s",
                  ++rank,
                  padded('#' + row.getHashtag(), HASHTAG_COLUMNS),
                  score(row.getScore()),
                  bar(row.getScore(), best),
                  counts)
              .stripTrailing());
    }
    return lines;
  }

  private static String score(BigDecimal score) {
    String plain = score.toPlainString();
    // The score must be shorter than its column, or it would touch the hashtag.
    return plain.length() < SCORE_COLUMNS ? plain : String.format(Locale.ROOT, "%.3g", score);
  }

  /** Shortens counts, because more than six digits would break the width. */
  private static String shortened(long count) {
    return count < 1_000_000
        ? Long.toString(count)
        : String.format(Locale.ROOT, "%.1fM", count / 1e6);
  }

  private static String bar(BigDecimal score, BigDecimal best) {
    if (best.signum() <= 0 || score.signum() <= 0) {
      return " ".repeat(BAR_COLUMNS);
    }
    int eighths = Math.max(1, (int) (score.doubleValue() / best.doubleValue() * BAR_COLUMNS * 8));
    String full = "█".repeat(eighths / 8);
    String rest = eighths % 8 == 0 ? "" : String.valueOf((char) ('█' + 8 - eighths % 8));
    return full + rest + " ".repeat(BAR_COLUMNS - full.length() - rest.length());
  }

  /**
   * Cuts or pads a text to a number of terminal columns. What could move the cursor becomes an
   * escape, which is cut as a whole.
   */
  static String padded(String text, int columns) {
    List<String> parts = text.codePoints().mapToObj(Table::shown).toList();
    int total = parts.stream().mapToInt(Table::columns).sum();
    int room = total <= columns ? columns : columns - 1;
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (String part : parts) {
      int width = columns(part);
      if (used + width > room) {
        out.append(ELLIPSIS);
        used++;
        break;
      }
      out.append(part);
      used += width;
    }
    return out.append(" ".repeat(columns - used)).toString();
  }

  /** Returns a character, its escape, or nothing for one that only changes its neighbours. */
  private static String shown(int codePoint) {
    String escaped = Printable.escaped(Character.toString(codePoint));
    boolean isItself = escaped.codePointCount(0, escaped.length()) == 1;
    return isItself && !isPrintable(codePoint) ? "" : escaped;
  }

  private static int columns(String part) {
    return part.codePoints().map(Table::columns).sum();
  }

  private static boolean isPrintable(int codePoint) {
    if (codePoint == EMOJI_SELECTOR) {
      return false;
    }
    return switch (UCharacter.getType(codePoint)) {
      // Otherwise, escape sequences and changes of direction would let a hashtag redraw the
      // terminal.
      case UCharacter.CONTROL,
          UCharacter.FORMAT,
          UCharacter.SURROGATE,
          UCharacter.LINE_SEPARATOR,
          UCharacter.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static int columns(int codePoint) {
    if (!isPrintable(codePoint)) {
      return 0;
    }
    int type = UCharacter.getType(codePoint);
    if (type == UCharacter.NON_SPACING_MARK || type == UCharacter.ENCLOSING_MARK) {
      return 0;
    }
    int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
    return width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH
        ? 2
        : 1;
  }
}
