package io.github.happiesthashtags.twitter.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a live source must know of a line before it passes it on: statuses and their times.
 */
public final class MessageInspector {
  /** No status in the line. */
  public static final long NO_TIME = EventTimes.NONE;

  private final MessageParser parser = new MessageParser();
  private final Counts counts = new Counts();

  private static final class Counts implements MessageHandler {
    private @Nullable MessageKind kind;
    private int others;
    private boolean untagged;
    private boolean tagged;
    private boolean malformed;
    private int statuses;

    /** Statuses, and other messages that move event time. */
    private int events;

    private long earliest;
    private long latest;
    private long[] times = new long[1];
    private long lastId;

    void clear() {
      statuses = 0;
      events = 0;
      malformed = false;
      kind = null;
      others = 0;
      untagged = false;
      tagged = false;
      earliest = NO_TIME;
      latest = NO_TIME;
    }

    @Override
    public void status(Status status) {
      // An edit of which nothing counts replaces a version that may have counted.
      boolean alone = statuses == 0 && !status.isEdit();
      untagged = alone && status.isUntagged();
      tagged = alone && !untagged;
      lastId = status.versionId();
      statuses++;
      event(status.timestampMillis());
    }

    private void event(long time) {
      earliest = events == 0 ? time : Math.min(earliest, time);
      latest = events == 0 ? time : Math.max(latest, time);
      if (events == times.length) {
        times = Arrays.copyOf(times, 2 * events);
      }
      times[events++] = time;
    }

    @Override
    public void other(MessageKind kind) {
      this.kind = kind;
      others++;
    }

    @Override
    public void other(MessageKind kind, long timeMillis) {
      other(kind);
      if (kind.isEvent() && timeMillis != NO_TIME) {
        event(timeMillis);
      }
    }

    @Override
    public void malformed(String reason) {
      malformed = true;
    }
  }

  /** Reads the line; the getters then speak of it. */
  public void inspect(byte[] line, int offset, int length) {
    counts.clear();
    parser.parse(line, offset, length, counts);
  }

  /** The number of well-formed statuses. */
  public int statuses() {
    return counts.statuses;
  }

  /**
   * The number of event times in the line: those of its statuses, or that of an event of a stream
   * without statuses.
   */
  public int events() {
    return counts.events;
  }

  /** The kind of the message if it is no status, else null. */
  public @Nullable MessageKind kind() {
    return counts.kind;
  }

  /** Whether the line is one status without hashtags that is no edit, and nothing else. */
  boolean isUntaggedStatus() {
    return counts.untagged && counts.others == 0 && !counts.malformed;
  }

  /** Whether the line is one status with hashtags that is no edit, and nothing else. */
  boolean isTaggedStatus() {
    return counts.tagged && counts.others == 0 && !counts.malformed;
  }

  /** The kind of the message if the line is one that is no status, and nothing else. */
  @Nullable MessageKind onlyKind() {
    return counts.statuses == 0 && counts.others == 1 && !counts.malformed ? counts.kind : null;
  }

  /** Whether something in the line is no message of a known kind. */
  public boolean isMalformed() {
    return counts.malformed;
  }

  /** The lowest event time, in milliseconds since the epoch, or {@link #NO_TIME}. */
  public long earliestMillis() {
    return counts.earliest;
  }

  /** The highest event time, in milliseconds since the epoch, or {@link #NO_TIME}. */
  public long latestMillis() {
    return counts.latest;
  }

  /**
   * The highest event time that is not beyond the ceiling, or {@link #NO_TIME}: one status from the
   * future must not hide the others of its page.
   */
  public long latestMillis(long ceilingMillis) {
    if (counts.latest <= ceilingMillis) {
      return counts.latest;
    }
    long latest = NO_TIME;
    for (int i = 0; i < counts.events; i++) {
      if (counts.times[i] <= ceilingMillis) {
        latest = Math.max(latest, counts.times[i]);
      }
    }
    return latest;
  }

  /** Returns an event time, counted in the order of the line. */
  public long eventMillis(int index) {
    return counts.times[index];
  }

  /** The id of the last status; meaningless without one. */
  public long lastId() {
    return counts.lastId;
  }
}
