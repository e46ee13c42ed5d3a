package io.github.happiesthashtags.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Plots as SVG that needs nothing but a browser: bars of one point each, or lines over points. */
final class Plot {
  private static final int WIDTH = 760;
  private static final int LABELS = 220;
  private static final int BAR = 18;
  private static final int LINE_HEIGHT = 320;
  private static final int MARGIN = 60;
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");
  private static final String OURS = "#0072b2";
  private static final String THEIRS = "#999999";

  private final String title;
  private final Map<String, Map<String, Spread>> series;

  /**
   * A plot.
   *
   * @param title what is plotted, with its unit
   * @param series by program, by point
   */
  Plot(String title, Map<String, Map<String, Spread>> series) {
    this.title = title;
    this.series = series;
  }

  /** A bar a program, from its median on with a line from the least to the most. */
  String bars() {
    StringBuilder body = new StringBuilder();
    int y = 30;
    for (String point : points()) {
      body.append(text(10, y, "start", point));
      y += 8;
      double most =
          series.values().stream()
              .filter(points -> points.containsKey(point))
              .mapToDouble(points -> points.get(point).max())
              .max()
              .orElse(1);
      double scale = (WIDTH - LABELS - 100) / most;
      for (Map.Entry<String, Map<String, Spread>> program : series.entrySet()) {
        Spread spread = program.getValue().get(point);
        if (spread != null) {
          boolean peer = program.getKey().matches("(plain|duckdb|native).*");
          body.append(text(LABELS - 8, y + BAR - 5, "end", program.getKey()));
          body.append(
              element(
                  "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>",
                  LABELS, y + 2, spread.median() * scale, BAR - 4, peer ? THEIRS : OURS));
          body.append(
              element(
                  "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='black'/>",
                  LABELS + spread.min() * scale,
                  LABELS + spread.max() * scale,
                  y + BAR / 2,
                  y + BAR / 2));
          body.append(
              text(
                  LABELS + (int) (spread.max() * scale) + 6,
                  y + BAR - 5,
                  "start",
                  String.format(Locale.ROOT, "%,.0f", spread.median())));
          y += BAR;
        }
      }
      y += 30;
    }
    return svg(y, body.toString());
  }

  /** A line a program over the points, which stand in equal distances. */
  String lines() {
    List<String> points = new ArrayList<>(points());
    double most =
        series.values().stream()
            .flatMap(line -> line.values().stream())
            .mapToDouble(Spread::max)
            .max()
            .orElse(1);
    double step = (WIDTH - LABELS - 2.0 * MARGIN) / Math.max(1, points.size() - 1);
    double scale = (LINE_HEIGHT - 2.0 * MARGIN) / most;
    int bottom = LINE_HEIGHT - MARGIN;
    StringBuilder body = new StringBuilder();
    body.append(
        element(
            "<line x1='%d' x2='%d' y1='%d' y2='%d' stroke='black'/>",
            MARGIN, WIDTH - LABELS - MARGIN, bottom, bottom));
    for (int i = 0; i < points.size(); i++) {
      body.append(text((int) (MARGIN + i * step), bottom + 18, "middle", points.get(i)));
    }
    body.append(text(MARGIN - 6, bottom, "end", "0"));
    body.append(text(MARGIN - 6, MARGIN, "end", String.format(Locale.ROOT, "%.2f", most)));
    int number = 0;
    for (Map.Entry<String, Map<String, Spread>> program : series.entrySet()) {
      String colour = COLOURS.get(number % COLOURS.size());
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < points.size(); i++) {
        Spread spread = program.getValue().get(points.get(i));
        if (spread != null) {
          path.append(
              String.format(
                  Locale.ROOT, "%.1f,%.1f ", MARGIN + i * step, bottom - spread.median() * scale));
        }
      }
      body.append(
          element(
              "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>",
              path.toString().strip(), colour));
      int y = MARGIN + number * BAR;
      body.append(
          element(
              "<rect x='%d' y='%d' width='12' height='4' fill='%s'/>",
              WIDTH - LABELS - 10, y - 6, colour));
      body.append(text(WIDTH - LABELS + 10, y, "start", program.getKey()));
      number++;
    }
    return svg(LINE_HEIGHT, body.toString());
  }

  private Set<String> points() {
    Set<String> points = new LinkedHashSet<>();
    series.values().forEach(line -> points.addAll(line.keySet()));
    return points;
  }

  private String svg(int height, String body) {
    return element(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'"
                + " font-family='sans-serif' font-size='12'>",
            WIDTH, height)
        + element("<rect width='%d' height='%d' fill='white'/>", WIDTH, height)
        + text(WIDTH / 2, 14, "middle", title)
        + body
        + "</svg>\n";
  }

  private static String text(int x, int y, String anchor, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return element("<text x='%d' y='%d' text-anchor='%s'>%s</text>", x, y, anchor, escaped);
  }

  private static String element(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + '\n';
  }
}
