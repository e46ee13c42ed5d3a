package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The path of a pane's file. The name depends only on window, timing and pane, so writing a pane
 * again replaces its file. The file is in the output directory, or there in the folder of the UTC
 * day on which the window starts.
 */
public record PanePath(
    Path path, Instant windowStart, Instant windowEnd, Timing timing, long pane) {

  /** Only the job's own spelling of a time, so that no other file is taken for a pane's. */
  private static final String TIME =
      "(\\d{4}-\\d\\d-\\d\\d)T((?:[01]\\d|2[0-3])-[0-5]\\d-[0-5]\\d(?:\\.(?!000)\\d{3})?Z)";

  private static final Pattern NAME =
      Pattern.compile(
          TIME + "_" + TIME + "_(early|on-time|late)-(0|[1-9]\\d{0,17})\\.(?:csv|jsonl)");

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  /** Returns the file name of a pane. */
  static String name(Leaderboard pane, String extension) {
    String window = Times.iso(pane.getWindowStart()) + '_' + Times.iso(pane.getWindowEnd());
    // Some file systems do not allow colons in file names.
    return window.replace(':', '-')
        + '_'
        + pane.timing().name().toLowerCase(Locale.ROOT).replace('_', '-')
        + '-'
        + pane.getPane()
        + extension;
  }

  /** Returns the name of the pane's folder if there are folders by day. */
  static String day(Leaderboard pane) {
    return Times.iso(pane.getWindowStart()).split("T", 2)[0];
  }

  /**
   * Returns the files with the name of a pane, in a directory itself and in its folders by day.
   * Leaves out a file in a folder of the wrong day. Does not follow folders that are symbolic
   * links.
   *
   * @param directory may be missing
   * @param unreadable gets the failures of folders by day that cannot be read
   */
  public static List<PanePath> list(Path directory, List<IOException> unreadable)
      throws IOException {
    List<PanePath> found = new ArrayList<>();
    for (Path entry : entries(directory)) {
      of(entry).ifPresent(found::add);
    }
    for (Path folder : dayFolders(directory)) {
      LocalDate day = date(folder).orElseThrow();
      try {
        for (Path entry : entries(folder)) {
          of(entry).filter(file -> day.equals(file.firstDay())).ifPresent(found::add);
        }
      } catch (IOException e) {
        unreadable.add(e);
      }
    }
    return found;
  }

  /** Returns the folders by day of a directory, which may be missing. */
  static List<Path> dayFolders(Path directory) throws IOException {
    return entries(directory).stream()
        .filter(entry -> date(entry).isPresent())
        .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /** Returns the day of a folder, by its name. */
  static Optional<LocalDate> date(Path folder) {
    String name = name(folder);
    try {
      return DAY.matcher(name).matches() ? Optional.of(LocalDate.parse(name)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      // The job has written nothing yet, or the folder has just been deleted.
      return List.of();
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(directory.toString(), null, "permission denied");
    }
  }

  private static Optional<PanePath> of(Path path) {
    Matcher parts = NAME.matcher(name(path));
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant start = time(parts, 1);
      Instant end = time(parts, 3);
      Timing timing = Timing.valueOf(parts.group(5).toUpperCase(Locale.ROOT).replace('-', '_'));
      return start.isBefore(end)
          ? Optional.of(new PanePath(path, start, end, timing, Long.parseLong(parts.group(6))))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant time(Matcher parts, int first) {
    return Instant.parse(parts.group(first) + 'T' + parts.group(first + 1).replace('-', ':'));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private LocalDate firstDay() {
    return windowStart.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Returns whether the file has the extension of a format. */
  boolean has(String extension) {
    return name(path).endsWith(extension);
  }
}
