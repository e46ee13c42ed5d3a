package io.github.happiesthashtags.smiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.sameInstance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.Test;

public class SmileMatcherTest {

  private static final String ZWJ = "\u200D";
  private static final String VS15 = "\uFE0E";
  private static final String VS16 = "\uFE0F";
  private static final String SLIGHTLY_SMILING = "\uD83D\uDE42"; // U+1F642
  private static final String GRINNING = "\uD83D\uDE00"; // U+1F600
  private static final String LEFT_RIGHT = "\u2194";
  private static final String LIGHT_SKIN = "\uD83C\uDFFB"; // U+1F3FB
  private static final String BLACK_FLAG = "\uD83C\uDFF4"; // U+1F3F4

  @Test
  public void countsFromLeftToRightWithoutOverlap() {
    assertThat(count(Lexicon.emoticon(), ":):)"), equalTo(2));
    assertThat(count(Lexicon.emoticon(), ":))"), equalTo(1));
    assertThat(count(Lexicon.emoticon(), "::)"), equalTo(1));
    assertThat(count(Lexicon.emoticon(), "a:)b :)c"), equalTo(2));
    assertThat("(: and then :)", count(Lexicon.all(), "(:):)"), equalTo(2));
    assertThat("(: and no more", count(Lexicon.all(), "(:)"), equalTo(1));
    assertThat("two, then a rest", count(Lexicon.of(Map.of("aa", 1)), "aaaaa"), equalTo(2));
  }

  @Test
  public void aTextWithoutASmileGivesTheSharedNone() {
    for (String text : List.of("", " ", ":", "https://t.co/x (7:30)", "\uD83D\uDE2D", "\u00FC")) {
      assertThat(text, SmileMatcher.of(Lexicon.emoji()).match(text), sameInstance(Smiles.NONE));
    }
    assertThat(count(Lexicon.all(), "https://t.co/x :("), equalTo(0));
  }

  @Test
  public void takesTheLongestToken() {
    Lexicon lexicon = Lexicon.of(Map.of(":", 1, ":-)", 10, ":-))", 100, "-", 1000));

    assertThat(match(lexicon, ":-))"), equalTo(new Smiles(1, 100)));
    assertThat(match(lexicon, ":-)"), equalTo(new Smiles(1, 10)));
    assertThat("falls back to : and then -", match(lexicon, ":-("), equalTo(new Smiles(2, 1001)));
  }

  @Test
  public void addsUpWeights() {
    Lexicon lexicon = Lexicon.of(Map.of(":)", 2, ":(", -3, ">:)", 0));

    assertThat(match(lexicon, ":) :)"), equalTo(new Smiles(2, 4)));
    assertThat(match(lexicon, ":) :("), equalTo(new Smiles(2, -1)));
    assertThat("a zero hides a shorter token", match(lexicon, ">:)"), equalTo(new Smiles(1, 0)));
  }

  @Test
  public void weightsDoNotOverflow() {
    Lexicon lexicon = Lexicon.of(Map.of("a", Integer.MAX_VALUE, "b", Integer.MIN_VALUE));

    assertThat(match(lexicon, "aaa"), equalTo(new Smiles(3, 3L * Integer.MAX_VALUE)));
    assertThat(match(lexicon, "bbb"), equalTo(new Smiles(3, 3L * Integer.MIN_VALUE)));
  }

  @Test
  public void countsMoreSmilesThanAreShared() {
    assertThat(match(Lexicon.emoticon(), ":)".repeat(16)), equalTo(new Smiles(16, 16)));
    assertThat(match(Lexicon.emoticon(), ":)".repeat(17)), equalTo(new Smiles(17, 17)));
    assertThat(match(Lexicon.emoticon(), ":)".repeat(5000)), equalTo(new Smiles(5000, 5000)));
  }

  @Test
  public void wordsMatchAsSubstringsAndCaseMatters() {
    Lexicon lexicon = Lexicon.of(Map.of("happy", 1));

    assertThat(count(lexicon, "unhappyhappy"), equalTo(2));
    assertThat(count(lexicon, "Happy HAPPY"), equalTo(0));
  }

  @Test
  public void anAmpersandIsLiteral() {
    assertThat(count(Lexicon.of(Map.of("&lt;3", 1)), "<3 &lt;3"), equalTo(1));
  }

  @Test
  public void theVariationSelectorMakesNoDifference() {
    for (Lexicon lexicon :
        List.of(Lexicon.emoji(), Lexicon.of(Map.of("\u263A" + VS16, 1, SLIGHTLY_SMILING, 1)))) {
      assertThat(count(lexicon, "\u263A"), equalTo(1));
      assertThat(count(lexicon, "\u263A" + VS16), equalTo(1));
      assertThat(count(lexicon, "\u263A" + VS16 + "\u263A\u263A" + VS16), equalTo(3));
      assertThat(count(lexicon, SLIGHTLY_SMILING + VS16 + VS16), equalTo(1));
      assertThat("text style", count(lexicon, "\u263A" + VS15), equalTo(1));
    }
  }

  @Test
  public void aVariationSelectorAfterSomethingElseIsACharacter() {
    assertThat(count(Lexicon.emoticon(), ":" + VS16 + ")"), equalTo(0));
    assertThat(count(Lexicon.emoticon(), ":)" + VS16), equalTo(1));
    assertThat(count(Lexicon.of(Map.of("a" + VS16 + "b", 1)), "ab"), equalTo(0));
    assertThat(count(Lexicon.of(Map.of("a" + VS16 + "b", 1)), "a" + VS16 + "b"), equalTo(1));
    assertThat(count(Lexicon.of(Map.of(VS16, 1)), VS16 + "\u263A" + VS16), equalTo(1));
  }

  @Test
  public void noTokenMatchesInsideALongerSequence() {
    String headShaking = SLIGHTLY_SMILING + ZWJ + LEFT_RIGHT;

    assertThat("minimally qualified", count(Lexicon.emoji(), headShaking), equalTo(0));
    assertThat("fully qualified", count(Lexicon.emoji(), headShaking + VS16), equalTo(0));
    assertThat(
        "with a selector to spare",
        count(Lexicon.emoji(), SLIGHTLY_SMILING + VS16 + ZWJ + VS16 + LEFT_RIGHT),
        equalTo(0));
    assertThat(
        "among smiles",
        count(Lexicon.emoji(), GRINNING + headShaking + VS16 + SLIGHTLY_SMILING),
        equalTo(2));
    assertThat(
        "the end of a sequence",
        count(Lexicon.of(Map.of(LEFT_RIGHT, 1, ZWJ + LEFT_RIGHT, 1)), headShaking),
        equalTo(0));
    assertThat(
        "the sequence itself",
        count(Lexicon.of(Map.of(headShaking, 1)), "x" + headShaking + VS16 + "y"),
        equalTo(1));
  }

  @Test
  public void aSequenceThatUnicodeDoesNotRecommendIsNoUnit() {
    assertThat(count(Lexicon.emoji(), GRINNING + ZWJ + LEFT_RIGHT), equalTo(1));
    assertThat(count(Lexicon.emoji(), SLIGHTLY_SMILING + ZWJ + SLIGHTLY_SMILING), equalTo(2));
    assertThat(count(Lexicon.emoji(), SLIGHTLY_SMILING + ZWJ), equalTo(1));
    assertThat(count(Lexicon.emoji(), ZWJ + SLIGHTLY_SMILING), equalTo(1));
    assertThat("no skin", count(Lexicon.emoji(), SLIGHTLY_SMILING + LIGHT_SKIN), equalTo(1));
    assertThat(
        "text style takes it apart",
        count(Lexicon.emoji(), SLIGHTLY_SMILING + VS15 + ZWJ + LEFT_RIGHT),
        equalTo(1));
  }

  @Test
  public void aModifierBelongsToItsBase() {
    Lexicon thumb = Lexicon.of(Map.of("\uD83D\uDC4D", 1)); // U+1F44D thumbs up

    assertThat(count(thumb, "\uD83D\uDC4D"), equalTo(1));
    assertThat(count(thumb, "\uD83D\uDC4D" + LIGHT_SKIN), equalTo(0));
    assertThat(count(Lexicon.of(Map.of(LIGHT_SKIN, 1)), "\uD83D\uDC4D" + LIGHT_SKIN), equalTo(0));
  }

  @Test
  public void flagsAreNeverPairedAnew() {
    String au = regionalIndicators("AU");
    Lexicon lexicon = Lexicon.of(Map.of(regionalIndicators("US"), 1));

    assertThat(count(lexicon, regionalIndicators("US")), equalTo(1));
    assertThat("AU, SE", count(lexicon, au + regionalIndicators("SE")), equalTo(0));
    assertThat("XU, which is no region, S", count(lexicon, regionalIndicators("XUS")), equalTo(0));
    assertThat(count(lexicon, au + regionalIndicators("US")), equalTo(1));
    assertThat(count(Lexicon.of(Map.of(regionalIndicators("U"), 1)), au), equalTo(0));
    assertThat(
        count(Lexicon.of(Map.of(regionalIndicators("U"), 1)), au + "x" + regionalIndicators("U")),
        equalTo(1));
  }

  @Test
  public void keycapsAndTagSequencesAreUnits() {
    String england = BLACK_FLAG + tags("gbeng");
    Lexicon lexicon = Lexicon.of(Map.of("1", 1, BLACK_FLAG, 1));

    assertThat(count(lexicon, "1" + VS16 + "\u20E3 1\u20E3"), equalTo(0));
    assertThat("no keycap", count(lexicon, "11" + VS16), equalTo(2));
    assertThat(count(lexicon, england), equalTo(0));
    assertThat(count(lexicon, BLACK_FLAG + england + BLACK_FLAG), equalTo(2));
    assertThat(
        "a flag that Unicode does not recommend is displayed as a black one",
        count(lexicon, BLACK_FLAG + tags("ustx")),
        equalTo(1));
  }

  @Test
  public void aTokenMayMixEmojiAndText() {
    Lexicon lexicon = Lexicon.of(Map.of("so " + GRINNING + "\u263A" + VS16 + "!", 5, GRINNING, 1));

    assertThat(match(lexicon, "so " + GRINNING + "\u263A!"), equalTo(new Smiles(1, 5)));
    assertThat(
        match(lexicon, "so " + GRINNING + VS16 + "\u263A" + VS16 + "!"), equalTo(new Smiles(1, 5)));
    assertThat(match(lexicon, "so " + GRINNING + "\u263A?"), equalTo(new Smiles(1, 1)));
  }

  @Test
  public void aTokenEndsOnlyWhereAUnitEnds() {
    Lexicon lexicon = Lexicon.of(Map.of("top 1", 1, "ok" + SLIGHTLY_SMILING, 1));

    assertThat(count(lexicon, "top 1\u20E3"), equalTo(0));
    assertThat(count(lexicon, "top 12"), equalTo(1));
    assertThat(count(lexicon, "ok" + SLIGHTLY_SMILING + ZWJ + LEFT_RIGHT), equalTo(0));
    assertThat(count(lexicon, "ok" + SLIGHTLY_SMILING + VS16), equalTo(1));
  }

  @Test
  public void loneSurrogatesAreCharactersLikeAnyOther() {
    for (String text :
        List.of("\uD83D", "\uDE42", "\uDE42\uD83D", "\uD83D" + VS16 + "\uDE42", "\uD83D:)\uDE42")) {
      assertThat(count(Lexicon.emoji(), text), equalTo(0));
      assertThat(count(Lexicon.emoticon(), text), equalTo(text.contains(":)") ? 1 : 0));
    }
    assertThat(count(Lexicon.emoji(), "\uD83D" + SLIGHTLY_SMILING + "\uDE42"), equalTo(1));
    Lexicon halves = Lexicon.of(Map.of("\uD83D", 1, "\uDE42", 1));
    assertThat("no half of a pair", count(halves, SLIGHTLY_SMILING), equalTo(0));
    assertThat(count(halves, "\uD83D" + SLIGHTLY_SMILING + "\uDE42"), equalTo(2));
  }

  @Test
  public void aLongTextTakesProportionalTime() {
    String text = ("1" + VS16.repeat(50_000) + SLIGHTLY_SMILING + VS16.repeat(50_000)).repeat(10);

    assertThat(count(Lexicon.emoji(), text), equalTo(10));
  }

  @Test
  public void oneMatcherServesManyThreads() throws Exception {
    SmileMatcher matcher = SmileMatcher.of(Lexicon.all());
    String text = "x " + SLIGHTLY_SMILING + " :-) " + SLIGHTLY_SMILING + ZWJ + LEFT_RIGHT;
    Callable<Smiles> matching = () -> matcher.match(text.repeat(1000));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Smiles> smiles :
          threads.invokeAll(Stream.generate(() -> matching).limit(50).toList())) {
        assertThat(smiles.get(), equalTo(new Smiles(2000, 2000)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int count(Lexicon lexicon, String text) {
    return match(lexicon, text).occurrences();
  }

  private static Smiles match(Lexicon lexicon, String text) {
    return SmileMatcher.of(lexicon).match(text);
  }

  private static String regionalIndicators(String letters) {
    return shifted(letters, 0x1F1E6 - 'A');
  }

  private static String tags(String letters) {
    return shifted(letters, 0xE0000) + Character.toString(0xE007F);
  }

  private static String shifted(String letters, int distance) {
    StringBuilder shifted = new StringBuilder();
    letters.chars().forEach(letter -> shifted.appendCodePoint(letter + distance));
    return shifted.toString();
  }
}
