package io.github.happiesthashtags.benchmarks.plain;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tweet with a hashtag and a smile.
 *
 * @param millis its event time
 * @param smiles how many it has
 * @param hashtags folded and distinct
 */
public record HappyTweet(long millis, int smiles, List<String> hashtags) implements Serializable {
  /** What counts as a smile. */
  public static final String SMILE = ":)";

  /** The smiles of a text. */
  public static int smilesIn(String text) {
    int smiles = 0;
    for (int at = text.indexOf(SMILE); at >= 0; at = text.indexOf(SMILE, at + SMILE.length())) {
      smiles++;
    }
    return smiles;
  }

  /** Hashtags as they are counted. */
  public static List<String> distinct(List<String> hashtags) {
    List<String> distinct = new ArrayList<>(hashtags.size());
    for (String hashtag : hashtags) {
      String folded = hashtag.toLowerCase(Locale.ROOT);
      if (!distinct.contains(folded)) {
        distinct.add(folded);
      }
    }
    return distinct;
  }
}
