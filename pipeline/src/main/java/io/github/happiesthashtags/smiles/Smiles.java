package io.github.happiesthashtags.smiles;

/**
 * The smiles of one text: a result of {@link SmileMatcher#match}, not an element of a collection.
 *
 * @param occurrences how many tokens of the lexicon occur in the text
 * @param weight the sum of their weights; not positive when tokens of negative weight prevail
 */
public record Smiles(int occurrences, long weight) {

  /** A text without a smile. */
  public static final Smiles NONE = new Smiles(0, 0);

  /** Shared instances for weights of 1; few texts have more smiles than this. */
  private static final Smiles[] SHARED = new Smiles[17];

  static {
    SHARED[0] = NONE;
    for (int i = 1; i < SHARED.length; i++) {
      SHARED[i] = new Smiles(i, i);
    }
  }

  /** Returns smiles that count one each; none for 0. */
  public static Smiles of(int count) {
    return of(count, count);
  }

  static Smiles of(int occurrences, long weight) {
    return occurrences == weight && occurrences < SHARED.length
        ? SHARED[occurrences]
        : new Smiles(occurrences, weight);
  }
}
