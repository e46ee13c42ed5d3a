package io.github.happiesthashtags.benchmarks.inputs;

import java.util.Arrays;

/** Ranks by Zipf's law: rank n comes 1/(n + 1) times as often as rank 0, as hashtags do. */
final class Zipf {
  private final double[] cumulated;

  Zipf(int size) {
    cumulated = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
  }

  int draw(Draws draws) {
    double point = draws.fraction() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, point);
    return found >= 0 ? Math.min(found + 1, cumulated.length - 1) : -found - 1;
  }
}
