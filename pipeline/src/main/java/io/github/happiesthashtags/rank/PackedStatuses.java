package io.github.happiesthashtags.rank;

import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.CoderException;
import org.jspecify.annotations.Nullable;

/**
 * Statuses as they are encoded. A runner copies what it groups by its coder, Direct all of a window
 * with each bundle: to copy bytes costs next to nothing. Immutable.
 */
final class PackedStatuses extends AbstractCollection<HappyStatus> {
  private final int size;
  private final byte[] bytes;
  private final int length;

  /**
   * The first statuses of an array.
   *
   * @param length how many bytes they take
   */
  PackedStatuses(int size, byte[] bytes, int length) {
    this.size = size;
    this.bytes = bytes;
    this.length = length;
  }

  /** Returns a copy without unused room, which is large with a single status. */
  PackedStatuses trimmed() {
    return bytes.length / 2 < length
        ? this
        : new PackedStatuses(size, Arrays.copyOf(bytes, length), length);
  }

  static PackedStatuses of(Collection<? extends HappyStatus> statuses) {
    if (statuses instanceof PackedStatuses packed) {
      return packed;
    }
    StatusBuffer buffer = new StatusBuffer();
    statuses.forEach(buffer::add);
    return buffer.packed();
  }

  /**
   * The statuses of all parts, if none is a copy of another because each follows the one before by
   * its id; otherwise null.
   *
   * @param parts in any order
   */
  static @Nullable PackedStatuses inARow(Collection<PackedStatuses> parts) {
    List<PackedStatuses> row = new ArrayList<>(parts);
    row.removeIf(PackedStatuses::isEmpty);
    row.sort(Comparator.comparingLong(part -> StatusRecord.id(part.bytes, 0)));
    long last = Long.MIN_VALUE;
    int length = 0;
    for (PackedStatuses part : row) {
      for (int at = 0; at < part.length; at = StatusRecord.end(part.bytes, at)) {
        long id = StatusRecord.id(part.bytes, at);
        if (id <= last) {
          return null;
        }
        last = id;
      }
      length += part.length;
    }
    StatusBuffer all = new StatusBuffer();
    all.expect(length);
    row.forEach(all::addAll);
    return all.packed();
  }

  byte[] bytes() {
    return bytes;
  }

  /** How many of the bytes are taken. */
  int length() {
    return length;
  }

  @Override
  public int size() {
    return size;
  }

  /**
   * Looks whether there are statuses where they should be.
   *
   * @throws CoderException if the encoding is damaged
   */
  PackedStatuses check() throws CoderException {
    int end = 0;
    for (int i = 0; i < size; i++) {
      end = StatusRecord.checkedEnd(bytes, end, length);
    }
    if (end != length) {
      throw new CoderException(
          "%d statuses end at byte %d of %d: the encoding is damaged".formatted(size, end, length));
    }
    return this;
  }

  /**
   * Goes over the statuses.
   *
   * @throws UncheckedIOException if the encoding is damaged
   */
  @Override
  public Iterator<HappyStatus> iterator() {
    try {
      check();
    } catch (CoderException e) {
      throw new UncheckedIOException(e);
    }
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < length;
      }

      @Override
      public HappyStatus next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        HappyStatus status = StatusRecord.read(bytes, next);
        next = StatusRecord.end(bytes, next);
        return status;
      }
    };
  }
}
