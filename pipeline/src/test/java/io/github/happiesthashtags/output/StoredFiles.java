package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import java.nio.file.Path;

/** Files as the sinks write them, for tests in other rooms. */
public final class StoredFiles {
  private StoredFiles() {}

  /** Writes a pane as CSV. */
  public static void csv(Path directory, Leaderboard pane) throws IOException {
    write(directory, new CsvSink.Format(false), pane);
  }

  /** Writes a pane as JSON lines. */
  public static void jsonl(Path directory, Leaderboard pane) throws IOException {
    write(directory, new JsonlSink.Format(), pane);
  }

  private static void write(Path directory, FileFormat format, Leaderboard pane)
      throws IOException {
    SinkSettings settings = new SinkSettings(directory.toString(), true, false, "board");
    new PaneFileFn(format, settings).process(pane);
  }
}
