package io.github.happiesthashtags.simulator;

import java.util.function.Supplier;

/** The latest statuses of one mood, which others retweet and quote. The oldest is overwritten. */
final class RecentDrafts {
  private static final int SIZE = 128;

  private final Draft[] drafts = new Draft[SIZE];
  private int oldest;

  RecentDrafts(Supplier<Draft> blank) {
    for (int i = 0; i < SIZE; i++) {
      drafts[i] = blank.get();
    }
  }

  /** Returns the draft to overwrite next. */
  Draft oldest() {
    Draft draft = drafts[oldest];
    oldest = (oldest + 1) % SIZE;
    return draft;
  }

  /** Returns any draft but the oldest, which the referring status may be about to overwrite. */
  Draft any(Dice dice) {
    return drafts[(oldest + 1 + dice.below(SIZE - 1)) % SIZE];
  }
}
