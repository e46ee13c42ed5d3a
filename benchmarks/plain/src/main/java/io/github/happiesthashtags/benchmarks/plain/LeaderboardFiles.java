package io.github.happiesthashtags.benchmarks.plain;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Leaderboards as the project's CSV files, one a window; writing one again replaces it. */
public final class LeaderboardFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String HEADER =
      "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses\r\n";

  private final String directory;

  public LeaderboardFiles(String directory) {
    this.directory = directory;
  }

  public void write(Tallies tallies) {
    for (long window : tallies.windows()) {
      write(window, tallies.top(window));
    }
  }

  private void write(long window, List<Tallies.Ranked> rows) {
    String start = Instant.ofEpochMilli(window).toString();
    String pane =
        start + ',' + Instant.ofEpochMilli(window + Tallies.WINDOW_MILLIS) + ",ON_TIME,0,";
    StringBuilder csv = new StringBuilder(HEADER);
    int rank = 0;
    for (Tallies.Ranked row : rows) {
      csv.append(pane).append(++rank).append(',').append(row.hashtag());
      csv.append(',').append(row.smiles()).append(',').append(row.smiles());
      csv.append(',').append(row.tweets()).append("\r\n");
    }
    try {
      Path file = Path.of(directory, start.replace(':', '-') + ".csv");
      Files.createDirectories(file.getParent());
      Files.writeString(file, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
