package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.stream.FeedProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a connection asks for of what was missed while there was none. Source: X API v2, "Recovery
 * and redundancy features".
 *
 * @param kind which feature of the API it uses
 * @param fromMillis the time asked for begins here, in milliseconds since the epoch
 * @param toMillis and ends here
 */
record CatchUp(Kind kind, long fromMillis, long toMillis) {

  /** The API's features. */
  enum Kind {
    /** Nothing is asked for: there is no gap, or it cannot be filled. */
    NONE,
    /** {@code backfill_minutes}: up to five minutes, then on with what happens. */
    BACKFILL,
    /** {@code start_time} and {@code end_time}: up to a day; then the connection ends. */
    RECOVERY
  }

  private static final int MOST_MINUTES = 5;
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long MOST_BACKFILL_MILLIS = MOST_MINUTES * MINUTE_MILLIS;

  /** A minute short of the API's 24 hours, or the answer would come too late for the question. */
  private static final long MOST_RECOVERY_MILLIS = Duration.ofMinutes(24 * 60 - 1).toMillis();

  /** What came last need not be what happened last: streams are out of order by seconds. */
  private static final long OVERLAP_MILLIS = Duration.ofSeconds(10).toMillis();

  /** The API counts the minutes from its answer, which may be as late as a feed is patient. */
  private static final long ANSWER_MILLIS = Duration.ofSeconds(30).toMillis();

  /**
   * What to ask for.
   *
   * @param progress where the gap begins
   * @param nowMillis where it ends
   * @param unwantedMillis nothing that happened before this is wanted; {@link Long#MIN_VALUE} for
   *     all
   * @param backfill whether the plan allows backfill, as far as is known
   * @param recovery whether the stream has recovery and the plan allows it
   */
  static CatchUp of(
      FeedProgress progress,
      long nowMillis,
      long unwantedMillis,
      boolean backfill,
      boolean recovery) {
    if (!progress.hasReached()) {
      return new CatchUp(Kind.NONE, nowMillis, nowMillis);
    }
    if (unwantedMillis >= nowMillis) {
      return new CatchUp(Kind.NONE, nowMillis, nowMillis);
    }
    long overlapping = Math.min(progress.reachedMillis() - OVERLAP_MILLIS, nowMillis);
    long from = Math.max(overlapping, unwantedMillis);
    if (recovery && nowMillis - from > MOST_BACKFILL_MILLIS) {
      return new CatchUp(
          Kind.RECOVERY, Math.max(from, nowMillis - MOST_RECOVERY_MILLIS), nowMillis);
    }
    if (!backfill) {
      return new CatchUp(Kind.NONE, nowMillis, nowMillis);
    }
    long early = Math.max(overlapping - ANSWER_MILLIS, unwantedMillis);
    return new CatchUp(Kind.BACKFILL, Math.max(early, nowMillis - MOST_BACKFILL_MILLIS), nowMillis);
  }

  /** What to add to the query of a stream; begins with {@code &} unless it is empty. */
  String query() {
    return switch (kind) {
      case NONE -> "";
      case BACKFILL -> "&backfill_minutes=" + minutes();
      case RECOVERY -> "&start_time=" + second(fromMillis) + "&end_time=" + second(toMillis);
    };
  }

  private long minutes() {
    long whole = (toMillis - fromMillis + MINUTE_MILLIS - 1) / MINUTE_MILLIS;
    return Math.max(1, Math.min(whole, MOST_MINUTES));
  }

  private static Instant second(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * What happened before this cannot be had on a connection that was made at a moment.
   *
   * @param connectedMillis when the API answered
   */
  long lostUntilMillis(long connectedMillis) {
    return switch (kind) {
      case NONE -> connectedMillis;
      case BACKFILL -> connectedMillis - minutes() * MINUTE_MILLIS;
      case RECOVERY -> second(fromMillis).toEpochMilli();
    };
  }

  /** Up to where a recovery that came to its end has brought everything. */
  long recoveredUntilMillis() {
    return second(toMillis).toEpochMilli();
  }
}
