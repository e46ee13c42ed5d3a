package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.EventTimes;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * How far a stream has been received, over all sessions that continue from one mark to the next.
 * All times are in milliseconds since the epoch, or {@link Long#MIN_VALUE} before the first
 * message.
 *
 * @param lastId the id of the last status, or 0
 * @param statuses the number of statuses received in total
 * @param highestMillis the highest event time received
 * @param reachedMillis the moment up to which every message was received or is known to be lost: a
 *     gap begins here when the connection ends
 * @param day the UTC day of {@code statusesOfDay}, counted from the epoch
 * @param statusesOfDay the number of statuses received on that day, by the reader's clock
 * @param statusesOfMonth the number of statuses received in the UTC month of that day
 * @param ahead the latest event times if they are too far ahead to be believed
 */
public record FeedProgress(
    long lastId,
    long statuses,
    long highestMillis,
    long reachedMillis,
    long day,
    long statusesOfDay,
    long statusesOfMonth,
    List<Long> ahead) {

  /** Creates progress with a copy of the list. */
  public FeedProgress {
    ahead = List.copyOf(ahead);
  }

  /** The progress before the first message. */
  public static final FeedProgress NONE =
      new FeedProgress(0, 0, Long.MIN_VALUE, Long.MIN_VALUE, 0, 0);

  /**
   * Creates progress in which the month had no other day, and without event times that are too far
   * ahead.
   */
  public FeedProgress(
      long lastId,
      long statuses,
      long highestMillis,
      long reachedMillis,
      long day,
      long statusesOfDay) {
    this(
        lastId,
        statuses,
        highestMillis,
        reachedMillis,
        day,
        statusesOfDay,
        statusesOfDay,
        List.of());
  }

  FeedProgress withStatusesOfMonth(long count) {
    return new FeedProgress(
        lastId, statuses, highestMillis, reachedMillis, day, statusesOfDay, count, ahead);
  }

  FeedProgress withAhead(List<Long> times) {
    return new FeedProgress(
        lastId, statuses, highestMillis, reachedMillis, day, statusesOfDay, statusesOfMonth, times);
  }

  /** Returns whether the start of a gap would be known. */
  public boolean hasReached() {
    return reachedMillis != Long.MIN_VALUE;
  }

  /** The mutable progress of a running session. Not thread-safe. Times are epoch milliseconds. */
  static final class Tracker {
    private static final long UNKNOWN = Long.MIN_VALUE;

    /**
     * The age up to which the API can send a status again. An older status does not show how far
     * the stream has been received, because the stream is not from today; then the clock has to
     * serve. Source: X API v2, "Recovery and redundancy features".
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
    private long statusesOfMonth;

    // A gap counts as filled when a status from its end has arrived, because the API sends missed
    // statuses first and oldest first. After the slack, all of them must have arrived, whatever
    // their order, so the watermark may move again.
    private boolean isFilling;
    private boolean isHeld;
    private long gapFromMillis;
    private long gapToMillis;
    private long slackMillis;

    /** The event time at which the gap begins. */
    private long gapBaseMillis;

    Tracker(FeedProgress start) {
      this.lastId = start.lastId();
      this.statuses = start.statuses();
      this.highestMillis = start.highestMillis();
      this.reachedMillis = start.reachedMillis();
      this.day = start.day();
      this.statusesOfDay = start.statusesOfDay();
      this.statusesOfMonth = start.statusesOfMonth();
    }

    FeedProgress progress() {
      return new FeedProgress(
          lastId,
          statuses,
          highestMillis,
          reachedMillis,
          day,
          statusesOfDay,
          statusesOfMonth,
          List.of());
    }

    /**
     * Records a line with at least one event time.
     *
     * @param ceilingMillis the latest event time that is not an error
     * @return the length of the gap that this line shows to be filled, in milliseconds; else 0
     */
    long received(MessageInspector seen, long nowMillis, long ceilingMillis) {
      lastId = seen.statuses() > 0 ? seen.lastId() : lastId;
      count(seen.statuses(), Math.floorDiv(nowMillis, DAY_MILLIS));
      long latest = seen.latestMillis(ceilingMillis);
      if (latest == MessageInspector.NO_TIME) {
        return 0;
      }
      highestMillis = Math.max(highestMillis, latest);
      long filled = isFilling && latest >= endOfGap(latest) ? fillGap() : 0;
      reach(isToday(latest, nowMillis) ? Math.min(precise(latest, lastId), nowMillis) : nowMillis);
      return filled;
    }

    private static boolean isToday(long eventMillis, long nowMillis) {
      return eventMillis > nowMillis - RECOVERABLE_MILLIS;
    }

    private void count(long more, long today) {
      statuses += more;
      if (today != day) {
        statusesOfMonth = monthOf(today).equals(monthOf(day)) ? statusesOfMonth : 0;
        statusesOfDay = 0;
        day = today;
      }
      statusesOfDay += more;
      statusesOfMonth += more;
    }

    private static YearMonth monthOf(long epochDay) {
      return YearMonth.from(LocalDate.ofEpochDay(epochDay));
    }

    /**
     * Returns the event time with the milliseconds of the id, if both are in the same second: event
     * times of v2 are whole seconds.
     */
    private static long precise(long eventMillis, long id) {
      long byId = EventTimes.ofId(id);
      return byId > eventMillis && byId < eventMillis + SECOND_MILLIS ? byId : eventMillis;
    }

    void reach(long millis) {
      reachedMillis = Math.max(reachedMillis, millis);
    }

    /**
     * Records that a gap is being filled while the stream continues.
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
      this.gapBaseMillis = base;
      this.gapFromMillis = fromMillis;
      this.gapToMillis = toMillis;
      this.slackMillis = slackMillis;
      this.isFilling = true;
      this.isHeld = true;
    }

    /**
     * Returns the event time at which the gap ends. In a stream of today, event times follow the
     * clock, so this is the clock's time at the end of the gap. In a stream of another time only
     * the gap's length is known, so it is counted from the last event time before the gap.
     *
     * @param eventMillis an event time of the stream
     */
    private long endOfGap(long eventMillis) {
      return isToday(eventMillis, gapToMillis)
          ? gapToMillis
          : gapBaseMillis + (gapToMillis - gapFromMillis);
    }

    boolean isHeld() {
      return isHeld;
    }

    boolean isHeldUntil(long eventMillis) {
      return isHeld && eventMillis >= endOfGap(eventMillis) + slackMillis;
    }

    /**
     * Lets the watermark move again; returns the gap's length if the gap was not yet counted as
     * filled, else 0.
     */
    long release() {
      isHeld = false;
      return isFilling ? fillGap() : 0;
    }

    private long fillGap() {
      isFilling = false;
      reach(gapToMillis);
      return gapToMillis - gapFromMillis;
    }

    /**
     * Records that the connection that was filling the gap is lost; the unfilled rest stays a gap.
     *
     * @return how much of the gap was filled and not yet counted, in milliseconds
     */
    long forgetHold() {
      long filled =
          isFilling ? Math.max(0, Math.min(reachedMillis, gapToMillis) - gapFromMillis) : 0;
      isFilling = false;
      isHeld = false;
      return filled;
    }
  }
}
