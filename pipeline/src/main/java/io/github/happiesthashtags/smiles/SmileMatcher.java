package io.github.happiesthashtags.smiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the tokens of a {@link Lexicon} in texts: from left to right, the longest token first,
 * without overlap.
 *
 * <p>{@code :):)} is two smiles and {@code :))} is one. A token matches as it is written, upper and
 * lower case apart, whatever stands before and after it, with one exception: emoji sequences are
 * never split. U+1F642 is a smile with and without U+FE0F, but no smile in "head shaking", U+1F642
 * U+200D U+2194 U+FE0F. What counts as a sequence is Unicode's list of those recommended for
 * general interchange (RGI), of the ICU version that is linked in, and any pair of regional
 * indicators. A smiley that is joined to something in a way Unicode does not recommend is displayed
 * as a smiley, and is a smile.
 *
 * <p>Instances are immutable and safe for use by many threads. They are cheap to make (8 KB and a
 * few machine words for each character of the lexicon), and not serialisable: ship the lexicon.
 */
public final class SmileMatcher {

  private final SequenceTrie tokens;
  private final int[] weights;

  /** Whether each character of each token is a unit wherever it stands. */
  private final boolean apartFromEmoji;

  private SmileMatcher(SequenceTrie tokens, int[] weights, boolean apartFromEmoji) {
    this.tokens = tokens;
    this.weights = weights;
    this.apartFromEmoji = apartFromEmoji;
  }

  /** Returns a matcher of the lexicon's tokens. */
  public static SmileMatcher of(Lexicon lexicon) {
    Map<String, Integer> weightOf = lexicon.weights();
    List<String> tokens = new ArrayList<>(weightOf.keySet());
    int[] weights = weightOf.values().stream().mapToInt(Integer::intValue).toArray();
    boolean apartFromEmoji = tokens.stream().allMatch(EmojiUnits::isApartFromEmoji);
    return new SmileMatcher(new SequenceTrie(tokens), weights, apartFromEmoji);
  }

  /** Whether other characters than ASCII's make no difference, whichever they are. */
  public boolean isAscii() {
    return apartFromEmoji;
  }

  /**
   * Counts the smiles of a text, in time proportional to its length for a given lexicon.
   *
   * @param text any text, its {@code &}, {@code <} and {@code >} no longer escaped; it need not be
   *     well-formed UTF-16
   * @return {@link Smiles#NONE} if there is none
   */
  public Smiles match(String text) {
    return apartFromEmoji ? matchCharacters(text) : matchUnits(text);
  }

  private Smiles matchCharacters(String text) {
    int length = text.length();
    int occurrences = 0;
    long weight = 0;
    int at = tokens.nextStart(text, 0);
    while (at < length) {
      int longest = SequenceTrie.NONE;
      int longestEnd = at + 1;
      int node = tokens.next(SequenceTrie.ROOT, text.charAt(at));
      for (int end = at + 1; node != SequenceTrie.NONE; end++) {
        int token = tokens.stringAt(node);
        if (token != SequenceTrie.NONE) {
          longest = token;
          longestEnd = end;
        }
        node = end < length ? tokens.next(node, text.charAt(end)) : SequenceTrie.NONE;
      }
      if (longest != SequenceTrie.NONE) {
        occurrences++;
        weight += weights[longest];
      }
      at = tokens.nextStart(text, longestEnd);
    }
    return Smiles.of(occurrences, weight);
  }

  private Smiles matchUnits(String text) {
    int length = text.length();
    int occurrences = 0;
    long weight = 0;
    // Units are found only as far as a possible match: most texts have none, and need no units.
    int boundary = 0;
    int at = tokens.nextStart(text, 0);
    while (at < length) {
      if (!mayMatch(text, at)) {
        at = tokens.nextStart(text, at + 1);
        continue;
      }
      boundary = EmojiUnits.boundaryFrom(text, boundary, at);
      if (boundary > at) {
        at = tokens.nextStart(text, boundary);
        continue;
      }

      int longest = SequenceTrie.NONE;
      int longestEnd = at + 1;
      int node = SequenceTrie.ROOT;
      for (int end, unit = at; unit < length; unit = end) {
        end = EmojiUnits.end(text, unit);
        node = afterUnit(node, text, unit, end);
        if (node == SequenceTrie.NONE) {
          break;
        }
        int token = tokens.stringAt(node);
        if (token != SequenceTrie.NONE) {
          longest = token;
          longestEnd = end;
        }
      }
      if (longest != SequenceTrie.NONE) {
        occurrences++;
        weight += weights[longest];
      }
      at = tokens.nextStart(text, longestEnd);
    }
    return Smiles.of(occurrences, weight);
  }

  /**
   * Whether a token might match at an index, units left aside: cheap, and never false when one
   * does. Without it, every text with a URL would be taken apart because of the colon.
   */
  private boolean mayMatch(String text, int index) {
    int node = SequenceTrie.ROOT;
    for (int cp, at = index; at < text.length(); at += Character.charCount(cp)) {
      cp = text.codePointAt(at);
      if (cp == EmojiUnits.VARIATION_SELECTOR_16) {
        return true;
      }
      node = tokens.next(node, cp);
      if (node == SequenceTrie.NONE) {
        return false;
      }
      if (tokens.stringAt(node) != SequenceTrie.NONE) {
        return true;
      }
    }
    return false;
  }

  private int afterUnit(int start, String text, int from, int to) {
    int node = start;
    for (int cp, at = from; at < to && node != SequenceTrie.NONE; at += Character.charCount(cp)) {
      cp = text.codePointAt(at);
      // A selector that starts a unit belongs to no emoji and is a character like any other.
      if (cp != EmojiUnits.VARIATION_SELECTOR_16 || at == from) {
        node = tokens.next(node, cp);
      }
    }
    return node;
  }
}
