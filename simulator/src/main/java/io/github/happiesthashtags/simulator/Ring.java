package io.github.happiesthashtags.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The latest messages of a stream by position; new ones displace the oldest. Not thread-safe. */
final class Ring {
  /** How far back the real API can go. */
  static final Duration LONGEST = Duration.ofHours(24);

  private final long mostBytes;
  private LogEntry[] slots = new LogEntry[1024];
  private long first;
  private long end;

  Ring(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Returns the position of the oldest message that is still kept. */
  long first() {
    return first;
  }

  /** Returns the position that the next message will have. */
  long end() {
    return end;
  }

  LogEntry get(long position) {
    return slots[slot(position)];
  }

  void add(LogEntry entry) {
    if (end - first == slots.length) {
      grow();
    }
    slots[slot(end)] = entry;
    end++;
    // The newest message stays whatever its size: readers are about to read it.
    while (end - first > 1 && isTooOld(get(first), entry)) {
      first++;
    }
  }

  /** Returns the position of the first message that is due at that time or later. */
  long firstDueFrom(Instant time) {
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (get(middle).due.isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isTooOld(LogEntry oldest, LogEntry newest) {
    return newest.endOffset - oldest.startOffset() > mostBytes
        || oldest.due.isBefore(newest.due.minus(LONGEST));
  }

  private int slot(long position) {
    return (int) (position & (slots.length - 1));
  }

  private void grow() {
    LogEntry[] larger = Arrays.copyOf(slots, slots.length * 2);
    for (long position = first; position < end; position++) {
      larger[(int) (position & (larger.length - 1))] = slots[slot(position)];
    }
    slots = larger;
  }
}
