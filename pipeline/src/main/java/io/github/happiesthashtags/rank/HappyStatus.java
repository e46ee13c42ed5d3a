package io.github.happiesthashtags.rank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What counts of a status that has a hashtag and a smile, or that nothing counts of an edit, which
 * takes the place of a version that may have had both. Its value never changes.
 */
final class HappyStatus {
  private static final String[] NONE = {};

  private final long id;
  private final long versionId;
  private final long smiles;
  private final String[] hashtags;

  /** A status that was not edited; see the other constructor. */
  HappyStatus(long id, long smiles, String[] hashtags) {
    this(id, id, smiles, hashtags);
  }

  /**
   * A status.
   *
   * @param id which all of its versions share
   * @param versionId the version's own, the higher the newer
   * @param hashtags distinct, in code point order, well-formed; not copied
   */
  HappyStatus(long id, long versionId, long smiles, String[] hashtags) {
    this.id = id;
    this.versionId = versionId;
    this.smiles = smiles;
    this.hashtags = hashtags;
  }

  /** Nothing, in place of earlier versions; a copy of which something counts is better. */
  static HappyStatus nothingOf(long id, long versionId) {
    return new HappyStatus(id, versionId, Long.MIN_VALUE, NONE);
  }

  long id() {
    return id;
  }

  long versionId() {
    return versionId;
  }

  boolean isEdit() {
    return versionId != id;
  }

  /** Whether anything counts of it. */
  boolean counts() {
    return hashtags.length > 0;
  }

  long smiles() {
    return smiles;
  }

  String[] hashtags() {
    return hashtags;
  }

  /**
   * Which of two copies of a status counts: the newer version, then the one with more smiles, then
   * the one whose list of hashtags is smaller. A total order, so that the order of arrival never
   * matters.
   */
  static HappyStatus better(HappyStatus a, HappyStatus b) {
    if (a.versionId != b.versionId) {
      return a.versionId > b.versionId ? a : b;
    }
    if (a.smiles != b.smiles) {
      return a.smiles > b.smiles ? a : b;
    }
    return Arrays.compare(a.hashtags, b.hashtags, CodePointOrder.INSTANCE) <= 0 ? a : b;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HappyStatus that
        && id == that.id
        && versionId == that.versionId
        && smiles == that.smiles
        && Arrays.equals(hashtags, that.hashtags);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    String version = isEdit() ? " edited to " + versionId : "";
    return "HappyStatus{" + id + version + ", " + smiles + ", " + Arrays.toString(hashtags) + '}';
  }
}
