package io.github.happiesthashtags.oracle;

import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the lexicon's tokens in a text, emoji sequence by emoji sequence. */
final class OracleSmiles {

  private static final String VARIATION_SELECTOR_16 = "\uFE0F";
  private static final Set<String> EMOJI = emoji();
  private static final int LONGEST_EMOJI =
      EMOJI.stream().mapToInt(String::length).max().orElseThrow();

  private final Map<String, Integer> weights = new HashMap<>();
  private final int longestToken;

  OracleSmiles(Map<String, Integer> tokens) {
    tokens.forEach(
        (token, weight) -> {
          Integer other = weights.put(withoutSelectors(token), weight);
          if (withoutSelectors(token).isEmpty() || (other != null && !other.equals(weight))) {
            throw new IllegalArgumentException("an empty token, or one with two weights: " + token);
          }
        });
    longestToken = weights.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** The weights of the tokens found in a text, left to right. */
  List<Integer> find(String text) {
    List<String> units = units(withoutSelectors(text));
    List<Integer> found = new ArrayList<>();
    int at = 0;
    while (at < units.size()) {
      // Every token is at least as many chars as units, so no longer run of units can be one.
      int end = Math.min(units.size(), at + longestToken);
      while (end > at && !weights.containsKey(String.join("", units.subList(at, end)))) {
        end--;
      }
      if (end > at) {
        found.add(weights.get(String.join("", units.subList(at, end))));
        at = end;
      } else {
        at++;
      }
    }
    return found;
  }

  /** Cuts a text into the longest emoji sequences and, between them, single code points. */
  static List<String> units(String text) {
    List<String> units = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + LONGEST_EMOJI);
      while (end > at && !EMOJI.contains(text.substring(at, end))) {
        end--;
      }
      if (end == at) {
        end = text.offsetByCodePoints(at, 1);
      }
      units.add(text.substring(at, end));
      at = end;
    }
    return units;
  }

  private static String withoutSelectors(String text) {
    return text.replace(VARIATION_SELECTOR_16, "");
  }

  private static Set<String> emoji() {
    Set<String> emoji = new HashSet<>();
    for (String sequence : new UnicodeSet("[:RGI_Emoji:]")) {
      emoji.add(withoutSelectors(sequence));
    }
    return emoji;
  }
}
