package io.github.happiesthashtags.runners.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Readers of a job's output directory. */
public final class OutputFiles {
  public static final String CSV_HEADER =
      "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses";

  /** The name of a folder of a day. */
  private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";

  private OutputFiles() {}

  /**
   * Returns the text of every file by name, including hidden files and those in folders by day;
   * empty if there is no directory.
   */
  public static SortedMap<String, String> read(Path directory) throws IOException {
    return read(directory, "");
  }

  /** Returns the finished CSV files; temporary ones are left out. */
  public static SortedMap<String, String> csv(Path directory) throws IOException {
    return read(directory, ".csv");
  }

  private static SortedMap<String, String> read(Path directory, String ending) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(directory)) {
      try (Stream<Path> found = Files.list(directory)) {
        for (Path file : (Iterable<Path>) found::iterator) {
          String name = file.getFileName().toString();
          if (name.matches(DAY)) {
            files.putAll(read(file, ending));
            // A temporary file may have been renamed meanwhile.
          } else if (name.endsWith(ending)) {
            files.put(name, Files.readString(file, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return files;
  }

  /** Returns the start of a file's window from its name, {@code START_END_TIMING-PANE.csv}. */
  public static Instant windowStart(String name) {
    return time(name, 0);
  }

  /** Returns the end of a file's window from its name. */
  public static Instant windowEnd(String name) {
    return time(name, 1);
  }

  /** Parses a time of a file name, in which dashes replace colons. */
  private static Instant time(String name, int place) {
    String time = name.split("_", -1)[place];
    return Instant.parse(time.substring(0, 11) + time.substring(11).replace('-', ':'));
  }

  /** Returns the rows of all CSV files in file order, without headers. */
  public static List<String> csvRows(Path directory) throws IOException {
    return csv(directory).values().stream().flatMap(text -> text.lines().skip(1)).toList();
  }

  /** Returns the files that are not complete leaderboards: temporary or truncated ones. */
  public static List<String> broken(Path directory) throws IOException {
    return read(directory).entrySet().stream()
        .filter(file -> !isWhole(file.getKey(), file.getValue()))
        .map(file -> file.getKey() + ": " + file.getValue())
        .toList();
  }

  private static boolean isWhole(String name, String text) {
    if (name.startsWith(".")) {
      return false;
    }
    if (name.endsWith(".csv")) {
      return text.startsWith(CSV_HEADER + "\r\n") && text.endsWith("\r\n");
    }
    return name.endsWith(".jsonl") && text.startsWith("{") && text.endsWith("}\n");
  }
}
