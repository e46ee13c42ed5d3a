package io.github.happiesthashtags.smiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A matcher that finds the tokens of a {@link Lexicon} in texts: from left to right, the longest
 * token first, without overlap.
 *
 * <p>{@code :):)} is two smiles and {@code :))} is one. A token matches literally and
 * case-sensitively in any context, with one exception: emoji sequences are never split. U+1F642 is
 * a smile with and without U+FE0F, but not a smile in "head shaking", U+1F642 U+200D U+2194 U+FE0F.
 * Sequences are those that Unicode recommends for general interchange (RGI), in the version of the
 * bundled ICU, and all pairs of regional indicators. A smiley that is joined to something in a way
 * Unicode does not recommend is displayed as a smiley, and is a smile.
 *
 * <p>Instances are immutable and thread-safe. They are cheap to create (8 KB and a few machine
 * words for each character of the lexicon) and not serialisable: serialise the lexicon instead.
 */
public final class SmileMatcher {

  private final SequenceTrie tokens;
  private final int[] weights;

  /** Whether each character of each token is a unit in any context. */
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

  /** Returns whether non-ASCII characters cannot affect the result. */
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
    // The text is split into units only up to a possible match, because most texts have none.
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
   * Returns whether a token might match at an index, ignoring units. This check is cheap and never
   * false for a match. Without it, every text with a URL would be split into units because of the
   * colon.
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
      // A selector that starts a unit belongs to no emoji, so it is an ordinary character.
      if (cp != EmojiUnits.VARIATION_SELECTOR_16 || at == from) {
        node = tokens.next(node, cp);
      }
    }
    return node;
  }
}
