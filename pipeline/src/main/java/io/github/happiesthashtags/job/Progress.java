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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how a running job is getting on: a line that is drawn again on a terminal, else lines. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final Duration PLAIN = Duration.ofSeconds(10);

  private final PipelineResult result;
  private final boolean streaming;
  private final Screen screen;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long lastNanos = System.nanoTime();
  private long lastStatuses;

  Progress(PipelineResult result, boolean streaming, Screen screen) {
    this.result = result;
    this.streaming = streaming;
    this.screen = screen;
    Thread thread = new Thread(this::run, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    long period = (screen.redraws() ? REDRAW : PLAIN).toMillis();
    try {
      while (!closed.await(period, TimeUnit.MILLISECONDS)) {
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
      String line = line(Counters.of(result));
      if (screen.redraws()) {
        screen.progress(line);
      } else {
        screen.print(List.of(line));
      }
    } catch (RuntimeException e) {
      // A runner may not answer while it starts or ends; the next line will.
      LOG.debug("no metrics", e);
    }
  }

  private String line(Counters counters) {
    long now = System.nanoTime();
    long statuses = counters.get(PipelineMetrics.STATUSES);
    double rate = (statuses - lastStatuses) / ((now - lastNanos) / 1e9);
    lastNanos = now;
    lastStatuses = statuses;
    String read =
        String.format(
            Locale.ROOT,
            "%,d tweets, %,.0f/s, %,d malformed",
            statuses,
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

  /** What was counted, one line a counter. */
  static List<String> summary(Counters counters) {
    List<String> lines = new ArrayList<>();
    lines.add("Summary");
    for (String name :
        List.of(
            PipelineMetrics.STATUSES,
            PipelineMetrics.HAPPY,
            PipelineMetrics.LATE,
            PipelineMetrics.MALFORMED)) {
      lines.add(String.format(Locale.ROOT, "  %-24s %,15d", name, counters.get(name)));
    }
    for (Map.Entry<String, Long> counter : counters.counts().entrySet()) {
      if (counter.getKey().startsWith(PipelineMetrics.MESSAGES_PREFIX)
          || counter.getKey().equals(PipelineMetrics.BYTES)) {
        lines.add(
            String.format(Locale.ROOT, "  %-24s %,15d", counter.getKey(), counter.getValue()));
      }
    }
    return lines;
  }

  /** Shows no more, not even what is being asked for now. */
  synchronized void close() {
    closed.countDown();
  }
}
