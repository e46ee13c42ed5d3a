package io.github.happiesthashtags.board;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the tables of boards, for programs that show them without the page. It writes nothing, and
 * while the tables do not exist, they count as empty.
 */
public final class BoardReader {
  private final BoardStore store;

  private BoardReader(BoardStore store) {
    this.store = store;
  }

  /** Reads the boards of a database, and never closes it. */
  public static BoardReader over(DataSource database) {
    return new BoardReader(new BoardStore(database));
  }

  /** Returns the names of all boards, sorted. */
  public List<String> boards() throws SQLException {
    return store.boards().stream().map(BoardStore.Summary::board).toList();
  }

  /** Returns the newest panes of a board without their rows, the window that ends last first. */
  public List<Pane> newest(String board) throws SQLException {
    return store.newest(board).stream()
        .map(
            version ->
                new Pane(
                    board,
                    version.window().start(),
                    version.window().end(),
                    version.timing(),
                    version.pane(),
                    version.updatedAt(),
                    List.of()))
        .toList();
  }

  /** Returns the newest pane of a window with all its rows, or nothing if it has been deleted. */
  public Optional<Pane> pane(String board, Instant windowStart, Instant windowEnd)
      throws SQLException {
    return store.pane(board, new WindowId(windowStart, windowEnd), Integer.MAX_VALUE);
  }
}
