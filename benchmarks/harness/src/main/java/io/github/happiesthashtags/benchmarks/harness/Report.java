package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.harness.Sweep.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Measurements as Markdown tables, and as raw figures. */
final class Report {
  /** What each of the project's jobs is held against. */
  private static final Map<String, List<String>> PEERS =
      Map.of(
          "direct-bounded", List.of("plain", "plain-prefilter", "duckdb"),
          "direct-streaming", List.of("plain", "duckdb"),
          "direct-tweets", List.of("direct-bounded", "plain"),
          "flink-bounded", natives("flink", "batch"),
          "flink-streaming", natives("flink", "streaming"),
          "spark-bounded", natives("spark", "batch"),
          "spark-streaming", natives("spark", "streaming"));

  private final List<Measurement> measurements;

  Report(List<Measurement> measurements) {
    this.measurements = measurements;
  }

  private static List<String> natives(String engine, String mode) {
    String name = "native-" + engine + "-%s-" + mode;
    return List.of(
        name.formatted("tuned"),
        name.formatted("tuned-jackson"),
        name.formatted("naive"),
        "duckdb");
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    for (Point point : points()) {
      out.append(
          String.format(
              Locale.ROOT,
              "## %s: %,d tweets, parallelism %d%n%n",
              point.name(),
              point.plan().tweets(),
              point.parallelism()));
      out.append(
          "| program | tweets/s | tweets per CPU-second | CPU us per tweet | without start | CPU s of"
              + " the start | result |\n");
      out.append("|---|---|---|---|---|---|---|\n");
      for (Program program : programs(point)) {
        out.append(
            "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                    program,
                    spread(point, program, Measurement::tweetsPerSecond).text(0),
                    spread(point, program, Measurement::tweetsPerCpuSecond).text(0),
                    spread(point, program, Measurement::cpuMicrosPerTweet).text(2),
                    spread(point, program, Measurement::cpuMicrosPerFurtherTweet).text(2),
                    spread(point, program, m -> m.start().cpuSeconds()).text(1),
                    of(point, program).get(0).digest()));
      }
      out.append('\n').append(ratios(point));
    }
    return out.toString();
  }

  private String ratios(Point point) {
    StringBuilder rows = new StringBuilder();
    for (Program ours : programs(point)) {
      for (String peer : PEERS.getOrDefault(ours.name(), List.of())) {
        Spread wall = ratio(point, ours, peer, Measurement::tweetsPerSecond);
        Spread cpu = ratio(point, ours, peer, Measurement::tweetsPerCpuSecond);
        Spread further = ratio(point, ours, peer, Measurement::furtherTweetsPerCpuSecond);
        if (wall != null && cpu != null && further != null) {
          rows.append(
              "| %s / %s | %s | %s | %s |%n"
                  .formatted(ours, peer, wall.text(2), cpu.text(2), further.text(2)));
        }
      }
    }
    return rows.isEmpty()
        ? ""
        : "| ratio, round by round | tweets/s | tweets per CPU-second | without start |\n"
            + "|---|---|---|---|\n"
            + rows
            + '\n';
  }

  /** Of the same round each: a machine's mood is then in both. */
  private @Nullable Spread ratio(
      Point point, Program ours, String peer, ToDoubleFunction<Measurement> value) {
    List<Double> ratios = new ArrayList<>();
    for (Measurement measured : of(point, ours)) {
      measurements.stream()
          .filter(m -> m.point().equals(point) && m.program().name().equals(peer))
          .filter(m -> m.round() == measured.round())
          .forEach(m -> ratios.add(value.applyAsDouble(measured) / value.applyAsDouble(m)));
    }
    return ratios.isEmpty() ? null : Spread.of(ratios);
  }

  /** One line a run. */
  String csv() {
    StringBuilder out =
        new StringBuilder(
            "point,tweets,parallelism,program,round,wall_s,cpu_s,start_cpu_s,result\n");
    for (Measurement m : measurements) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%s,%d,%.3f,%.3f,%.3f,%s%n",
              m.point().name(),
              m.point().plan().tweets(),
              m.point().parallelism(),
              m.program(),
              m.round(),
              m.cost().wallSeconds(),
              m.cost().cpuSeconds(),
              m.start().cpuSeconds(),
              m.digest()));
    }
    return out.toString();
  }

  /** For plots: by program, by point. */
  Map<String, Map<String, Spread>> series(ToDoubleFunction<Measurement> value) {
    Map<String, Map<String, Spread>> series = new LinkedHashMap<>();
    for (Point point : points()) {
      for (Program program : programs(point)) {
        Objects.requireNonNull(series.computeIfAbsent(program.name(), p -> new LinkedHashMap<>()))
            .put(point.name(), spread(point, program, value));
      }
    }
    return series;
  }

  private List<Point> points() {
    return measurements.stream().map(Measurement::point).distinct().toList();
  }

  private List<Program> programs(Point point) {
    return measurements.stream()
        .filter(m -> m.point().equals(point))
        .map(Measurement::program)
        .distinct()
        .toList();
  }

  private List<Measurement> of(Point point, Program program) {
    return measurements.stream()
        .filter(m -> m.point().equals(point) && m.program().equals(program))
        .toList();
  }

  private Spread spread(Point point, Program program, ToDoubleFunction<Measurement> value) {
    return Spread.of(of(point, program).stream().map(value::applyAsDouble).toList());
  }
}
