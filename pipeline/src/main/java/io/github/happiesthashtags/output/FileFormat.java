package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.Serializable;

/** A file format of panes. */
interface FileFormat extends Serializable {
  /** Returns the file name's extension, including the dot. */
  String extension();

  /** Returns the content of the whole file. */
  String format(Leaderboard leaderboard);
}
