package io.github.happiesthashtags.rank;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;
import org.jspecify.annotations.Nullable;

/**
 * Statuses by id, of copies the one that counts: encoded statuses, and a hash table of their
 * places. They are gathered and merged later, as a window's come in hundreds of tallies: a table
 * that is made when all are known has the right size at once, and none is made if they follow each
 * other by id.
 */
final class DistinctStatuses {
  private static final int INITIAL_SLOTS = 16;

  /** 2^64 divided by the golden ratio: ids of one second differ in their lowest bits alone. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** How much is gathered at least before it is merged, so that copies do not fill the heap. */
  private static final int MIN_BYTES_TO_MERGE = SliceTallies.MAX_BYTES;

  /** An array that holds a status or two takes several times what they take. */
  private static final int MAX_GATHERED = 1_000;

  /** What is merged already. */
  private StatusBuffer buffer = new StatusBuffer();

  /** Places plus one; a power of two, of which at least half are 0, that is free. */
  private int @Nullable [] slots;

  /** How many in the buffer are copies that do not count. */
  private int superseded;

  private final List<PackedStatuses> gathered = new ArrayList<>();
  private long gatheredBytes;

  /** Adds statuses, of which some may be copies. */
  void gather(Collection<HappyStatus> statuses) {
    try {
      gatherChecked(PackedStatuses.of(statuses).check());
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
    rest.forEach(this::gatherChecked);
  }

  private void gatherChecked(PackedStatuses statuses) {
    if (!statuses.isEmpty()) {
      gathered.add(statuses);
      gatheredBytes += statuses.length();
      if (gatheredBytes > Math.max(MIN_BYTES_TO_MERGE, 2L * buffer.length())
          || gathered.size() > MAX_GATHERED) {
        mergeGathered();
      }
    }
  }

  /**
   * All that was added: first statuses of which none is a copy of another, then what is not merged
   * yet. Nothing is changed, as Flink encodes what it keeps while another thread copies it.
   */
  List<PackedStatuses> parts() {
    List<PackedStatuses> parts = new ArrayList<>();
    parts.add(merged());
    parts.addAll(gathered);
    return parts;
  }

  /** The statuses as they are encoded. */
  PackedStatuses packed() {
    mergeGathered();
    return merged();
  }

  /**
   * The statuses in the order of their ids, so that a window of several slices needs no table.
   *
   * @param maxBytes how long a piece may be, but for its last status
   * @return pieces that follow each other
   */
  List<PackedStatuses> byId(int maxBytes) {
    PackedStatuses all = packed();
    int[] table = table(all.size());
    long[] ids = new long[all.size()];
    int next = 0;
    for (int at = 0; at < all.length(); at = StatusRecord.end(all.bytes(), at)) {
      ids[next++] = StatusRecord.id(all.bytes(), at);
    }
    Arrays.sort(ids);
    List<PackedStatuses> pieces = new ArrayList<>();
    StatusBuffer piece = new StatusBuffer();
    for (long id : ids) {
      if (piece.length() >= maxBytes) {
        pieces.add(piece.packed());
        piece = new StatusBuffer();
      }
      int at = table[slot(table, id)] - 1;
      piece.add(buffer.bytes(), at, StatusRecord.end(buffer.bytes(), at));
    }
    pieces.add(piece.packed());
    return pieces;
  }

  boolean isEmpty() {
    return buffer.size() == 0 && gathered.isEmpty();
  }

  private void mergeGathered() {
    if (!gathered.isEmpty() && !mergeInARow()) {
      int size = buffer.size() - superseded;
      for (PackedStatuses statuses : gathered) {
        size += statuses.size();
      }
      // At once: what comes in the order of another table would crowd in a small one.
      int[] table = table(size);
      buffer.expect(gatheredBytes);
      gathered.forEach(statuses -> merge(statuses, table));
    }
    gathered.clear();
    gatheredBytes = 0;
  }

  private boolean mergeInARow() {
    // All is gone through: for little more, again and again, a table is better that stays.
    boolean pays = slots == null && gatheredBytes >= buffer.length();
    PackedStatuses all = pays ? PackedStatuses.inARow(parts()) : null;
    if (all == null) {
      return false;
    }
    buffer = new StatusBuffer(all);
    return true;
  }

  private void merge(PackedStatuses others, int[] table) {
    byte[] from = others.bytes();
    int end;
    for (int at = 0; at < others.length(); at = end) {
      end = StatusRecord.end(from, at);
      int slot = slot(table, StatusRecord.id(from, at));
      int copy = table[slot] - 1;
      if (copy < 0 || supersedes(from, at, end, copy)) {
        superseded += copy < 0 ? 0 : 1;
        table[slot] = buffer.add(from, at, end) + 1;
      }
    }
  }

  private boolean supersedes(byte[] from, int at, int end, int copy) {
    if (StatusRecord.equal(buffer.bytes(), copy, from, at, end)) {
      return false;
    }
    HappyStatus there = StatusRecord.read(buffer.bytes(), copy);
    return !HappyStatus.better(there, StatusRecord.read(from, at)).equals(there);
  }

  /** A table of what is merged, in which so many have room. */
  private int[] table(int size) {
    int[] table = slots;
    if (table == null || 2L * size > table.length) {
      PackedStatuses all = merged();
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

  /** What is merged, copied if there are copies that do not count. */
  private PackedStatuses merged() {
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
}
