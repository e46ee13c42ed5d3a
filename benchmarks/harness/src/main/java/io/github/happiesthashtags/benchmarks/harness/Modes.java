package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Layout;
import java.util.ArrayList;
import java.util.List;

/** The points of each mode, and the programs that run on them unless others are asked for. */
final class Modes {
  private static final List<String> SCALED = List.of("direct-bounded", "flink-bounded", "plain");
  private static final int[] CARDINALITIES = {100, 10_000, 1_000_000};

  /** How many windows of an hour a tweet falls into; each divides an hour into whole seconds. */
  private static final int[] OVERLAPS = {1, 2, 6, 12, 30, 60};

  private Modes() {}

  static List<Point> points(Settings settings) {
    int parallelism = settings.number("parallelism");
    List<Point> points = new ArrayList<>();
    switch (settings.text("mode")) {
      case "compare" -> {
        for (String name : settings.list("inputs")) {
          points.add(Point.of(name, input(name, settings), parallelism));
        }
      }
      case "size" -> {
        for (String size : settings.list("sizes")) {
          long tweets = Long.parseLong(size);
          points.add(Point.of(size, plan(Form.V2, tweets, settings), parallelism));
        }
      }
      case "hashtags" -> {
        RecordingPlan storm = input("v2-storm", settings);
        for (int hashtags : CARDINALITIES) {
          points.add(Point.of("" + hashtags, storm.withHashtags(hashtags), parallelism));
        }
      }
      case "windows" -> {
        for (int overlap : OVERLAPS) {
          List<String> options = List.of("--window=1h", "--every=" + 3600 / overlap + "s");
          points.add(new Point("" + overlap, input("v2", settings), parallelism, options));
        }
      }
      case "parallelism" -> {
        for (int threads = 1; threads <= parallelism; threads++) {
          points.add(Point.of("" + threads, input("v2", settings), threads));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "unknown --mode %s%n%s".formatted(settings.text("mode"), Settings.help()));
    }
    return points;
  }

  static List<String> programs(Settings settings) {
    List<String> asked = settings.list("programs");
    if (!asked.isEmpty()) {
      return asked;
    }
    return switch (settings.text("mode")) {
      case "compare" -> List.of("");
      case "windows" -> List.of("direct-bounded", "flink-bounded");
      case "latency" -> List.of("direct-streaming", "flink-streaming", "spark-streaming");
      default -> SCALED;
    };
  }

  /** A form, perhaps with a variant behind it, such as {@code v2-storm}. */
  private static RecordingPlan input(String name, Settings settings) {
    int dash = name.indexOf('-');
    Form form =
        switch (dash < 0 ? name : name.substring(0, dash)) {
          case "v2" -> Form.V2;
          case "v1.1" -> Form.V1;
          default -> throw unknown(name);
        };
    RecordingPlan usual = plan(form, settings.number("tweets"), settings);
    return switch (dash < 0 ? "" : name.substring(dash + 1)) {
      case "" -> usual;
      case "storm" -> usual.withStorm(true);
      case "optional" -> usual.withLayout(Layout.OPTIONAL);
      case "shuffled" -> usual.withLayout(Layout.SHUFFLED);
      default -> throw unknown(name);
    };
  }

  private static IllegalArgumentException unknown(String input) {
    return new IllegalArgumentException(
        "--inputs: unknown input "
            + input
            + "; use v2 or v1.1, alone or with -storm, -optional or -shuffled");
  }

  private static RecordingPlan plan(Form form, long tweets, Settings settings) {
    return RecordingPlan.of(form, tweets)
        .withSeed(settings.number("seed"))
        .withFiles(settings.number("files"));
  }
}
