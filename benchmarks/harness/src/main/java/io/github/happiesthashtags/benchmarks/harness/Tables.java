package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.harness.Latency.Tagged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CSV files of a job in the order in which they appeared. */
final class Tables {
  private static final int WINDOW_START = 0;
  private static final int WINDOW_END = 1;
  private static final int TIMING = 2;
  private static final int HASHTAG = 5;
  private static final int STATUSES = 8;

  private final List<Table> inOrder;

  /** One file; its rows without the header. */
  private record Table(long appearedMillis, List<String[]> rows) {
    boolean isOnTime() {
      return rows.get(0)[TIMING].equals("ON_TIME");
    }

    long millis(int column) {
      return Instant.parse(rows.get(0)[column]).toEpochMilli();
    }
  }

  private Tables(List<Table> inOrder) {
    this.inOrder = inOrder;
  }

  /** Reads what is there but for the first window, in which the stream began, and the last. */
  static Tables read(Path directory) throws IOException {
    List<Table> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        List<String[]> rows =
            Files.readAllLines(file).stream().skip(1).map(row -> row.split(",", -1)).toList();
        tables.add(new Table(Files.getLastModifiedTime(file).toMillis(), rows));
      }
    }
    long first = tables.stream().mapToLong(t -> t.millis(WINDOW_START)).min().orElse(0);
    long last = tables.stream().mapToLong(t -> t.millis(WINDOW_START)).max().orElse(0);
    return new Tables(
        tables.stream()
            .filter(t -> t.millis(WINDOW_START) > first && t.millis(WINDOW_START) < last)
            .sorted(Comparator.comparingLong(Table::appearedMillis))
            .toList());
  }

  /**
   * For each tweet of a hashtag, from when it was sent to the first table that counts it.
   *
   * @param sent when the tweets of a hashtag were sent, in order
   */
  List<Long> earlyLatencies(Map<Tagged, List<Long>> sent) {
    List<Long> latencies = new ArrayList<>();
    Map<Tagged, Integer> seen = new HashMap<>();
    for (Table table : inOrder) {
      for (String[] row : table.rows()) {
        Tagged key = new Tagged(table.millis(WINDOW_START), row[HASHTAG]);
        List<Long> times = sent.getOrDefault(key, List.of());
        int before = seen.getOrDefault(key, 0);
        int now = Integer.parseInt(row[STATUSES]);
        // Where folding is more than lower case, this process counted under other names.
        if (isAscii(row[HASHTAG]) && now > before && now <= times.size()) {
          for (long time : times.subList(before, now)) {
            latencies.add(table.appearedMillis() - time);
          }
          seen.put(key, now);
        }
      }
    }
    return latencies;
  }

  /** From when the watermark passed a window's end to the window's on-time table. */
  List<Long> onTimeLatencies(long outOfOrderMillis) {
    return inOrder.stream()
        .filter(Table::isOnTime)
        .map(t -> t.appearedMillis() - (t.millis(WINDOW_END) + outOfOrderMillis))
        .toList();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }
}
