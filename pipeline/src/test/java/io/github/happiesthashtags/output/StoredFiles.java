package io.github.happiesthashtags.output;

import io.github.happiesthashtags.output.SinkSettings.Folders;
import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import java.nio.file.Path;

/** Files as the sinks write them, for tests in other rooms. */
public final class StoredFiles {
  private StoredFiles() {}

  /** Writes a pane as CSV. */
  public static void csv(Path directory, Leaderboard pane) throws IOException {
    write(directory, Folders.FLAT, new CsvSink.Format(false), pane);
  }

  /** Writes a pane as JSON lines. */
  public static void jsonl(Path directory, Leaderboard pane) throws IOException {
    write(directory, Folders.FLAT, new JsonlSink.Format(), pane);
  }

  /** Writes a pane as CSV into the folder of its day. */
  public static void csvByDay(Path directory, Leaderboard pane) throws IOException {
    write(directory, Folders.DAY, new CsvSink.Format(false), pane);
  }

  private static void write(Path directory, Folders folders, FileFormat format, Leaderboard pane)
      throws IOException {
    SinkSettings settings =
        new SinkSettings(directory.toString(), folders, true, false, "board", null);
    new PaneFileFn(format, settings).process(pane);
  }
}
