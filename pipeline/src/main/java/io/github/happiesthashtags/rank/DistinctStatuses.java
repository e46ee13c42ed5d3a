package io.github.happiesthashtags.rank;

import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import org.apache.beam.sdk.coders.CoderException;
import org.jspecify.annotations.Nullable;

/**
 * Statuses by id, of copies the one that counts: encoded statuses, and a hash table of their
 * places. It is made when the first is added, as those that are read only to be ranked or encoded
 * need none.
 */
final class DistinctStatuses extends AbstractCollection<HappyStatus> {
  private static final int INITIAL_SLOTS = 16;

  /** 2^64 divided by the golden ratio: ids of one second differ in their lowest bits alone. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private StatusBuffer buffer = new StatusBuffer();

  /** Places plus one; a power of two, of which at least half are 0, that is free. */
  private int @Nullable [] slots;

  /** How many in the buffer are copies that do not count. */
  private int superseded;

  DistinctStatuses() {}

  /**
   * Statuses of which none is a copy of another.
   *
   * @throws CoderException if the encoding is damaged
   */
  static DistinctStatuses of(PackedStatuses distinct) throws CoderException {
    DistinctStatuses statuses = new DistinctStatuses();
    statuses.buffer = new StatusBuffer(distinct.check());
    return statuses;
  }

  /** Adds a status, unless a copy of it is there that counts as much. */
  @Override
  public boolean add(HappyStatus status) {
    StatusBuffer one = new StatusBuffer();
    one.add(status);
    return addAll(one.packed());
  }

  @Override
  public boolean addAll(Collection<? extends HappyStatus> statuses) {
    PackedStatuses others = PackedStatuses.of(statuses);
    try {
      if (isEmpty() && statuses instanceof DistinctStatuses) {
        buffer = of(others).buffer;
        slots = null;
        return !isEmpty();
      }
      return merge(others.check());
    } catch (CoderException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean merge(PackedStatuses others) {
    // At once: what comes in the order of another table would crowd in a small one.
    int[] table = table(size() + others.size());
    byte[] from = others.bytes();
    boolean changed = false;
    int end;
    for (int at = 0; at < others.length(); at = end) {
      end = StatusRecord.end(from, at);
      int slot = slot(table, StatusRecord.id(from, at));
      int copy = table[slot] - 1;
      if (copy < 0 || supersedes(from, at, end, copy)) {
        superseded += copy < 0 ? 0 : 1;
        table[slot] = buffer.add(from, at, end) + 1;
        changed = true;
      }
    }
    return changed;
  }

  private boolean supersedes(byte[] from, int at, int end, int copy) {
    if (StatusRecord.equal(buffer.bytes(), copy, from, at, end)) {
      return false;
    }
    HappyStatus there = StatusRecord.read(buffer.bytes(), copy);
    return !HappyStatus.better(there, StatusRecord.read(from, at)).equals(there);
  }

  /** A table in which so many have room. */
  private int[] table(int size) {
    int[] table = slots;
    if (table == null || 2L * size > table.length) {
      PackedStatuses all = packed();
      if (superseded > 0) {
        buffer = new StatusBuffer(all);
        superseded = 0;
      }
      table = new int[Math.max(INITIAL_SLOTS, Integer.highestOneBit(2 * size - 1) << 1)];
      for (int at = 0; at < all.length(); at = StatusRecord.end(all.bytes(), at)) {
        table[slot(table, StatusRecord.id(all.bytes(), at))] = at + 1;
      }
      slots = table;
    }
    return table;
  }

  /** The slot that has the status's place, or the free one where it would be. */
  private int slot(int[] table, long id) {
    byte[] bytes = buffer.bytes();
    int slot = (int) ((id * SPREAD) >>> (Long.numberOfLeadingZeros(table.length) + 1));
    while (table[slot] != 0 && StatusRecord.id(bytes, table[slot] - 1) != id) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  /** The statuses as they are encoded: copied if there are copies that do not count. */
  PackedStatuses packed() {
    int[] table = slots;
    if (table == null || superseded == 0) {
      return buffer.packed();
    }
    StatusBuffer counting = new StatusBuffer();
    int[] places = Arrays.stream(table).filter(place -> place > 0).sorted().toArray();
    for (int place : places) {
      counting.add(buffer.bytes(), place - 1, StatusRecord.end(buffer.bytes(), place - 1));
    }
    return counting.packed();
  }

  @Override
  public int size() {
    return buffer.size() - superseded;
  }

  @Override
  public Iterator<HappyStatus> iterator() {
    return packed().iterator();
  }
}
