package io.github.happiesthashtags.rank;

import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
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

  /** Not in the buffer yet. */
  private final List<PackedStatuses> gathered = new ArrayList<>();

  DistinctStatuses() {}

  /** Adds a status, unless a copy of it is there that counts as much. */
  @Override
  public boolean add(HappyStatus status) {
    settle();
    StatusBuffer one = new StatusBuffer();
    one.add(status);
    return merge(one.packed(), table(size() + 1));
  }

  /**
   * Adds statuses, but not before somebody looks: a window's come in hundreds of tallies, and a
   * table that is made when all are known has the right size at once.
   */
  void gather(Collection<? extends HappyStatus> statuses) {
    try {
      gathered.add(PackedStatuses.of(statuses).check());
    } catch (CoderException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds those of another.
   *
   * @param parts its {@link #parts}
   */
  void gatherParts(List<PackedStatuses> parts) {
    List<PackedStatuses> rest = parts;
    if (buffer.size() == 0 && gathered.isEmpty()) {
      buffer = new StatusBuffer(parts.get(0));
      slots = null;
      rest = parts.subList(1, parts.size());
    }
    rest.stream().filter(part -> !part.isEmpty()).forEach(gathered::add);
  }

  /**
   * The statuses as they were added: first those of which none is a copy of another. Nothing is
   * changed, as Flink encodes what it keeps while another thread copies it.
   */
  List<PackedStatuses> parts() {
    List<PackedStatuses> parts = new ArrayList<>();
    parts.add(settled());
    parts.addAll(gathered);
    return parts;
  }

  private void settle() {
    if (!gathered.isEmpty() && !settleInARow()) {
      int size = buffer.size() - superseded;
      long bytes = 0;
      for (PackedStatuses statuses : gathered) {
        size += statuses.size();
        bytes += statuses.length();
      }
      // At once: what comes in the order of another table would crowd in a small one.
      int[] table = table(size);
      buffer.expect(bytes);
      gathered.forEach(statuses -> merge(statuses, table));
    }
    gathered.clear();
  }

  /** Without a table: what comes by slices, and sparse statuses in general, is in a row. */
  private boolean settleInARow() {
    if (slots != null) {
      return false;
    }
    PackedStatuses all = PackedStatuses.inARow(parts());
    if (all == null) {
      return false;
    }
    buffer = new StatusBuffer(all);
    return true;
  }

  private boolean merge(PackedStatuses others, int[] table) {
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
      PackedStatuses all = settled();
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
    settle();
    return settled();
  }

  private PackedStatuses settled() {
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

  /** In the order of ids, so that slices need no table where they are in a row. */
  PackedStatuses byId() {
    PackedStatuses all = packed();
    int[] table = table(all.size());
    StatusBuffer sorted = new StatusBuffer();
    long[] ids = new long[all.size()];
    int next = 0;
    for (int at = 0; at < all.length(); at = StatusRecord.end(all.bytes(), at)) {
      ids[next++] = StatusRecord.id(all.bytes(), at);
    }
    Arrays.sort(ids);
    for (long id : ids) {
      int at = table[slot(table, id)] - 1;
      sorted.add(buffer.bytes(), at, StatusRecord.end(buffer.bytes(), at));
    }
    return sorted.packed();
  }

  @Override
  public int size() {
    settle();
    return buffer.size() - superseded;
  }

  @Override
  public Iterator<HappyStatus> iterator() {
    return packed().iterator();
  }
}
