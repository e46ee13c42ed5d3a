package io.github.happiesthashtags.rank;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Happy statuses of one slice of event time, found by one bundle or by several, and for which
 * windows they came in time. Immutable.
 */
final class Tally {
  /** In time for every window. */
  static final long ALL = Long.MIN_VALUE;

  private final long onTimeFrom;
  private final long openFrom;
  private final Collection<HappyStatus> statuses;

  /**
   * A tally.
   *
   * @param onTimeFrom in time for windows that end at or after this, in milliseconds since the
   *     epoch
   * @param openFrom late but still wanted for windows that end at or after this; lost for earlier
   * @param statuses not copied
   */
  Tally(long onTimeFrom, long openFrom, Collection<HappyStatus> statuses) {
    this.onTimeFrom = onTimeFrom;
    this.openFrom = openFrom;
    this.statuses = statuses;
  }

  long onTimeFrom() {
    return onTimeFrom;
  }

  long openFrom() {
    return openFrom;
  }

  Collection<HappyStatus> statuses() {
    return statuses;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tally that
        && onTimeFrom == that.onTimeFrom
        && openFrom == that.openFrom
        && new ArrayList<>(statuses).equals(new ArrayList<>(that.statuses));
  }

  @Override
  public int hashCode() {
    return new ArrayList<>(statuses).hashCode();
  }
}
