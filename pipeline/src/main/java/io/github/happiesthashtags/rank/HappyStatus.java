package io.github.happiesthashtags.rank;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
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

  /**
   * Takes hashtags that others have too for equal ones of its own: there are few of them. To be
   * called before a status is handed to another thread.
   */
  HappyStatus share(Map<String, String> names) {
    for (int i = 0; i < hashtags.length; i++) {
      String known = names.putIfAbsent(hashtags[i], hashtags[i]);
      hashtags[i] = known == null ? hashtags[i] : known;
    }
    return this;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(id);
    out.writeLong(smiles);
    out.writeInt(hashtags.length);
    for (String hashtag : hashtags) {
      byte[] utf8 = hashtag.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
  }

  static HappyStatus read(DataInputStream in) throws IOException {
    long id = in.readLong();
    long smiles = in.readLong();
    String[] hashtags = new String[in.readInt()];
    for (int i = 0; i < hashtags.length; i++) {
      hashtags[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
    return new HappyStatus(id, smiles, hashtags);
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
