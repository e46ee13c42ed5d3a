package io.github.happiesthashtags.smiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.ibm.icu.text.UnicodeSet;
import java.util.List;
import org.junit.Test;

public class EmojiUnitsTest {

  @Test
  public void noEmojiSequenceHasACharacterThatIsApartFromEmoji() {
    UnicodeSet inSequences = new UnicodeSet();
    for (String sequence : new UnicodeSet("[:RGI_Emoji:]")) {
      inSequences.addAll(sequence);
    }

    List<String> apart = inSequences.stream().filter(c -> EmojiUnits.isApartFromEmoji(c)).toList();

    assertThat(apart, empty());
  }

  @Test
  public void emoticonsAreApartFromEmoji() {
    for (String token : Lexicon.emoticon().weights().keySet()) {
      assertThat(token, EmojiUnits.isApartFromEmoji(token), is(true));
    }
  }

  @Test
  public void keycapsSelectorsAndHalvesOfPairsAreNotApart() {
    for (String token : List.of(":1", "#)", "*", ":\uFE0F", "\uD83D", "\uDE42", ":\u20E3")) {
      assertThat(token, EmojiUnits.isApartFromEmoji(token), is(false));
    }
  }
}
