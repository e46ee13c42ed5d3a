package io.github.happiesthashtags.smiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.github.happiesthashtags.testsupport.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/**
 * Every line of Unicode's emoji-test.txt, in all its qualifications, alone and beside other emoji.
 */
public class EmojiTestFileTest {

  private static final String SMILE = "\uD83D\uDE42"; // U+1F642 slightly smiling face

  private record Emoji(String text, boolean component, String subgroup) {
    /**
     * Returns the part that the qualifications of an emoji share; the file has selectors only
     * inside emoji.
     */
    String bare() {
      return text.replace("\uFE0F", "");
    }
  }

  private final List<Emoji> emoji = new ArrayList<>();

  @Before
  public void readFile() throws IOException {
    String subgroup = "";
    for (String line : Files.readAllLines(SharedData.file("emoji/emoji-test.txt"))) {
      if (line.startsWith("# subgroup: ")) {
        subgroup = line.substring("# subgroup: ".length());
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        StringBuilder text = new StringBuilder();
        for (String hex : line.substring(0, line.indexOf(';')).strip().split(" ", -1)) {
          text.appendCodePoint(Integer.parseInt(hex, 16));
        }
        emoji.add(new Emoji(text.toString(), line.contains("; component "), subgroup));
      }
    }
    assertThat(emoji.size(), greaterThan(4000));
  }

  @Test
  public void emojiIsTheSubgroupFaceSmilingAndTwoMore() {
    Set<String> expected = new HashSet<>(Set.of("\u263A", "\uD83D\uDE0E"));
    emoji.stream()
        .filter(each -> each.subgroup().equals("face-smiling"))
        .forEach(each -> expected.add(each.bare()));

    assertThat(expected, hasSize(16));
    assertThat(Lexicon.emoji().weights().keySet(), equalTo(expected));
  }

  @Test
  public void noEmojiOutsideTheLexiconCountsAndNoneInsideIsMissed() {
    checkAll(Lexicon.emoji());
  }

  @Test
  public void soItIsForALexiconOfAThirdOfAllEmoji() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (int i = 0; i < emoji.size(); i += 3) {
      weights.put(emoji.get(i).bare(), 1);
    }
    weights.put(SMILE, 1);

    checkAll(Lexicon.of(weights));
  }

  @Test
  public void everyEmojiIsFoundByItsOwnLexiconAsAWhole() {
    Set<String> others = new HashSet<>();
    for (Emoji each : emoji) {
      others.add(each.bare());
    }
    assertThat(others, hasItem(SMILE));
    for (Emoji each : emoji) {
      SmileMatcher matcher = SmileMatcher.of(Lexicon.of(Map.of(each.text(), 1)));

      assertCount(matcher, each.text() + "x" + each.bare() + each.text(), 3);
      for (String longer : longerNeighbours(each, others)) {
        assertCount(matcher, longer, 0);
      }
    }
  }

  @Test
  public void pairsOfEmojiCountAsTheSumOfBoth() {
    Map<String, Integer> weights = new LinkedHashMap<>(Lexicon.emoji().weights());
    for (int i = 0; i < emoji.size(); i += 2) {
      weights.put(emoji.get(i).bare(), 1);
    }
    SmileMatcher matcher = SmileMatcher.of(Lexicon.of(weights));
    Random random = new Random(20200101);
    for (int i = 0; i < 200_000; i++) {
      Emoji first = emoji.get(random.nextInt(emoji.size()));
      Emoji second = emoji.get(random.nextInt(emoji.size()));
      // A component, such as a skin tone, may turn the emoji before it into another one.
      if (!second.component()) {
        int expected = countOf(weights, first) + countOf(weights, second);
        assertCount(matcher, first.text() + second.text(), expected);
      }
    }
  }

  private void checkAll(Lexicon lexicon) {
    SmileMatcher matcher = SmileMatcher.of(lexicon);
    for (Emoji each : emoji) {
      String text = each.text();
      int one = countOf(lexicon.weights(), each);
      assertCount(matcher, text, one);
      assertCount(matcher, "a" + text + "b", one);
      assertCount(matcher, "#1 " + text + " :)", one);
      assertCount(matcher, text + "\uFE0F", one);
      assertCount(matcher, SMILE + "\uFE0F" + text, 1 + one);
      assertCount(matcher, text + SMILE, one + 1);
      assertCount(matcher, text + "\u200D" + SMILE + text, one + 1 + one);
      assertCount(matcher, text + text, 2 * one);
      assertCount(matcher, "\uD83D" + text + "\uDE42", one);
    }
  }

  private static List<String> longerNeighbours(Emoji each, Set<String> others) {
    List<String> longer = new ArrayList<>();
    for (String suffix : List.of("\u200D\u2640", "\u200D\u2642", "\uD83C\uDFFB", "\u200D\u2194")) {
      if (others.contains(each.bare() + suffix)) {
        longer.add(each.bare() + suffix);
        longer.add(each.bare() + suffix + "\uFE0F");
      }
    }
    return longer;
  }

  private static int countOf(Map<String, Integer> weights, Emoji each) {
    return weights.getOrDefault(each.bare(), 0);
  }

  private static void assertCount(SmileMatcher matcher, String text, int expected) {
    int count = matcher.match(text).occurrences();
    // Built only on failure: the description is expensive, and there are hundreds of thousands of
    // calls.
    if (count != expected) {
      assertThat(
          text + " " + text.codePoints().mapToObj(Integer::toHexString).toList(),
          count,
          equalTo(expected));
    }
  }
}
