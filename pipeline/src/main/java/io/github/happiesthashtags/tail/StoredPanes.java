package io.github.happiesthashtags.tail;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The panes that a job has stored. */
public sealed interface StoredPanes extends Closeable permits PaneFiles, PaneTables {

  /**
   * Returns the panes that are there now, in any order.
   *
   * @throws IOException if the store is away; a later call may succeed
   */
  List<PaneId> list() throws IOException;

  /**
   * Returns the stored boards if the chosen one is not among them; otherwise an empty list.
   *
   * @throws IOException if the store is away; a later call may succeed
   */
  default List<String> otherBoards() throws IOException {
    return List.of();
  }

  /**
   * Reads a pane.
   *
   * @return the pane, or a newer one of its window, or nothing if it is no longer there
   * @throws IOException if the store is away
   * @throws MalformedPaneException if the pane will never be readable
   */
  Optional<Leaderboard> read(PaneId pane) throws IOException, MalformedPaneException;

  /** Something that looked like a pane and is none. */
  final class MalformedPaneException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPaneException(String message) {
      super(message);
    }
  }
}
