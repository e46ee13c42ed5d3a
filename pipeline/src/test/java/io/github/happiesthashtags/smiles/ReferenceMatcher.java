package io.github.happiesthashtags.smiles;

import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A slow, literal implementation of the rules of {@link SmileMatcher}: text and tokens become lists
 * of units, each unit a list of code points, and the lists are compared.
 */
final class ReferenceMatcher {

  private static final int VS16 = 0xFE0F;
  private static final Set<List<Integer>> RGI = new HashSet<>();

  static {
    for (String sequence : new UnicodeSet("[:RGI_Emoji:]")) {
      RGI.add(withoutSelectors(codePoints(sequence)));
    }
  }

  private final Map<List<List<Integer>>, Integer> weights = new LinkedHashMap<>();

  ReferenceMatcher(Map<String, Integer> tokens) {
    tokens.forEach((token, weight) -> weights.put(units(token), weight));
  }

  Smiles match(String text) {
    List<List<Integer>> units = units(text);
    int occurrences = 0;
    long weight = 0;
    int at = 0;
    while (at < units.size()) {
      int longest = 0;
      for (List<List<Integer>> token : weights.keySet()) {
        int end = at + token.size();
        if (token.size() > longest && end <= units.size() && units.subList(at, end).equals(token)) {
          longest = token.size();
        }
      }
      if (longest > 0) {
        occurrences++;
        weight += weights.get(units.subList(at, at + longest));
      }
      at += Math.max(1, longest);
    }
    return new Smiles(occurrences, weight);
  }

  private static List<List<Integer>> units(String text) {
    List<Integer> rest = codePoints(text);
    List<List<Integer>> units = new ArrayList<>();
    while (!rest.isEmpty()) {
      int length = rest.size();
      while (length > 1 && !isSequence(rest.subList(0, length))) {
        length--;
      }
      List<Integer> unit = rest.subList(0, length);
      units.add(isSequence(unit) ? withoutSelectors(unit) : List.copyOf(unit));
      rest = rest.subList(length, rest.size());
    }
    return units;
  }

  private static boolean isSequence(List<Integer> codePoints) {
    List<Integer> bare = withoutSelectors(codePoints);
    boolean flag = bare.size() == 2 && bare.stream().allMatch(cp -> cp >= 0x1F1E6 && cp <= 0x1F1FF);
    return codePoints.get(0) != VS16 && (flag || RGI.contains(bare));
  }

  private static List<Integer> codePoints(String text) {
    return text.codePoints().boxed().toList();
  }

  private static List<Integer> withoutSelectors(List<Integer> codePoints) {
    return codePoints.stream().filter(cp -> cp != VS16).toList();
  }
}
