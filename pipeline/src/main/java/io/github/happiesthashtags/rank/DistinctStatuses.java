package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.LengthPrefixed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/** Happy statuses by id, of copies and versions the one that counts. */
final class DistinctStatuses {
  /** The flag in the number of hashtags that says that the version's id follows. */
  private static final int EDIT = 1;

  private static final int EDIT_BITS = 1;

  /** What {@link #encode} encoded: distinct statuses, and how many copies of them were dropped. */
  record Decoded(List<HappyStatus> statuses, long duplicates) {}

  private final Map<Long, HappyStatus> byId = new HashMap<>();
  private long duplicates;

  /** Adds a status, or replaces its copy if the new one counts. */
  void add(HappyStatus status) {
    HappyStatus copy = byId.putIfAbsent(status.id(), status);
    if (copy == null) {
      return;
    }
    HappyStatus better = HappyStatus.better(copy, status);
    HappyStatus worse = better.equals(copy) ? status : copy;
    byId.put(status.id(), better);
    duplicates += worse.counts() ? 1 : 0;
  }

  void addAll(DistinctStatuses others) {
    others.byId.values().forEach(this::add);
    duplicates += others.duplicates;
  }

  void addAll(Decoded others) {
    others.statuses.forEach(this::add);
    duplicates += others.duplicates;
  }

  /** Returns the statuses, in no order. */
  Collection<HappyStatus> all() {
    return byId.values();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Returns the number of happy statuses that do not count, because a copy or version does. */
  long duplicates() {
    return duplicates;
  }

  /** Returns the statuses as {@link #addEncoded} reads them. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      VarInt.encode(duplicates, out);
      VarInt.encode(byId.size(), out);
      for (HappyStatus status : byId.values()) {
        write(status, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(HappyStatus status, DataOutputStream out) throws IOException {
    out.writeLong(status.id());
    VarInt.encode(status.smiles(), out);
    int head = status.hashtags().size() << EDIT_BITS;
    VarInt.encode(status.isEdit() ? head | EDIT : head, out);
    if (status.isEdit()) {
      out.writeLong(status.versionId());
    }
    for (String hashtag : status.hashtags()) {
      byte[] utf8 = hashtag.getBytes(StandardCharsets.UTF_8);
      VarInt.encode(utf8.length, out);
      out.write(utf8);
    }
  }

  /**
   * Adds encoded statuses.
   *
   * @throws UncheckedIOException if the encoding is damaged
   */
  void addEncoded(byte[] encoded) {
    addAll(decode(encoded));
  }

  /**
   * Decodes statuses, which several windows may then add.
   *
   * @throws UncheckedIOException if the encoding is damaged
   */
  static Decoded decode(byte[] encoded) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    try {
      long duplicates = VarInt.decodeLong(in);
      List<HappyStatus> statuses = new ArrayList<>();
      // Most statuses share a few hashtags, so each is one string.
      Map<String, String> known = new HashMap<>();
      for (int left = VarInt.decodeInt(in); left > 0; left--) {
        statuses.add(read(in, known));
      }
      if (in.available() > 0) {
        throw new CoderException(in.available() + " bytes follow the last status");
      }
      return new Decoded(statuses, duplicates);
    } catch (IOException e) {
      throw new UncheckedIOException("the encoding of happy statuses is damaged", e);
    }
  }

  private static HappyStatus read(DataInputStream in, Map<String, String> known)
      throws IOException {
    long id = in.readLong();
    long smiles = VarInt.decodeLong(in);
    int head = VarInt.decodeInt(in);
    long versionId = (head & EDIT) != 0 ? in.readLong() : id;
    int count = head >>> EDIT_BITS;
    // A damaged number must not allocate: a hashtag takes a byte at least.
    if (count > in.available()) {
      throw new CoderException(count + " hashtags in " + in.available() + " bytes");
    }
    String[] hashtags = new String[count];
    for (int i = 0; i < count; i++) {
      String hashtag = LengthPrefixed.readString(in);
      String same = known.putIfAbsent(hashtag, hashtag);
      hashtags[i] = same == null ? hashtag : same;
    }
    return new HappyStatus(id, versionId, smiles, List.of(hashtags));
  }
}
