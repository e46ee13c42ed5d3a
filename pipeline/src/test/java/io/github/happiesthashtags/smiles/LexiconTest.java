package io.github.happiesthashtags.smiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public class LexiconTest {

  @Test
  public void emoticonIsTheSmileyAlone() {
    assertThat(Lexicon.emoticon().weights(), equalTo(Map.of(":)", 1)));
  }

  @Test
  public void emojiIsTheSubgroupFaceSmilingAndTwoMore() {
    assertThat(
        tokens(Lexicon.emoji()),
        contains(
            "\uD83D\uDE00", // U+1F600
            "\uD83D\uDE03", // U+1F603
            "\uD83D\uDE04", // U+1F604
            "\uD83D\uDE01", // U+1F601
            "\uD83D\uDE06", // U+1F606
            "\uD83D\uDE05", // U+1F605
            "\uD83E\uDD23", // U+1F923
            "\uD83D\uDE02", // U+1F602
            "\uD83D\uDE42", // U+1F642
            "\uD83D\uDE43", // U+1F643
            "\uD83E\uDEE0", // U+1FAE0
            "\uD83D\uDE09", // U+1F609
            "\uD83D\uDE0A", // U+1F60A
            "\uD83D\uDE07", // U+1F607
            "\u263A",
            "\uD83D\uDE0E")); // U+1F60E
    assertThat(Lexicon.emoji().weights().values(), everyItem(equalTo(1)));
  }

  @Test
  public void allIsBothAndMoreEmoticons() {
    List<String> expected =
        Stream.of(
                List.of(":)"),
                tokens(Lexicon.emoji()),
                List.of(":-)", ":D", ":-D", "=)", ":]", "(:", "(-:", "^_^"))
            .flatMap(List::stream)
            .toList();

    assertThat(tokens(Lexicon.all()), equalTo(expected));
    assertThat(Lexicon.all().weights().values(), everyItem(equalTo(1)));
  }

  @Test
  public void builtInLexiconsAreFoundByName() {
    assertThat(Lexicon.builtInNames(), contains("EMOTICON", "EMOJI", "ALL"));
    assertThat(Lexicon.builtIn("EMOTICON"), is(Optional.of(Lexicon.emoticon())));
    assertThat(Lexicon.builtIn("EMOJI"), is(Optional.of(Lexicon.emoji())));
    assertThat(Lexicon.builtIn("ALL"), is(Optional.of(Lexicon.all())));
    assertThat(Lexicon.builtIn("all"), is(Optional.empty()));
    assertThat(Lexicon.builtIn(""), is(Optional.empty()));
  }

  @Test
  public void keepsTheOrderOfItsTokens() {
    Lexicon lexicon = Lexicon.of(inOrder("z", 1, "a", 2, "m", 3));

    assertThat(tokens(lexicon), contains("z", "a", "m"));
  }

  @Test
  public void theOrderMakesNoDifferenceToEquality() {
    Lexicon one = Lexicon.of(inOrder("a", 1, "b", 2));
    Lexicon other = Lexicon.of(inOrder("b", 2, "a", 1));

    assertThat(one, equalTo(other));
    assertThat(one.hashCode(), equalTo(other.hashCode()));
    assertThat(one, not(equalTo(Lexicon.of(Map.of("a", 1)))));
    assertThat(one, not(equalTo(Lexicon.of(Map.of("a", 1, "b", 3)))));
    assertThat((Object) one, not(equalTo("a lexicon")));
  }

  @Test
  public void spellingsWithAndWithoutTheVariationSelectorAreOneToken() {
    Lexicon lexicon = Lexicon.of(inOrder("\u263A\uFE0F", 2, "\u263A", 2));

    assertThat(tokens(lexicon), contains("\u263A"));
    assertThat(lexicon, equalTo(Lexicon.of(Map.of("\u263A\uFE0F", 2))));
  }

  @Test
  public void aVariationSelectorAfterSomethingElseIsPartOfTheToken() {
    assertThat(tokens(Lexicon.of(Map.of("a\uFE0F", 1))), contains("a\uFE0F"));
  }

  @Test
  public void spellingsWithDifferentWeightsAreRejected() {
    assertRejected(inOrder("\u263A\uFE0F", 2, "\u263A", 1), "weights 2 and 1");
  }

  @Test
  public void anEmptyTokenIsRejected() {
    assertRejected(Map.of("", 7), "empty token with weight 7");
  }

  @Test
  public void noTokenIsRejected() {
    assertRejected(Map.of(), "without a token");
  }

  @Test
  public void isImmutable() {
    Map<String, Integer> given = new LinkedHashMap<>(Map.of("a", 1));
    Lexicon lexicon = Lexicon.of(given);
    given.put("b", 1);

    assertThat(lexicon.weights().keySet(), hasSize(1));
    assertThrows(UnsupportedOperationException.class, () -> lexicon.weights().put("b", 1));
  }

  @Test
  public void survivesSerialisationInOrder() {
    Lexicon lexicon = Lexicon.of(inOrder("z", -1, "\uD83D", Integer.MAX_VALUE, "a", 0));

    Lexicon copy = SerializableUtils.clone(lexicon);

    assertThat(copy, equalTo(lexicon));
    assertThat(tokens(copy), equalTo(tokens(lexicon)));
  }

  @Test
  public void isDescribedByItsSize() {
    assertThat(Lexicon.emoticon().toString(), equalTo("Lexicon of 1 token"));
    assertThat(Lexicon.all().toString(), equalTo("Lexicon of 25 tokens"));
  }

  private static void assertRejected(Map<String, Integer> weights, String part) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Lexicon.of(weights));
    assertThat(e.getMessage(), containsString(part));
  }

  /**
   * Returns a map of alternating tokens and weights, in order, which {@link Map#of} does not keep.
   */
  private static Map<String, Integer> inOrder(Object... tokensAndWeights) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < tokensAndWeights.length; i += 2) {
      map.put((String) tokensAndWeights[i], (Integer) tokensAndWeights[i + 1]);
    }
    return map;
  }

  private static List<String> tokens(Lexicon lexicon) {
    return new ArrayList<>(lexicon.weights().keySet());
  }
}
