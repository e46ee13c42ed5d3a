package io.github.happiesthashtags.rank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What counts of a status that has a hashtag and a smile. Its value never changes. */
final class HappyStatus {
  private final long id;
  private final long smiles;
  private final String[] hashtags;

  /**
   * A status.
   *
   * @param hashtags distinct, in code point order, well-formed; not copied
   */
  HappyStatus(long id, long smiles, String[] hashtags) {
    this.id = id;
    this.smiles = smiles;
    this.hashtags = hashtags;
  }

  long id() {
    return id;
  }

  long smiles() {
    return smiles;
  }

  String[] hashtags() {
    return hashtags;
  }

  /**
   * Which of two copies of a status counts: the one with more smiles, then the one whose list of
   * hashtags is smaller. A total order, so that the order of arrival never matters.
   */
  static HappyStatus better(HappyStatus a, HappyStatus b) {
    if (a.smiles != b.smiles) {
      return a.smiles > b.smiles ? a : b;
    }
    return Arrays.compare(a.hashtags, b.hashtags, CodePointOrder.INSTANCE) <= 0 ? a : b;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HappyStatus that
        && id == that.id
        && smiles == that.smiles
        && Arrays.equals(hashtags, that.hashtags);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    return "HappyStatus{" + id + ", " + smiles + ", " + Arrays.toString(hashtags) + '}';
  }
}
