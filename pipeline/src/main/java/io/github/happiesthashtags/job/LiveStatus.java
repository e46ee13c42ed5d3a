package io.github.happiesthashtags.job;

import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a live source does, for those who watch a job. */
final class LiveStatus {
  /** Beyond it a stream is no live one but an old recording, whose lag tells nothing. */
  private static final long MOST_LAG_MILLIS = Duration.ofHours(24).toMillis();

  private static final String RECONNECTS = "reconnects";
  private static final List<String> LOSSES =
      List.of(
          SourceMetrics.GAP_LOST,
          SourceMetrics.GAP_RECOVERED,
          SourceMetrics.DROPPED_STATUSES,
          SourceMetrics.DROPPED_BYTES);

  private LiveStatus() {}

  /** What is not zero, with what matters most first. */
  static List<String> remarks(Counters counters) {
    List<String> remarks = new ArrayList<>();
    long lag = counters.gauge(SourceMetrics.LAG);
    if (lag != 0 && lag < MOST_LAG_MILLIS) {
      remarks.add(text("lag %,.2f s", lag / 1000.0));
    }
    long lost = counters.get(SourceMetrics.GAP_LOST);
    if (lost > 0) {
      remarks.add(text("lost %,.1f s", lost / 1000.0));
    }
    long dropped = counters.get(SourceMetrics.DROPPED_STATUSES);
    if (dropped > 0) {
      remarks.add(text("%,d dropped", dropped));
    }
    long reconnects = counters.sum(SourceMetrics.RECONNECTS_PREFIX);
    if (reconnects > 0) {
      remarks.add(text(reconnects == 1 ? "%,d reconnect" : "%,d reconnects", reconnects));
    }
    long recovered = counters.get(SourceMetrics.GAP_RECOVERED);
    if (recovered > 0) {
      remarks.add(text("recovered %,.1f s", recovered / 1000.0));
    }
    long buffer = counters.gauge(SourceMetrics.BUFFER);
    if (buffer > 0) {
      remarks.add(text("buffer %,d KB", (buffer + 1023) / 1024));
    }
    return remarks;
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * All that a live source counted, by name: losses and the sum of reconnects even if there were
   * none, as that is good to know; nothing without such a source.
   */
  static Map<String, Long> totals(Counters counters) {
    Map<String, Long> totals = new TreeMap<>();
    if (!counters.hasLiveSource()) {
      return totals;
    }
    totals.put(RECONNECTS, counters.sum(SourceMetrics.RECONNECTS_PREFIX));
    LOSSES.forEach(name -> totals.put(name, counters.get(name)));
    counters
        .counts()
        .forEach(
            (name, count) -> {
              // Counters exist from the start, and most stay at zero.
              if (count > 0
                  && (name.startsWith(SourceMetrics.RECONNECTS_PREFIX)
                      || name.startsWith(SourceMetrics.RECEIVED_PREFIX))) {
                totals.put(name, count);
              }
            });
    totals.put(SourceMetrics.LAG, counters.gauge(SourceMetrics.LAG));
    totals.put(SourceMetrics.BUFFER, counters.gauge(SourceMetrics.BUFFER));
    return totals;
  }
}
