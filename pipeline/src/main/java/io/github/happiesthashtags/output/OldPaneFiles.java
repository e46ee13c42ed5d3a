package io.github.happiesthashtags.output;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the files of old windows in an output directory, by the rule of {@link JdbcTables#prune}:
 * those of windows that ended longer than {@code --keep} before the newest window that has ended.
 * Only file names decide, so any process may delete at any time, and again after a kill.
 *
 * <p>A file is deleted only if {@link PanePath} can read its whole name and its extension is that
 * of the format. Symbolic links, and what is behind them, stay.
 */
final class OldPaneFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OldPaneFiles.class);

  /**
   * A directory is listed quickly, and whoever keeps files for minutes wants to see old ones go.
   */
  private static final Duration EVERY = Duration.ofMinutes(1);

  /**
   * Engines copy a sink for every task, and Spark for every batch, so the process remembers when it
   * last deleted.
   */
  private static final Map<Place, OldPaneFiles> ALL = new ConcurrentHashMap<>();

  private final Place place;
  private final Clock clock;
  private long next = System.nanoTime();
  private boolean failed;

  private record Place(Path directory, String extension) {}

  OldPaneFiles(Path directory, String extension, Clock clock) {
    this.place = new Place(directory, extension);
    this.clock = clock;
  }

  /** Returns the only instance of this process for a directory and a format. */
  static OldPaneFiles in(String directory, FileFormat format) {
    return ALL.computeIfAbsent(
        new Place(Path.of(directory), format.extension()),
        place -> new OldPaneFiles(place.directory, place.extension, Clock.systemUTC()));
  }

  /**
   * Deletes, unless this process did so less than a minute ago.
   *
   * @return whether it was time
   */
  synchronized boolean deleteNowAndThen(Duration keep) {
    if (System.nanoTime() - next < 0) {
      return false;
    }
    delete(keep);
    return true;
  }

  /** Deletes. Logs a failure once and tries again the next time. */
  synchronized void delete(Duration keep) {
    next = System.nanoTime() + EVERY.toNanos();
    List<IOException> failures = new ArrayList<>();
    try {
      tryToDelete(keep, failures);
    } catch (IOException e) {
      failures.add(e);
    }
    if (!failures.isEmpty() && !failed) {
      LOG.warn("old files will be deleted later: {}", failures.get(0).toString());
    }
    failed = !failures.isEmpty();
  }

  private void tryToDelete(Duration keep, List<IOException> failures) throws IOException {
    List<PanePath> files =
        PanePath.list(place.directory, failures).stream()
            .filter(file -> file.has(place.extension))
            .toList();
    Instant now = clock.instant();
    Optional<Instant> newest =
        files.stream()
            .map(PanePath::windowEnd)
            .filter(end -> !end.isAfter(now))
            .max(Comparator.naturalOrder());
    if (newest.isEmpty()) {
      return;
    }
    Instant limit = newest.get().minus(keep);
    for (PanePath file : files) {
      if (file.windowEnd().isBefore(limit)
          && Files.isRegularFile(file.path(), LinkOption.NOFOLLOW_LINKS)) {
        delete(file.path(), failures);
      }
    }
    for (Path folder : PanePath.dayFolders(place.directory)) {
      LocalDate dayAfter = PanePath.date(folder).orElseThrow().plusDays(1);
      if (!dayAfter.atStartOfDay().toInstant(ZoneOffset.UTC).isAfter(limit)) {
        delete(folder, failures);
      }
    }
  }

  /** Deletes a file, or a folder if it is empty. */
  private static void delete(Path path, List<IOException> failures) {
    try {
      Files.delete(path);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Another process was faster, or the folder has something else in it.
    } catch (IOException e) {
      failures.add(e);
    }
  }
}
