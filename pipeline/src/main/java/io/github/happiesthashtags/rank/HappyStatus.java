package io.github.happiesthashtags.rank;

import java.util.Comparator;
import java.util.List;

/**
 * The counted parts of a status that has a hashtag and a smile, or an edit without them, which
 * replaces a version that may have had both. Immutable.
 *
 * @param id the id that all versions share
 * @param versionId the version's own id; newer versions have higher ids
 * @param hashtags distinct, in code point order, well-formed; not copied
 */
record HappyStatus(long id, long versionId, long smiles, List<String> hashtags) {
  /**
   * Of two copies of a status the one that counts is greater: the newer version, then the one with
   * more smiles, then the one whose list of hashtags is smaller. A total order, so that the order
   * of arrival never matters.
   */
  private static final Comparator<HappyStatus> BY_WHAT_COUNTS =
      Comparator.comparingLong(HappyStatus::versionId)
          .thenComparingLong(HappyStatus::smiles)
          .thenComparing(HappyStatus::hashtags, HappyStatus::compareLists);

  /** A status that was not edited. */
  HappyStatus(long id, long smiles, List<String> hashtags) {
    this(id, id, smiles, hashtags);
  }

  /**
   * Returns an edit of which nothing counts; it replaces earlier versions, but not a copy that
   * counts.
   */
  static HappyStatus nothingOf(long id, long versionId) {
    return new HappyStatus(id, versionId, Long.MIN_VALUE, List.of());
  }

  boolean isEdit() {
    return versionId != id;
  }

  /** Whether any part of the status counts. */
  boolean counts() {
    return !hashtags.isEmpty();
  }

  /** Returns which of two copies of a status counts. */
  static HappyStatus better(HappyStatus a, HappyStatus b) {
    return BY_WHAT_COUNTS.compare(a, b) >= 0 ? a : b;
  }

  /** The smaller list is greater. */
  private static int compareLists(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = CodePointOrder.INSTANCE.compare(b.get(i), a.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(b.size(), a.size());
  }
}
