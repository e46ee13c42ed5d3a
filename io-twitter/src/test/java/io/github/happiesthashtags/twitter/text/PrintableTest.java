package io.github.happiesthashtags.twitter.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.Test;

/** Tests that foreign text is safe on a terminal. */
public class PrintableTest {

  @Test
  public void whatATerminalActsOnIsShownInstead() {
    for (int control = 0; control < 0xA0; control++) {
      if (control < ' ' || control >= 0x7F) {
        assertThat(
            Printable.escaped("a" + (char) control + "b"),
            equalTo(String.format("a\\u%04Xb", control)));
      }
    }
    assertThat(Printable.escaped("\033[2J\u009B2J"), equalTo("\\u001B[2J\\u009B2J"));
  }

  @Test
  public void whatChangesTheDirectionOfWritingIsShown() {
    String bidi = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    StringBuilder shown = new StringBuilder();
    bidi.chars().forEach(c -> shown.append(String.format("\\u%04X", c)));

    assertThat(Printable.escaped(bidi), equalTo(shown.toString()));
  }

  @Test
  public void linesEndNowhere() {
    assertThat(
        Printable.escaped("a\r\nb\u2028c\u2029d\u0085e"),
        equalTo("a\\u000D\\u000Ab\\u2028c\\u2029d\\u0085e"));
    assertThat(Printable.line(" a\r\n\t b \u2028c\u0085d\n"), equalTo("a b \\u2028c\\u0085d"));
  }

  @Test
  public void halvesOfCharactersAndInvisibleOnesAreShown() {
    assertThat(Printable.escaped("a\uD83D"), equalTo("a\\uD83D"));
    assertThat(Printable.escaped("\uDE00a"), equalTo("\\uDE00a"));
    assertThat(Printable.escaped("a\u200B\uFEFF"), equalTo("a\\u200B\\uFEFF"));
    assertThat(Printable.escaped("a\uDB40\uDC41"), equalTo("a\\u{E0041}"));
  }

  @Test
  public void wordsOfAllScriptsAndEmojiStay() {
    for (String text :
        new String[] {
          "",
          "joy",
          "a\\b",
          "\u732B",
          "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
          "e\u0301",
          "\uD83D\uDC69\u200D\uD83D\uDE80",
          "\u263A\uFE0F"
        }) {
      assertThat(Printable.escaped(text), equalTo(text));
      assertThat(Printable.line(text), equalTo(text));
    }
  }

  @Test
  public void aLongTextIsCutBetweenCharacters() {
    assertThat(Printable.line("abc", 3), equalTo("abc"));
    assertThat(Printable.line("abcd", 3), equalTo("abc..."));
    assertThat(
        Printable.line("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 2),
        equalTo("\uD83D\uDE00\uD83D\uDE00..."));
    assertThat(Printable.line("a \n b\033c", 3), equalTo("a b..."));
    assertThat(Printable.line(null), equalTo("null"));
  }
}
