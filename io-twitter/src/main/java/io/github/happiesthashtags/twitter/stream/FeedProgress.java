package io.github.happiesthashtags.twitter.stream;

import java.util.List;

/**
 * How far a stream has been received, over all sessions that a mark carries on. All times are in
 * milliseconds since the epoch, and {@link Long#MIN_VALUE} while nothing has come.
 *
 * @param lastId the id of the last status, or 0
 * @param statuses how many statuses came in all
 * @param highestMillis the highest event time that came
 * @param reachedMillis the moment up to which everything that the stream had was received, or is
 *     known to be lost: where a gap begins when the connection ends
 * @param day the UTC day that {@code statusesOfDay} speaks of, counted from the epoch
 * @param statusesOfDay how many statuses came on that day, by the reader's clock
 * @param ahead the latest event times if they are too far ahead to be believed
 */
public record FeedProgress(
    long lastId,
    long statuses,
    long highestMillis,
    long reachedMillis,
    long day,
    long statusesOfDay,
    List<Long> ahead) {

  /** Copies the list. */
  public FeedProgress {
    ahead = List.copyOf(ahead);
  }

  /** Nothing has come. */
  public static final FeedProgress NONE =
      new FeedProgress(0, 0, Long.MIN_VALUE, Long.MIN_VALUE, 0, 0);

  /** Progress without statuses that are too far ahead. */
  public FeedProgress(
      long lastId,
      long statuses,
      long highestMillis,
      long reachedMillis,
      long day,
      long statusesOfDay) {
    this(lastId, statuses, highestMillis, reachedMillis, day, statusesOfDay, List.of());
  }

  FeedProgress withAhead(List<Long> times) {
    return new FeedProgress(
        lastId, statuses, highestMillis, reachedMillis, day, statusesOfDay, times);
  }

  /** Whether it is known where a gap would begin. */
  public boolean hasReached() {
    return reachedMillis != Long.MIN_VALUE;
  }

  /** How many statuses came on this UTC day, counted from the epoch. */
  public long statusesOn(long epochDay) {
    return day == epochDay ? statusesOfDay : 0;
  }
}
