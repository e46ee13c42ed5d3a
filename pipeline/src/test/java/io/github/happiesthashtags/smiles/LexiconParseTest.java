package io.github.happiesthashtags.smiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.util.Map;
import org.junit.Test;

public class LexiconParseTest {

  @Test
  public void readsATokenALineWithAnOptionalWeight() {
    assertThat(
        parse(":)\n:(\t-1\n:D\t+3\nhappy\t2\n"),
        equalTo(Map.of(":)", 1, ":(", -1, ":D", 3, "happy", 2)));
  }

  @Test
  public void keepsTheOrderOfTheFile() {
    assertThat(parse("z\na\nm").keySet(), contains("z", "a", "m"));
  }

  @Test
  public void ignoresBlankLinesAndWholeLineComments() {
    assertThat(
        parse("# smiles\n\n:)\n \t \n  # indented\n#)\n\t# after a tab\n"),
        equalTo(Map.of(":)", 1)));
  }

  @Test
  public void ignoresTrailingComments() {
    assertThat(
        parse(":)\t2\t# a smiley\n:D # a grin\n=)\t # no weight\n:]\t5 #tight\n:>\u3000# wide"),
        equalTo(Map.of(":)", 2, ":D", 1, "=)", 1, ":]", 5, ":>", 1)));
  }

  @Test
  public void aNumberSignInsideATokenStartsNoComment() {
    assertThat(parse(":#\n:#)\t2 # a comment"), equalTo(Map.of(":#", 1, ":#)", 2)));
  }

  @Test
  public void aTokenMayHoldSpacesAndAnAmpersand() {
    assertThat(parse("so happy\t3\n&lt;3\t1\n"), equalTo(Map.of("so happy", 3, "&lt;3", 1)));
  }

  @Test
  public void dropsWhiteSpaceAroundTokenAndWeight() {
    assertThat(parse(" :) \t 2 \n:D\t\n"), equalTo(Map.of(":)", 2, ":D", 1)));
  }

  @Test
  public void understandsAByteOrderMarkAndAnyLineEnd() {
    assertThat(
        parse("\uFEFF:)\t2\r\n:D\r=)\n:]"), equalTo(Map.of(":)", 2, ":D", 1, "=)", 1, ":]", 1)));
    assertThat(parse("\uFEFF# comment\r\n:)"), equalTo(Map.of(":)", 1)));
  }

  @Test
  public void takesTheWholeRangeOfInt() {
    assertThat(
        parse("a\t2147483647\nb\t-2147483648\nc\t0"),
        equalTo(Map.of("a", Integer.MAX_VALUE, "b", Integer.MIN_VALUE, "c", 0)));
  }

  @Test
  public void aTokenMayBeRepeatedWithTheSameWeight() {
    assertThat(parse("\u263A\t2\n\u263A\uFE0F\t2"), equalTo(Map.of("\u263A", 2)));
  }

  @Test
  public void rejectsAWeightThatIsNoInteger() {
    assertRejected(":)\n:D\t1.5", 2, "weight \"1.5\"", "write an integer");
    assertRejected(":D\tgrin", 1, "weight \"grin\"", "write an integer");
    assertRejected(":D\t\u22121", 1, "weight \"\u22121\"", "write an integer");
    assertRejected(":D\t\uFF11", 1, "weight \"\uFF11\"", "write an integer");
  }

  @Test
  public void rejectsAWeightOutOfRange() {
    assertRejected(":)\t2147483648", 1, "\"2147483648\"", "between -2147483648 and 2147483647");
    assertRejected(":)\t-99999999999", 1, "\"-99999999999\"", "between");
  }

  @Test
  public void rejectsATokenWithTwoWeights() {
    assertRejected(":)\n\n:)\t2", 3, "\":)\" with weight 2, after weight 1 in line 1", "keep one");
    assertRejected("\u263A\t1\n\u263A\uFE0F\t2", 2, "after weight 1 in line 1", "keep one");
  }

  @Test
  public void rejectsALineWithoutAToken() {
    assertRejected(":)\n\t2", 2, "no token before the tab", "write the token");
    assertRejected("  \t2", 1, "no token before the tab", "write the token");
  }

  @Test
  public void rejectsMoreThanTwoFields() {
    assertRejected(":)\t1\tsmiley", 1, "3 fields", "separated by one tab");
    assertRejected(":)\t\t1", 1, "3 fields", "separated by one tab");
  }

  @Test
  public void rejectsASpaceThatShouldBeATab() {
    assertRejected(":) 2", 1, "a space before the number in \":) 2\"", "put a tab");
    assertRejected(":)  -2 # sad", 1, "a space before the number", "put a tab");
    assertThat("said to be a token", parse("top 10\t1"), equalTo(Map.of("top 10", 1)));
    assertThat("no number", parse("catch 22nd"), equalTo(Map.of("catch 22nd", 1)));
  }

  @Test
  public void rejectsAFileWithoutAToken() {
    assertRejected("", 1, "no token", "write one token a line");
    assertRejected("\uFEFF# nothing\n\n", 1, "no token", "write one token a line");
  }

  @Test
  public void keepsTheMessageShortAndOnOneLine() {
    assertRejected(
        "a\t" + "x".repeat(1000), 1, "\"" + "x".repeat(40) + "...\"", "write an integer");
    assertRejected("a\t1\u2028\u0007\u202E2", 1, "\"1\\u2028\\u0007\\u202E2\"", "write an integer");
    assertRejected("a\t\uD83D", 1, "\"\\uD83D\"", "write an integer");
  }

  private static Map<String, Integer> parse(String content) {
    return Lexicon.parse("lexicon.tsv", content).weights();
  }

  private static void assertRejected(String content, int line, String found, String remedy) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Lexicon.parse("my.tsv", content));
    assertThat(e.getMessage(), startsWith("my.tsv:" + line + ": "));
    assertThat(e.getMessage(), containsString(found));
    assertThat(e.getMessage(), containsString(remedy));
    assertThat(e.getMessage(), not(containsString("\n")));
  }
}
