package io.github.happiesthashtags.runners.direct;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The measurements of a soak, for people: none of them decides whether the soak passes. */
final class SoakReport {
  private static final Pattern STATUS =
      Pattern.compile(
          "(?<tweets>[0-9,]+) tweets, .*, watermark (?<watermark>[^ ,]+)"
              + "(, lag (?<lag>[0-9,.-]+) s)?.*");

  private final Map<String, Integer> faults = new TreeMap<>();
  private final List<HeapPoint> heap = new ArrayList<>();
  private final Delays lag = new Delays();
  private final Delays watermark = new Delays();

  private record HeapPoint(double minute, long kilobytes) {}

  /** Delays in seconds, for the whole run and for its time without faults. */
  private static final class Delays {
    private final List<Double> all = new ArrayList<>();
    private final List<Double> calm = new ArrayList<>();

    void add(double seconds, boolean isCalm) {
      all.add(seconds);
      if (isCalm) {
        calm.add(seconds);
      }
    }

    String text(String name) {
      return row(name + ", s, outside of faults", quantiles(calm))
          + '\n'
          + row(name + ", s, with everything in", quantiles(all));
    }

    private static String quantiles(List<Double> values) {
      if (values.isEmpty()) {
        return "none measured";
      }
      List<Double> sorted = values.stream().sorted().toList();
      return String.format(
          Locale.ROOT,
          "p50 %.2f, p99 %.2f, max %.2f (%d)",
          at(sorted, 0.5),
          at(sorted, 0.99),
          at(sorted, 1),
          sorted.size());
    }

    private static double at(List<Double> sorted, double share) {
      return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
  }

  /** Returns whether a job has reported tweets and a watermark. */
  static boolean isUnderWay(String err) {
    @Nullable Matcher status = lastStatus(err);
    return status != null
        && !status.group("tweets").equals("0")
        && status.group("watermark").endsWith("Z");
  }

  private static @Nullable Matcher lastStatus(String err) {
    @Nullable Matcher last = null;
    for (String line : err.lines().toList()) {
      Matcher status = STATUS.matcher(line);
      if (status.matches()) {
        last = status;
      }
    }
    return last;
  }

  void injected(String fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  void heap(Duration at, long kilobytes) {
    heap.add(new HeapPoint(at.toMillis() / 60_000.0, kilobytes));
  }

  /** Adds the delays of a job's latest line of progress. */
  void sample(String err, boolean isCalm) {
    @Nullable Matcher status = lastStatus(err);
    if (status == null || !status.group("watermark").endsWith("Z")) {
      return;
    }
    @Nullable String seconds = status.group("lag");
    lag.add(seconds == null ? 0 : Double.parseDouble(seconds.replace(",", "")), isCalm);
    Instant reached = Instant.parse(status.group("watermark"));
    watermark.add(Duration.between(reached, Instant.now()).toMillis() / 1000.0, isCalm);
  }

  /** Returns the slope of the least-squares line in KB a minute. */
  private double slope() {
    double meanX = heap.stream().mapToDouble(HeapPoint::minute).average().orElse(0);
    double meanY = heap.stream().mapToDouble(HeapPoint::kilobytes).average().orElse(0);
    double xy = 0;
    double xx = 0;
    for (HeapPoint point : heap) {
      xy += (point.minute() - meanX) * (point.kilobytes() - meanY);
      xx += (point.minute() - meanX) * (point.minute() - meanX);
    }
    return xx == 0 ? 0 : xy / xx;
  }

  /** Returns the report as text, with the job's counts. */
  String text(int windows, Map<String, Long> summary) {
    List<String> rows = new ArrayList<>();
    rows.add(row("windows compared", windows));
    rows.add(row("faults injected", faults.values().stream().mapToInt(n -> n).sum()));
    faults.forEach((fault, count) -> rows.add(row("  " + fault, count)));
    summary.forEach(
        (name, count) -> {
          if (name.matches("reconnects.*|gap_.*|dropped_.*|.*statuses|malformed")) {
            rows.add(row(name, count));
          }
        });
    for (HeapPoint point : heap) {
      rows.add(
          row(
              String.format(Locale.ROOT, "heap after GC, KB, minute %.1f", point.minute()),
              point.kilobytes()));
    }
    rows.add(row("heap slope, KB/min", String.format(Locale.ROOT, "%.1f", slope())));
    rows.add(lag.text("lag"));
    rows.add(watermark.text("watermark behind the clock"));
    return String.join("\n", rows);
  }

  private static String row(String name, Object value) {
    return String.format(Locale.ROOT, "  %-52s %s", name, value);
  }
}
