package io.github.happiesthashtags.tail;

import io.github.happiesthashtags.output.PaneText;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The panes that a job has stored in files, as CSV or JSON lines. */
public final class PaneFiles implements StoredPanes {
  /** A thousand rows with hashtags of some hundred bytes are a tenth of this. */
  private static final int MAX_BYTES = 8 << 20;

  private static final String TIME =
      "(\\d{4}-\\d\\d-\\d\\dT)(\\d\\d)-(\\d\\d)-(\\d\\d(?:\\.\\d+)?Z)";

  private static final Pattern NAME =
      Pattern.compile(TIME + "_" + TIME + "_(early|on-time|late)-(\\d{1,18})\\.(csv|jsonl)");

  private final Path directory;
  private Map<PaneId, Path> files = new HashMap<>();

  /** Reads a directory, which need not exist yet. */
  public PaneFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<PaneId> list() throws IOException {
    Map<PaneId, Path> found = new HashMap<>();
    try (Stream<Path> all = Files.list(directory)) {
      all.forEach(
          file -> {
            PaneId pane = id(file.getFileName().toString());
            if (pane != null) {
              found.put(pane, file);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      // The job creates the directory with its first file.
    }
    files = found;
    return new ArrayList<>(found.keySet());
  }

  /** Reads a file's name; null if it is not the name of a pane. */
  static @Nullable PaneId id(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return null;
    }
    try {
      return new PaneId(
          time(parts, 1),
          time(parts, 5),
          Timing.valueOf(parts.group(9).toUpperCase(Locale.ROOT).replace('-', '_')),
          Long.parseLong(parts.group(10)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant time(Matcher parts, int first) {
    return Instant.parse(
        parts.group(first)
            + parts.group(first + 1)
            + ':'
            + parts.group(first + 2)
            + ':'
            + parts.group(first + 3));
  }

  @Override
  public Optional<Leaderboard> read(PaneId pane) throws IOException, MalformedPaneException {
    Path file = files.get(pane);
    if (file == null) {
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      throw new MalformedPaneException(file + " is not a leaderboard: it is a directory");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String text = new String(content, StandardCharsets.UTF_8);
    try {
      List<LeaderboardRow> rows =
          file.toString().endsWith(".csv") ? PaneText.csv(text) : PaneText.jsonl(text);
      return Optional.of(pane.with(rows));
    } catch (IllegalArgumentException e) {
      throw new MalformedPaneException(file + " is not a leaderboard: " + e.getMessage());
    }
  }

  @Override
  public void close() {}
}
