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

/** What is in a directory of outputs. */
public final class OutputFiles {
  public static final String CSV_HEADER =
      "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses";

  private OutputFiles() {}

  /** The text of every file by its name, hidden ones too; nothing if there is no directory. */
  public static SortedMap<String, String> read(Path directory) throws IOException {
    return read(directory, "");
  }

  /** The csv files alone; those that are being written are not there yet. */
  public static SortedMap<String, String> csv(Path directory) throws IOException {
    return read(directory, ".csv");
  }

  private static SortedMap<String, String> read(Path directory, String ending) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(directory)) {
      try (Stream<Path> found = Files.list(directory)) {
        for (Path file : (Iterable<Path>) found::iterator) {
          String name = file.getFileName().toString();
          // A temporary file may be gone by now.
          if (name.endsWith(ending)) {
            files.put(name, Files.readString(file, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return files;
  }

  /** When the window of a file begins, of {@code START_END_TIMING-PANE.csv}. */
  public static Instant windowStart(String name) {
    return time(name, 0);
  }

  /** When it ends. */
  public static Instant windowEnd(String name) {
    return time(name, 1);
  }

  /** In names, dashes stand for the colons of times. */
  private static Instant time(String name, int place) {
    String time = name.split("_", -1)[place];
    return Instant.parse(time.substring(0, 11) + time.substring(11).replace('-', ':'));
  }

  /** The rows of all csv files without their headers, in the order of the files. */
  public static List<String> csvRows(Path directory) throws IOException {
    return csv(directory).values().stream().flatMap(text -> text.lines().skip(1)).toList();
  }

  /** What is not a whole leaderboard file: a temporary file, or one that stops midway. */
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
