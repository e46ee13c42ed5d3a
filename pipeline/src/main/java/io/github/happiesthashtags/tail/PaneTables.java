package io.github.happiesthashtags.tail;

import com.zaxxer.hikari.HikariDataSource;
import io.github.happiesthashtags.board.BoardReader;
import io.github.happiesthashtags.board.Pane;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.rank.LeaderboardRow;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The panes that a job has stored in a database. */
public final class PaneTables implements StoredPanes {
  /** The beginning of the SQL states of refused credentials. */
  private static final String REFUSED = "28";

  /** The most of a database's message that is shown. */
  private static final int MAX_MESSAGE = 500;

  private final HikariDataSource database;
  private final BoardReader reader;
  private @Nullable String board;

  /**
   * Reads a board.
   *
   * @param database closed with this object
   * @param board its name; null for the only one that there is
   */
  public PaneTables(HikariDataSource database, @Nullable String board) {
    this.database = database;
    this.reader = BoardReader.over(database);
    this.board = board;
  }

  /** Thrown if there are several boards and none was chosen. */
  public static final class SeveralBoardsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SeveralBoardsException(List<String> boards) {
      super("--board is missing: give one of " + String.join(", ", boards));
    }
  }

  /**
   * Returns the newest panes.
   *
   * @throws SeveralBoardsException if it is not clear which board is meant
   */
  @Override
  public List<PaneId> list() throws IOException {
    try {
      String chosen = board == null ? only(reader.boards()) : board;
      board = chosen;
      return chosen == null
          ? List.of()
          : reader.newest(chosen).stream().filter(PaneTables::isKnown).map(PaneTables::id).toList();
    } catch (SQLException e) {
      throw away(e);
    }
  }

  @Override
  public List<String> otherBoards() throws IOException {
    try {
      List<String> boards = reader.boards();
      return boards.contains(board) ? List.of() : boards;
    } catch (SQLException e) {
      throw away(e);
    }
  }

  private static @Nullable String only(List<String> boards) {
    if (boards.size() > 1) {
      throw new SeveralBoardsException(boards);
    }
    return boards.isEmpty() ? null : boards.get(0);
  }

  @Override
  public Optional<Leaderboard> read(PaneId pane) throws IOException {
    String chosen = board;
    if (chosen == null) {
      return Optional.empty();
    }
    try {
      return reader
          .pane(chosen, pane.windowStart(), pane.windowEnd())
          .filter(stored -> !stored.rows().isEmpty() && isKnown(stored))
          .map(PaneTables::leaderboard);
    } catch (SQLException e) {
      throw away(e);
    }
  }

  /** The pool wraps what the driver says. */
  private static IOException away(SQLException e) {
    SQLException innermost = e;
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        innermost = sql;
      }
    }
    String message = "the database: " + Printable.line(innermost.getMessage(), MAX_MESSAGE);
    String state = innermost.getSQLState();
    return state != null && state.startsWith(REFUSED)
        ? new CredentialsException(message)
        : new IOException(message, e);
  }

  private static PaneId id(Pane pane) {
    return new PaneId(
        pane.windowStart(), pane.windowEnd(), Timing.valueOf(pane.timing()), pane.pane());
  }

  /** Another program may have written something else. */
  private static boolean isKnown(Pane pane) {
    return Stream.of(Timing.values()).anyMatch(timing -> timing.name().equals(pane.timing()));
  }

  private static Leaderboard leaderboard(Pane pane) {
    return id(pane)
        .with(
            pane.rows().stream()
                .map(r -> LeaderboardRow.of(r.hashtag(), r.score(), r.smiles(), r.statuses()))
                .toList());
  }

  @Override
  public void close() {
    database.close();
  }
}
