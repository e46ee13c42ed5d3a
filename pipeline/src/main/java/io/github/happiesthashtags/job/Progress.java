package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.rank.PipelineMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how a running job is getting on: a line that is drawn again on a terminal, else lines. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final Duration PLAIN = Duration.ofSeconds(10);

  /** A line of a log that still fits the screens it is read on. */
  private static final int WIDTH = 160;

  private final PipelineResult result;
  private final boolean streaming;
  private final Screen screen;
  private final Duration period;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long lastNanos = System.nanoTime();
  private long lastStatuses;

  /**
   * Shows from now on.
   *
   * @param every how often, or null for what suits the screen
   */
  Progress(PipelineResult result, boolean streaming, Screen screen, @Nullable Duration every) {
    this.result = result;
    this.streaming = streaming;
    this.screen = screen;
    this.period = every != null ? every : screen.redraws() ? REDRAW : PLAIN;
    Thread thread = new Thread(this::run, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
        tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell() {
    if (closed.getCount() == 0) {
      return;
    }
    try {
      Counters counters = Counters.of(result);
      String line = line(counters, streaming, rate(counters));
      List<String> remarks = streaming ? LiveStatus.remarks(counters) : List.of();
      if (screen.redraws()) {
        screen.progress(line + '\n' + String.join(", ", remarks));
      } else {
        screen.print(List.of(joined(line, remarks)));
      }
    } catch (RuntimeException e) {
      // A runner may not answer while it starts or ends; the next line will.
      LOG.debug("no metrics", e);
    }
  }

  private double rate(Counters counters) {
    long now = System.nanoTime();
    long statuses = counters.get(PipelineMetrics.STATUSES);
    // A task that Flink restarts counts from zero again.
    double rate = Math.max(0, statuses - lastStatuses) / ((now - lastNanos) / 1e9);
    lastNanos = now;
    lastStatuses = statuses;
    return rate;
  }

  /** One line, without the last of the remarks if it gets too long. */
  static String joined(String line, List<String> remarks) {
    StringBuilder joined = new StringBuilder(line);
    for (String remark : remarks) {
      if (joined.length() + 2 + remark.length() > WIDTH) {
        break;
      }
      joined.append(", ").append(remark);
    }
    return joined.toString();
  }

  static String line(Counters counters, boolean streaming, double rate) {
    String read =
        String.format(
            Locale.ROOT,
            "%,d tweets, %,.0f/s, %,d malformed",
            counters.get(PipelineMetrics.STATUSES),
            rate,
            counters.get(PipelineMetrics.MALFORMED));
    if (!streaming) {
      return read
          + String.format(Locale.ROOT, ", %,d MB", counters.get(PipelineMetrics.BYTES) >> 20);
    }
    String watermark =
        counters.watermarkMillis() == Long.MIN_VALUE
            ? "none yet"
            : Instant.ofEpochSecond(Math.floorDiv(counters.watermarkMillis(), 1000L)).toString();
    return read
        + String.format(Locale.ROOT, ", %,d late", counters.get(PipelineMetrics.LATE))
        + ", watermark "
        + watermark;
  }

  /**
   * What was counted, one line a counter, and what the posts that were read cost.
   *
   * @param budget the budget of posts, or null if the source has none
   */
  static List<String> summary(Counters counters, @Nullable XBudget budget) {
    List<String> lines = new ArrayList<>();
    lines.add("Summary");
    for (String name : PipelineMetrics.counters()) {
      if (!name.equals(PipelineMetrics.BYTES)) {
        lines.add(row(name, counters.get(name)));
      }
    }
    for (Map.Entry<String, Long> counter : counters.counts().entrySet()) {
      if (counter.getKey().startsWith(PipelineMetrics.MESSAGES_PREFIX)
          || counter.getKey().equals(PipelineMetrics.BYTES)) {
        lines.add(row(counter.getKey(), counter.getValue()));
      }
    }
    LiveStatus.totals(counters).forEach((name, count) -> lines.add(row(name, count)));
    if (budget != null) {
      budget.spent(counters).ifPresent(lines::add);
    }
    return lines;
  }

  /** The number ends where all numbers end, however long the name is. */
  private static String row(String name, long count) {
    String number = String.format(Locale.ROOT, "%,d", count);
    return "  " + name + " ".repeat(Math.max(1, 40 - name.length() - number.length())) + number;
  }

  /** Shows no more, not even what is being asked for now. */
  synchronized void close() {
    closed.countDown();
  }
}
