package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import java.util.List;
import java.util.Locale;

/**
 * What a set of programs is measured on.
 *
 * @param name in tables and plots
 * @param options for the project's jobs alone: its peers cannot take part if there are any
 */
record Point(String name, RecordingPlan plan, int parallelism, List<String> options) {
  static Point of(String name, RecordingPlan plan, int parallelism) {
    return new Point(name, plan, parallelism, List.of());
  }

  /** The same with so few tweets, and so of the same name for all sizes. */
  Point almostEmpty(long tweets) {
    return new Point("start", plan.withTweets(tweets), parallelism, options);
  }

  String format() {
    return plan.form() == Form.V1 ? "v1.1" : "v2";
  }

  /** A directory name that tells inputs apart. */
  String input() {
    return "%s-%s-%d-%s%d-seed%d-files%d"
        .formatted(
            format(),
            plan.layout().name().toLowerCase(Locale.ROOT),
            plan.tweets(),
            plan.storm() ? "storm-" : "",
            plan.hashtags(),
            plan.seed(),
            plan.files());
  }
}
