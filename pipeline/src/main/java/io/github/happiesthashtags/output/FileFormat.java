package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.Serializable;

/** A file format of panes. */
interface FileFormat extends Serializable {
  /** Returns the file name's extension, including the dot. */
  String extension();

  /** Returns what stands once before all rows, with its line end; nothing by default. */
  default String header() {
    return "";
  }

  /** Returns the rows of a pane, each with its line end. */
  String rows(Leaderboard leaderboard);

  /** Returns the content of the whole file. */
  default String format(Leaderboard leaderboard) {
    return header() + rows(leaderboard);
  }
}
