package io.github.happiesthashtags.tail;

import io.github.happiesthashtags.output.PanePath;
import io.github.happiesthashtags.output.PaneText;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The panes that a job has stored in files, as CSV or JSON lines, with or without folders by day.
 */
public final class PaneFiles implements StoredPanes {
  /** A thousand rows with hashtags of some hundred bytes are a tenth of this. */
  private static final int MAX_BYTES = 8 << 20;

  private final Path directory;
  private Map<PaneId, Path> files = new HashMap<>();

  /** Reads a directory, which need not exist yet. */
  public PaneFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<PaneId> list() throws IOException {
    Map<PaneId, Path> found = new HashMap<>();
    List<IOException> unreadable = new ArrayList<>();
    for (PanePath file : PanePath.list(directory, unreadable)) {
      found.put(
          new PaneId(file.windowStart(), file.windowEnd(), file.timing(), file.pane()),
          file.path());
    }
    if (found.isEmpty() && !unreadable.isEmpty()) {
      throw unreadable.get(0);
    }
    files = found;
    return new ArrayList<>(found.keySet());
  }

  @Override
  public Optional<Leaderboard> read(PaneId pane) throws IOException, MalformedPaneException {
    Path file = files.get(pane);
    if (file == null) {
      return Optional.empty();
    }
    // Not only directories: a named pipe without a writer would block for ever.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MalformedPaneException(file + " is not a leaderboard: it is not a file");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(file.toString(), null, "permission denied");
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
