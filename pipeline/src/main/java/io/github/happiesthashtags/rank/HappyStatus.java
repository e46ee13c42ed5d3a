package io.github.happiesthashtags.rank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counted parts of a status that has a hashtag and a smile, or an edit without them, which
 * replaces a version that may have had both. Immutable.
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
   * @param id the id that all versions share
   * @param versionId the version's own id; newer versions have higher ids
   * @param hashtags distinct, in code point order, well-formed; not copied
   */
  HappyStatus(long id, long versionId, long smiles, String[] hashtags) {
    this.id = id;
    this.versionId = versionId;
    this.smiles = smiles;
    this.hashtags = hashtags;
  }

  /**
   * Returns an edit of which nothing counts; it replaces earlier versions, but not a copy that
   * counts.
   */
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

  /** Whether any part of the status counts. */
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
   * Returns which of two copies of a status counts: the newer version, then the one with more
   * smiles, then the one whose list of hashtags is smaller. A total order, so that the order of
   * arrival never matters.
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
