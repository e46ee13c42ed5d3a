package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.EventTimes;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.time.Duration;
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

  /** Follows how far a stream has been received. Not thread-safe. Times are epoch milliseconds. */
  static final class Tracker {
    private static final long UNKNOWN = Long.MIN_VALUE;

    /**
     * A status older than the API can send again does not tell what else has come: the stream is
     * not of today, and the clock has to do. Source: X API v2, "Recovery and redundancy features".
     */
    private static final long RECOVERABLE_MILLIS = Duration.ofHours(24).toMillis();

    private static final long SECOND_MILLIS = 1000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private long lastId;
    private long statuses;
    private long highestMillis;
    private long reachedMillis;
    private long day;
    private long statusesOfDay;

    // Of a gap that is being filled: the event times from which it counts as filled, because what
    // was missed is sent first, the oldest before the others; and from which all of it must be
    // here,
    // whatever the order, so that the watermark may go on.
    private long filledAtMillis = UNKNOWN;
    private long heldUntilMillis = UNKNOWN;
    private long gapFromMillis;
    private long gapToMillis;

    Tracker(FeedProgress start) {
      this.lastId = start.lastId();
      this.statuses = start.statuses();
      this.highestMillis = start.highestMillis();
      this.reachedMillis = start.reachedMillis();
      this.day = start.day();
      this.statusesOfDay = start.statusesOfDay();
    }

    FeedProgress progress() {
      return new FeedProgress(lastId, statuses, highestMillis, reachedMillis, day, statusesOfDay);
    }

    /**
     * Takes a line with at least one status into account.
     *
     * @param ceilingMillis later event times are an error
     * @return how long the gap was that it shows to be filled, in milliseconds; else 0
     */
    long received(MessageInspector seen, long nowMillis, long ceilingMillis) {
      lastId = seen.lastId();
      statuses += seen.statuses();
      long today = Math.floorDiv(nowMillis, DAY_MILLIS);
      statusesOfDay = (today == day ? statusesOfDay : 0) + seen.statuses();
      day = today;
      long latest = seen.latestMillis(ceilingMillis);
      if (latest == MessageInspector.NO_TIME) {
        return 0;
      }
      highestMillis = Math.max(highestMillis, latest);
      long filled = filledAtMillis != UNKNOWN && latest >= filledAtMillis ? fillGap() : 0;
      boolean tells = latest > nowMillis - RECOVERABLE_MILLIS;
      reach(tells ? Math.min(precise(latest, lastId), nowMillis) : nowMillis);
      return filled;
    }

    /**
     * Event times of v2 are whole seconds; the id has the milliseconds, if it is of that second.
     */
    private static long precise(long eventMillis, long id) {
      long byId = EventTimes.ofId(id);
      return byId > eventMillis && byId < eventMillis + SECOND_MILLIS ? byId : eventMillis;
    }

    void reach(long millis) {
      reachedMillis = Math.max(reachedMillis, millis);
    }

    /**
     * A gap is being filled while the stream goes on.
     *
     * @param slackMillis how much disorder to wait out
     */
    void hold(long fromMillis, long toMillis, long watermarkMillis, long slackMillis) {
      long base =
          watermarkMillis == UNKNOWN
              ? highestMillis
              : Math.max(highestMillis, watermarkMillis + slackMillis);
      if (base == UNKNOWN) {
        return;
      }
      // By event time, which may be another than the clock's: the stream's own pace tells.
      gapFromMillis = fromMillis;
      gapToMillis = toMillis;
      filledAtMillis = base + (toMillis - fromMillis);
      heldUntilMillis = filledAtMillis + slackMillis;
    }

    boolean isHeld() {
      return heldUntilMillis != UNKNOWN;
    }

    boolean isHeldUntil(long eventMillis) {
      return isHeld() && eventMillis >= heldUntilMillis;
    }

    /** The watermark may go on; how long the gap was if it was not known to be filled before. */
    long release() {
      heldUntilMillis = UNKNOWN;
      return filledAtMillis == UNKNOWN ? 0 : fillGap();
    }

    private long fillGap() {
      filledAtMillis = UNKNOWN;
      reach(gapToMillis);
      return gapToMillis - gapFromMillis;
    }

    /**
     * The connection that was to fill the gap is gone; what is not filled of it stays open.
     *
     * @return how much was filled and not told before, in milliseconds
     */
    long forgetHold() {
      long filled =
          filledAtMillis == UNKNOWN
              ? 0
              : Math.max(0, Math.min(reachedMillis, gapToMillis) - gapFromMillis);
      filledAtMillis = UNKNOWN;
      heldUntilMillis = UNKNOWN;
      return filled;
    }
  }
}
