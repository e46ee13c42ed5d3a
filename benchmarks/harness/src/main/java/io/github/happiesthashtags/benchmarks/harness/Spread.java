package io.github.happiesthashtags.benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The middle and the ends of some measurements. */
record Spread(double median, double min, double max) {
  static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Spread(percentile(sorted, 0.5), sorted[0], sorted[sorted.length - 1]);
  }

  /** With linear interpolation between the two values that are next to it. */
  static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = (int) Math.ceil(at);
    return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
  }

  /** Such as {@code 12.3 [11.0-14.1]}. */
  String text(int decimals) {
    String number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " [" + number + "-" + number + "]", median, min, max);
  }
}
