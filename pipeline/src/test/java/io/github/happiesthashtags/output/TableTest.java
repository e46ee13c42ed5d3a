package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.testing.Boards;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** A pane as a table. */
public class TableTest {
  private static final List<String> PIECES =
      List.of(
          "joy",
          "\u732B\u732B\u732B",
          "\uD83D\uDE00",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\uD83C\uDDFA\uD83C\uDDF8",
          "\u263A\uFE0F",
          "\u0633\u0644\u0627\u0645",
          "\u05E9\u05DC\u05D5\u05DD",
          "e\u0301\u0302\u0303",
          "\u0E01\u0E33\u0E49",
          "\uFF21",
          "\u1100\u1161\u11A8",
          "\033[31m",
          "\033]0;title\007",
          "\u009B2J",
          "\r",
          "\n",
          "\t",
          "\b",
          "\u202E",
          "\u2066",
          "\u200B",
          "\u2028",
          "\uD83D",
          "\uDB40\uDC41");

  @Test
  public void aTableShowsWindowTimingRanksScoresAndBars() {
    List<String> lines =
        Table.lines(
            Boards.of(
                Timing.ON_TIME, 0, row("joy", "8", 8, 3), row("fun", "4", 4, 1), row("a", 1)));

    assertThat(
        String.join("\n", lines),
        equalTo(
            """
            2020-01-01T10:00:00Z to 2020-01-01T11:00:00Z  on time, pane 0
               1  #joy                                 8  ████████████████ 3 statuses
               2  #fun                                 4  ████████         1 status
               3  #a                                   1  ██               1 status"""));
  }

  @Test
  public void aBarIsAsLongAsItsScoreToAnEighth() {
    assertThat(bar("1000", "1000"), equalTo("█".repeat(16)));
    assertThat(bar("999", "1000"), equalTo("█".repeat(15) + "▉"));
    assertThat(bar("500", "1000"), equalTo("█".repeat(8)));
    assertThat(bar("1", "1000"), equalTo("▏"));
    assertThat(bar("0", "1000"), equalTo(""));
    assertThat(bar("-5", "1000"), equalTo(""));
    assertThat(bar("-5", "-5"), equalTo(""));
  }

  @Test
  public void aLineIsAtMostEightyColumnsWhateverTheHashtag() {
    Random random = new Random(1);
    for (int trial = 0; trial < 5000; trial++) {
      StringBuilder hashtag = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        hashtag.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertReadable(Boards.of(Timing.EARLY, trial, row(hashtag.toString(), 5)));
      assertThat(columns(Table.padded(hashtag.toString(), 26)), equalTo(26));
    }
  }

  @Test
  public void aLineIsAtMostEightyColumnsWhateverTheNumbers() {
    long[] numbers = {0, 9_999, 10_000, 999_999, 1_000_000, 99_999_999, Integer.MAX_VALUE};
    for (long statuses : numbers) {
      for (String score : List.of("-1", "99999999999", "123456789012", "123456.654321", "1e30")) {
        assertReadable(
            Boards.of(
                Timing.ON_TIME,
                Long.MAX_VALUE,
                row("w".repeat(300), score, Long.MAX_VALUE, statuses)));
      }
    }
  }

  @Test
  public void aScoreNeverTouchesItsHashtag() {
    for (String score : List.of("12345678901", "123456789012", "1234567890123")) {
      String line =
          Table.lines(Boards.of(Timing.ON_TIME, 0, row("w".repeat(300), score, 1, 1))).get(1);

      assertThat(line, containsString("w… "));
    }
  }

  @Test
  public void aLongHashtagIsCutWithAnEllipsis() {
    assertThat(Table.padded("abcdef", 6), equalTo("abcdef"));
    assertThat(Table.padded("abcdefg", 6), equalTo("abcde…"));
    assertThat(Table.padded("ab", 6), equalTo("ab    "));
    assertThat("an escape is whole", Table.padded("abc\u009Bd", 6), equalTo("abc…  "));
    assertThat("cut between wide ones", Table.padded("\u732B\u732B\u732B", 4), equalTo("\u732B… "));
  }

  @Test
  public void whatWouldMoveTheCursorIsShown() {
    Leaderboard leaderboard =
        Boards.of(Timing.ON_TIME, 0, row("a\033b", 9), row("a\u009Bb\u202E", 8), row("\uD83Da", 7));

    List<String> lines = Table.lines(leaderboard);

    assertThat(lines.get(1), containsString("#a\\u001Bb  "));
    assertThat(lines.get(2), containsString("#a\\u009Bb\\u202E  "));
    assertThat(lines.get(3), containsString("#\\uD83Da  "));
    assertReadable(leaderboard);
  }

  @Test
  public void joinersAndSelectorsTakeNoColumn() {
    assertThat(Table.padded("a\u200Db\u200Cc\uFE0F", 10), equalTo("abc       "));
  }

  @Test
  public void aThousandRowsStayInLine() {
    Leaderboard leaderboard =
        Leaderboard.of(
            Boards.of(Timing.ON_TIME, 0, row("a", 1)).getWindowStart(),
            Boards.of(Timing.ON_TIME, 0, row("a", 1)).getWindowEnd(),
            Timing.ON_TIME,
            0,
            Collections.nCopies(1000, row("joy", "10", 10, 12_345)));

    assertReadable(leaderboard);
    assertThat(Table.lines(leaderboard).get(1000).startsWith("1000  #joy"), equalTo(true));
  }

  private static String bar(String score, String best) {
    List<String> lines =
        Table.lines(
            Boards.of(Timing.ON_TIME, 0, row("best", best, 1, 1), row("other", score, 1, 2)));
    String line = lines.get(2);
    return line.substring(46, line.indexOf("2 statuses")).stripTrailing();
  }

  private static void assertReadable(Leaderboard leaderboard) {
    for (String line : Table.lines(leaderboard)) {
      assertThat(line, columns(line), lessThanOrEqualTo(80));
      assertThat(line, not(containsString("\033")));
      for (int codePoint : line.codePoints().toArray()) {
        int type = UCharacter.getType(codePoint);
        assertThat(
            UCharacter.getExtendedName(codePoint),
            type == UCharacter.CONTROL
                || type == UCharacter.FORMAT
                || type == UCharacter.SURROGATE
                || UCharacter.isISOControl(codePoint),
            equalTo(false));
      }
    }
  }

  /** Returns the number of terminal columns: two for wide characters, none for marks. */
  private static int columns(String line) {
    int columns = 0;
    for (int codePoint : line.codePoints().toArray()) {
      int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
      boolean wide =
          width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
      boolean mark =
          UCharacter.getIntPropertyValue(codePoint, UProperty.CANONICAL_COMBINING_CLASS) != 0
              || UCharacter.getType(codePoint) == UCharacter.NON_SPACING_MARK;
      columns += mark ? 0 : wide ? 2 : 1;
    }
    return columns;
  }
}
