package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.Serializable;

/** How a pane is written as a file. */
interface FileFormat extends Serializable {
  /** The end of the file's name, with its dot. */
  String extension();

  /** The whole file. */
  String format(Leaderboard leaderboard);
}
