package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import java.nio.file.Path;

/** The CSV sink without a pipeline. */
public final class FilesByHand {
  private FilesByHand() {}

  /** Returns the leaderboard as a CSV file. */
  public static String csv(Leaderboard leaderboard) {
    return new CsvSink.Format(false).format(leaderboard);
  }

  /** Writes a leaderboard as the CSV sink does. */
  public static void writeCsv(Leaderboard leaderboard, Path folder) throws IOException {
    new PaneFileFn(new CsvSink.Format(false), SinkSettings.of(folder.toString(), "board"))
        .process(leaderboard);
  }
}
