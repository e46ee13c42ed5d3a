package io.github.happiesthashtags.rank;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Statuses by id, of copies the one that counts: a hash table of the statuses themselves. In a
 * storm a window has hundreds of thousands, and a map's entries and boxed ids would take more room
 * than they do.
 */
final class DistinctStatuses extends AbstractCollection<HappyStatus> {
  private static final int INITIAL_SLOTS = 16;

  /** 2^64 divided by the golden ratio: ids of one second differ in their lowest bits alone. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** A power of two, of which at least half are free. */
  private @Nullable HappyStatus[] slots = new HappyStatus[INITIAL_SLOTS];

  private int size;

  /** Adds a status, unless a copy of it is there that counts more. */
  @Override
  public boolean add(HappyStatus status) {
    reserve(1);
    int slot = slot(slots, status.id());
    HappyStatus copy = slots[slot];
    if (copy == null) {
      slots[slot] = status;
      size++;
      return true;
    }
    HappyStatus better = HappyStatus.better(copy, status);
    slots[slot] = better;
    return !better.equals(copy);
  }

  /**
   * Makes room at once: what comes in the order of another table, as an encoded one does, would
   * otherwise crowd in the first slots of one that is still small.
   */
  @Override
  public boolean addAll(Collection<? extends HappyStatus> statuses) {
    reserve(statuses.size());
    return super.addAll(statuses);
  }

  private void reserve(int more) {
    if (2L * (size + more) <= slots.length) {
      return;
    }
    @Nullable HappyStatus[] larger =
        new HappyStatus[Integer.highestOneBit(2 * (size + more) - 1) << 1];
    for (HappyStatus status : this) {
      larger[slot(larger, status.id())] = status;
    }
    slots = larger;
  }

  /** The slot that holds the status, or the free one where it would be. */
  private static int slot(@Nullable HappyStatus[] slots, long id) {
    int slot = (int) ((id * SPREAD) >>> (Long.numberOfLeadingZeros(slots.length) + 1));
    while (true) {
      HappyStatus there = slots[slot];
      if (there == null || there.id() == id) {
        return slot;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<HappyStatus> iterator() {
    @Nullable HappyStatus[] all = slots;
    return new Iterator<>() {
      private int at = next(0);

      private int next(int from) {
        int slot = from;
        while (slot < all.length && all[slot] == null) {
          slot++;
        }
        return slot;
      }

      @Override
      public boolean hasNext() {
        return at < all.length;
      }

      @Override
      public HappyStatus next() {
        HappyStatus status = hasNext() ? all[at] : null;
        if (status == null) {
          throw new NoSuchElementException();
        }
        at = next(at + 1);
        return status;
      }
    };
  }
}
