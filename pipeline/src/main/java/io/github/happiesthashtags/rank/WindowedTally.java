package io.github.happiesthashtags.rank;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A tally as one window sees it.
 *
 * @param late whether its statuses came after the watermark had passed the window's end
 */
record WindowedTally(boolean late, Collection<HappyStatus> statuses) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WindowedTally that
        && late == that.late
        && new ArrayList<>(statuses).equals(new ArrayList<>(that.statuses));
  }

  @Override
  public int hashCode() {
    return new ArrayList<>(statuses).hashCode();
  }
}
