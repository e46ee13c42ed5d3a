package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.window.WindowPlan;
import java.io.Serializable;

/**
 * Which windows are grouped and ranked together. Where a tweet is in many windows, those next to
 * each other get different keys: what has the same key, a runner groups and ranks in one task,
 * while its other threads wait, on Direct by asking again and again. Otherwise all have the same,
 * and come out in the order of their ends.
 */
final class WindowKeys implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A key is for so many of a tweet's windows. Fewer are done before another thread has begun. */
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

  /** The key of the window that ends then, from 0. */
  int of(long endMillis) {
    return Math.floorMod(Math.floorDiv(endMillis, periodMillis), count);
  }
}
