package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.stream.FeedProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The part of a gap that a new connection asks for. Source: X API v2, "Recovery and redundancy
 * features".
 *
 * @param kind the API's feature to use
 * @param fromMillis the start of the requested time, in milliseconds since the epoch
 * @param toMillis the end of the requested time
 */
record CatchUp(Kind kind, long fromMillis, long toMillis) {

  /** The API's features for missed messages. */
  enum Kind {
    /** No request: there is no gap, or it cannot be filled. */
    NONE,
    /** {@code backfill_minutes}: up to five minutes, followed by current messages. */
    BACKFILL,
    /** {@code start_time} and {@code end_time}: up to a day; then the connection ends. */
    RECOVERY
  }

  private static final int MOST_MINUTES = 5;
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long MOST_BACKFILL_MILLIS = MOST_MINUTES * MINUTE_MILLIS;

  /**
   * A minute less than the API's 24 hours, because the start must not be older when the API
   * answers.
   */
  private static final long MOST_RECOVERY_MILLIS = Duration.ofMinutes(24 * 60 - 1).toMillis();

  /** The message that arrived last need not be the latest: streams are out of order by seconds. */
  private static final long OVERLAP_MILLIS = Duration.ofSeconds(10).toMillis();

  /** The API counts the minutes from its answer, which may take as long as a feed waits. */
  private static final long ANSWER_MILLIS = Duration.ofSeconds(30).toMillis();

  /**
   * Chooses what to ask for.
   *
   * @param progress the start of the gap
   * @param nowMillis the end of the gap
   * @param unwantedMillis the moment before which no message is wanted; {@link Long#MIN_VALUE} if
   *     all are
   * @param backfill whether the plan allows backfill, as far as the feed knows
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

  /** Returns the addition to a stream's query, which begins with {@code &} unless it is empty. */
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
   * Returns the moment before which a connection cannot recover messages.
   *
   * @param connectedMillis the time of the API's answer
   */
  long lostUntilMillis(long connectedMillis) {
    return switch (kind) {
      case NONE -> connectedMillis;
      case BACKFILL -> connectedMillis - minutes() * MINUTE_MILLIS;
      case RECOVERY -> second(fromMillis).toEpochMilli();
    };
  }

  /** Returns the moment up to which a finished recovery has delivered everything. */
  long recoveredUntilMillis() {
    return second(toMillis).toEpochMilli();
  }
}
