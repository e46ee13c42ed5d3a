package io.github.happiesthashtags.simulator;

import java.util.List;

/** Draws values by weight in constant time, to a precision of one in 65,536. */
final class PickTable<T> {
  private static final int SLOTS = 1 << 16;

  private final List<T> values;
  private final int[] slots = new int[SLOTS];

  private PickTable(List<T> values, double[] weights) {
    this.values = List.copyOf(values);
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double sum = 0;
    int slot = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      int end = i == weights.length - 1 ? SLOTS : (int) Math.round(sum / total * SLOTS);
      while (slot < end) {
        slots[slot++] = i;
      }
    }
  }

  static <T> PickTable<T> weighted(List<T> values, double[] weights) {
    return new PickTable<>(values, weights);
  }

  /** Returns a table by Zipf's law: the n-th value is drawn 1/n times as often as the first. */
  static <T> PickTable<T> zipf(List<T> values) {
    double[] weights = new double[values.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1.0 / (i + 1);
    }
    return new PickTable<>(values, weights);
  }

  T pick(Dice dice) {
    return values.get(slots[dice.below(SLOTS)]);
  }
}
