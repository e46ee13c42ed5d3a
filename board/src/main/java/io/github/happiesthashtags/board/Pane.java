package io.github.happiesthashtags.board;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The newest table of a window.
 *
 * @param timing EARLY, ON_TIME or LATE
 * @param updatedAt when the job wrote it
 */
public record Pane(
    String board,
    Instant windowStart,
    Instant windowEnd,
    String timing,
    long pane,
    Instant updatedAt,
    List<Row> rows) {

  static final String EARLY = "EARLY";

  /** A rank of a pane. */
  public record Row(int rank, String hashtag, BigDecimal score, long smiles, long statuses) {}

  /** Returns whether the window is over, so that only late tweets can still change its table. */
  boolean closed() {
    return !timing.equals(EARLY);
  }

  WindowId id() {
    return new WindowId(windowStart, windowEnd);
  }
}
