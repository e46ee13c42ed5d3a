package io.github.happiesthashtags.smiles;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that count as smiles, in order, each with an integer weight (1 by default).
 *
 * <p>A token is any non-empty text: an emoticon, an emoji, several of them, a word. A token is
 * literal; {@code &} is an ampersand, because texts are unescaped before the search. Two spellings
 * of one emoji, with and without U+FE0F, are the same token, which is stored without it. A weight
 * of zero excludes a longer token from the count: {@code >:)} hides the {@code :)} in it.
 *
 * <p>Immutable. Two lexicons are equal if they have the same tokens and weights in any order,
 * because the order does not change results.
 */
public final class Lexicon implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final List<String> EMOTICON_TOKENS = List.of(":)");

  private static final List<String> MORE_EMOTICON_TOKENS =
      List.of(":-)", ":D", ":-D", "=)", ":]", "(:", "(-:", "^_^");

  /**
   * The complete subgroup face-smiling in its order, and two smiling faces of other subgroups.
   * Source: https://unicode.org/Public/emoji/15.0/emoji-test.txt
   */
  private static final int[] EMOJI_CODE_POINTS = {
    0x1F600, // grinning face
    0x1F603, // grinning face with big eyes
    0x1F604, // grinning face with smiling eyes
    0x1F601, // beaming face with smiling eyes
    0x1F606, // grinning squinting face
    0x1F605, // grinning face with sweat
    0x1F923, // rolling on the floor laughing
    0x1F602, // face with tears of joy
    0x1F642, // slightly smiling face
    0x1F643, // upside-down face
    0x1FAE0, // melting face
    0x1F609, // winking face
    0x1F60A, // smiling face with smiling eyes
    0x1F607, // smiling face with halo
    0x263A, // smiling face (subgroup face-affection)
    0x1F60E, // smiling face with sunglasses (subgroup face-glasses)
  };

  private static final List<String> BUILT_IN_NAMES = List.of("EMOTICON", "EMOJI", "ALL");

  private final Map<String, Integer> weights;

  private Lexicon(Map<String, Integer> weights) {
    this.weights = Collections.unmodifiableMap(weights);
  }

  /** Returns the lexicon {@code EMOTICON}: {@code :)} only. */
  public static Lexicon emoticon() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    EMOTICON_TOKENS.forEach(token -> weights.put(token, 1));
    return new Lexicon(weights);
  }

  /**
   * Returns the lexicon {@code EMOJI}: the 14 emoji of the subgroup face-smiling in Unicode's
   * emoji-test.txt, U+263A and U+1F60E.
   */
  public static Lexicon emoji() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (int codePoint : EMOJI_CODE_POINTS) {
      weights.put(Character.toString(codePoint), 1);
    }
    return new Lexicon(weights);
  }

  /**
   * Returns the lexicon {@code ALL}: {@link #emoticon}, {@link #emoji} and {@code :-) :D :-D =) :]
   * (: (-: ^_^}.
   */
  public static Lexicon all() {
    Map<String, Integer> weights = new LinkedHashMap<>(emoticon().weights);
    weights.putAll(emoji().weights);
    MORE_EMOTICON_TOKENS.forEach(token -> weights.put(token, 1));
    return new Lexicon(weights);
  }

  /** Returns the built-in lexicon of this name, one of {@link #builtInNames}; case matters. */
  public static Optional<Lexicon> builtIn(String name) {
    return switch (name) {
      case "EMOTICON" -> Optional.of(emoticon());
      case "EMOJI" -> Optional.of(emoji());
      case "ALL" -> Optional.of(all());
      default -> Optional.empty();
    };
  }

  /** Returns the names that {@link #builtIn} knows, from the smallest lexicon to the largest. */
  public static List<String> builtInNames() {
    return BUILT_IN_NAMES;
  }

  /**
   * Returns the lexicon of these tokens and weights, in the map's order.
   *
   * @throws IllegalArgumentException if there is no token, a token is empty, or two spellings of
   *     one emoji have different weights
   */
  public static Lexicon of(Map<String, Integer> weights) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("a lexicon without a token; give it at least one");
    }
    Map<String, Integer> canonical = new LinkedHashMap<>();
    weights.forEach(
        (token, weight) -> {
          if (token.isEmpty()) {
            throw new IllegalArgumentException(
                "an empty token with weight " + weight + "; leave it out");
          }
          Integer other = canonical.putIfAbsent(EmojiUnits.canonical(token), weight);
          if (other != null && !other.equals(weight)) {
            throw new IllegalArgumentException(
                "the token "
                    + LexiconFile.quote(token)
                    + " has the weights "
                    + other
                    + " and "
                    + weight
                    + " (U+FE0F makes no difference); keep one of them");
          }
        });
    return new Lexicon(canonical);
  }

  /**
   * Reads the format of a lexicon file: one token a line, and optionally a tab and an integer
   * weight, which may be negative.
   *
   * <p>White space around a token or weight is dropped and blank lines are ignored. A comment
   * starts with {@code #} at the beginning of a line or after white space, so {@code :#} is a token
   * and no token starts with {@code #}. A byte-order mark and all usual line ends are accepted. A
   * token may be repeated with the same weight.
   *
   * @param sourceName the name of the file, for messages
   * @param content the file's text
   * @throws IllegalArgumentException with a one-line message that names the source and line, what
   *     was found and what to do. The causes are a weight that is not an integer or out of range,
   *     more than two fields, an empty token, a token repeated with another weight, and no token at
   *     all. Another cause is a line without a tab that ends in a space and an integer, because a
   *     space instead of the tab would go unnoticed
   */
  public static Lexicon parse(String sourceName, String content) {
    return of(LexiconFile.parse(sourceName, content));
  }

  /** Returns the tokens, as they are matched, and their weights, in order; unmodifiable. */
  public Map<String, Integer> weights() {
    return weights;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lexicon lexicon && weights.equals(lexicon.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  /**
   * Returns the number of tokens rather than all tokens, because a lexicon of words has thousands.
   */
  @Override
  public String toString() {
    return "Lexicon of " + weights.size() + (weights.size() == 1 ? " token" : " tokens");
  }
}
