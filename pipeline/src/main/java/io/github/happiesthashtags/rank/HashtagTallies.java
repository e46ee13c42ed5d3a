package io.github.happiesthashtags.rank;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What distinct statuses count for each of their hashtags: a hash table of hashtags as they are
 * encoded. A window is ranked again for each of its panes, and a string a status would be most of
 * what that costs.
 */
final class HashtagTallies {
  private static final int INITIAL_SLOTS = 64;

  /** A hashtag, which is where the status that first had it is encoded, and what it counts. */
  final class HashtagTally {
    private final int at;
    private final int length;
    private final int hash;
    private long smiles;
    private long happiest = Long.MIN_VALUE;
    private long statuses;

    private HashtagTally(int at, int length, int hash) {
      this.at = at;
      this.length = length;
      this.hash = hash;
    }

    String hashtag() {
      return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    /** Of all its statuses. */
    long smiles() {
      return smiles;
    }

    /** Of the one that has most. */
    long happiest() {
      return happiest;
    }

    long statuses() {
      return statuses;
    }

    private boolean isOf(int otherAt, int otherLength, int otherHash) {
      return hash == otherHash
          && Arrays.equals(bytes, at, at + length, bytes, otherAt, otherAt + otherLength);
    }
  }

  private final byte[] bytes;

  /** Not known to those who choose hashtags: of the usual 31's they know which collide. */
  private final int multiplier = ThreadLocalRandom.current().nextInt() | 1;

  /** A power of two, of which at least half are free. */
  private @Nullable HashtagTally[] slots = new HashtagTally[INITIAL_SLOTS];

  private int size;

  private HashtagTallies(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Tallies statuses, of which none is a copy of another. */
  static HashtagTallies of(PackedStatuses distinct) {
    HashtagTallies tallies = new HashtagTallies(distinct.bytes());
    byte[] bytes = distinct.bytes();
    int end;
    for (int at = 0; at < distinct.length(); at = end) {
      long smiles = StatusRecord.smiles(bytes, at);
      end = StatusRecord.hashtags(bytes, at, (name, length) -> tallies.add(name, length, smiles));
    }
    return tallies;
  }

  private void add(int at, int length, long smiles) {
    int hash = hash(at, length);
    int slot = hash & (slots.length - 1);
    HashtagTally tally = slots[slot];
    while (tally != null && !tally.isOf(at, length, hash)) {
      slot = (slot + 1) & (slots.length - 1);
      tally = slots[slot];
    }
    if (tally == null) {
      tally = new HashtagTally(at, length, hash);
      slots[slot] = tally;
      size++;
      if (2 * size > slots.length) {
        grow();
      }
    }
    tally.smiles += smiles;
    tally.happiest = Math.max(tally.happiest, smiles);
    tally.statuses++;
  }

  private int hash(int at, int length) {
    int hash = length;
    for (int i = at; i < at + length; i++) {
      hash = multiplier * hash + bytes[i];
    }
    // The low bits alone choose a slot.
    return hash ^ (hash >>> 15);
  }

  private void grow() {
    @Nullable HashtagTally[] larger = new HashtagTally[2 * slots.length];
    for (HashtagTally tally : slots) {
      if (tally != null) {
        int slot = tally.hash & (larger.length - 1);
        while (larger[slot] != null) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = tally;
      }
    }
    slots = larger;
  }

  void forEach(Consumer<HashtagTally> action) {
    for (HashtagTally tally : slots) {
      if (tally != null) {
        action.accept(tally);
      }
    }
  }
}
