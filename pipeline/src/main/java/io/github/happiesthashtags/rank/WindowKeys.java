package io.github.happiesthashtags.rank;

import java.io.Serializable;

/**
 * Decides which windows are grouped and ranked together. A runner groups and ranks all windows of a
 * key in one task, while its other threads wait (on Direct, by polling). So if a tweet is in many
 * windows, neighbouring windows get different keys. Otherwise all windows have the same key, and
 * come out in the order of their ends.
 */
final class WindowKeys implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The number of a tweet's windows for each key. Fewer are finished before another thread has
   * begun.
   */
  private static final int WINDOWS_A_KEY = 15;

  /**
   * With an hour's windows every minute, Direct took 0.91, 0.84 and 0.87 of the CPU time with two,
   * four and eight keys instead of one.
   */
  private static final int MAX_KEYS = 4;

  private final long periodMillis;
  private final int count;

  WindowKeys(WindowPlan plan) {
    periodMillis = plan.periodMillis();
    count = (int) Math.max(1, Math.min(MAX_KEYS, plan.leastWindows() / WINDOWS_A_KEY));
  }

  int count() {
    return count;
  }

  /** Returns the key of the window with this end, from 0. */
  int of(long endMillis) {
    return Math.floorMod(Math.floorDiv(endMillis, periodMillis), count);
  }
}
