package io.github.happiesthashtags.smiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.runner.RunWith;

/** The matcher and the reference matcher agree. */
@RunWith(JUnitQuickcheck.class)
public class SmileMatcherPropertiesTest {

  private static final Lexicon ALL = Lexicon.all();

  @Property(trials = 5000)
  public void countsTheBuiltInTokensByTheRules(@From(SmileyTexts.class) String text) {
    assertSame(ALL, text);
  }

  @Property(trials = 3000)
  public void countsTokensWithoutEmojiByTheRules(@From(SmileyTexts.class) String text) {
    Map<String, Integer> weights =
        Map.of(":)", 1, ":", 10, ":-)", 100, ":):)", 1000, "(:", 10_000, "^_^", 100_000);

    assertSame(Lexicon.of(weights), text);
    assertSame(Lexicon.of(weights), ":" + text + ":)" + text);
  }

  @Property(trials = 3000)
  public void countsAnyTokensByTheRules(
      @From(SmileyTexts.class) String token, @From(SmileyTexts.class) String text) {
    // Whole generated texts rarely recur; their beginnings, ends and middles do.
    Map<String, Integer> weights = new LinkedHashMap<>();
    int weight = -3;
    for (String source : List.of(token, text)) {
      for (int start = 0; start < source.length(); start += 3) {
        for (int length = 1; length <= 5 && start + length <= source.length(); length++) {
          String canonical = EmojiUnits.canonical(source.substring(start, start + length));
          weights.putIfAbsent(canonical, weight++);
        }
      }
    }
    Lexicon lexicon = Lexicon.of(weights);

    assertSame(lexicon, text);
    assertSame(lexicon, token + text);
    assertSame(lexicon, text + token + text);
  }

  @Property(trials = 3000)
  public void findsAnyTextInItself(@From(SmileyTexts.class) String text) {
    assertThat(SmileMatcher.of(Lexicon.of(Map.of(text, 7))).match(text), equalTo(new Smiles(1, 7)));
  }

  @Property(trials = 3000)
  public void theVariationSelectorMakesNoDifferenceToCanonicalTexts(
      @From(SmileyTexts.class) String text) {
    String canonical = EmojiUnits.canonical(text);

    assertThat(EmojiUnits.canonical(canonical), equalTo(canonical));
    assertThat(SmileMatcher.of(ALL).match(canonical), equalTo(SmileMatcher.of(ALL).match(text)));
  }

  private static void assertSame(Lexicon lexicon, String text) {
    Smiles expected = new ReferenceMatcher(lexicon.weights()).match(text);

    assertThat(text, SmileMatcher.of(lexicon).match(text), equalTo(expected));
  }
}
