package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.UnconfirmedJump;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed that streams recordings as if they happened now: in the order of their names, at a
 * multiple of the recorded speed.
 */
final class ReplayFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayFeed.class);

  /** The position in a mark after a damaged recording, in which there is nothing left to read. */
  private static final long READ_WHOLLY = Long.MAX_VALUE;

  /**
   * The size up to which a file is not looked at, and its messages share a block with those of
   * other files: an element that only points to so few messages would cost a runner more.
   */
  private static final long SMALL_FILE_BYTES = 1L << 18;

  /**
   * The longest jump of event time that a replay waits for. Most silences of streams are shorter,
   * so a replay keeps the recording's pace.
   */
  static final Duration MAX_WAIT = Duration.ofHours(1);

  /** The most log lines about jumps: if a recording's tweets are days apart, each one is a jump. */
  private static final int MAX_JUMPS_TOLD = 20;

  private final List<String> patterns;
  private final double speed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private UnconfirmedJump ahead = UnconfirmedJump.first(List.of(), MAX_WAIT.toMillis());

  /** The highest event time that the replay has reached. */
  private long reachedMillis = MessageInspector.NO_TIME;

  // The replay's clock: an event time, and the real time at which the replay reached it.
  private long anchorMillis;
  private long anchorNanos;
  private int jumps;

  /**
   * Creates a replay.
   *
   * @param speed the ratio of event time to real time; infinite for no waits
   */
  ReplayFeed(List<String> patterns, double speed) {
    this.patterns = patterns;
    this.speed = speed;
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    String resumeAt = resume == null ? "" : resume.source();
    for (RecordingPart found : Recordings.inOrder(patterns)) {
      int order = found.name().compareTo(resumeAt);
      long from = order == 0 && resume != null ? resume.position() : 0;
      if (order < 0 || from == READ_WHOLLY) {
        continue;
      }
      RecordingPart part = found.packedBytes() > SMALL_FILE_BYTES ? found.identified() : found;
      if (part.isReadableInParts()) {
        sink.enter(part.name(), part::between);
      } else {
        sink.enter(part.name());
      }
      replay(part.from(from), sink);
      if (Thread.interrupted()) {
        throw new InterruptedException("the replay was interrupted");
      }
      if (closed.getCount() == 0) {
        return;
      }
    }
  }

  private void replay(RecordingPart part, FeedSink sink) throws IOException {
    Replay replay = new Replay(sink, part.rangeStart());
    try (InputStream in = part.open()) {
      Lines.readMessages(in, part.start(), part.end(), part.startsMidLine(), false, replay);
    } catch (DamagedContentException e) {
      if (replay.stopped) {
        return;
      }
      LOG.warn("{}; the replay goes on with the next recording", e.getMessage());
      // The note is not JSON, so it counts as a malformed line and becomes a dead letter with its
      // reason.
      byte[] note = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      MessageInspector seen = sink.inspect(note, 0, note.length);
      replay.push(note, 0, note.length, replay.reached, READ_WHOLLY, seen);
    }
  }

  /** A handler that passes on each line of one recording when the line's time has come. */
  private final class Replay implements Lines.Handler {
    private final FeedSink sink;
    private long reached;
    private boolean stopped;

    Replay(FeedSink sink, long start) {
      this.sink = sink;
      this.reached = start;
    }

    @Override
    public boolean line(byte[] line, int offset, int length, long position, boolean overlong) {
      long next = position + length + 1;
      return !stopped
          && push(line, offset, length, position, next, sink.inspect(line, offset, length));
    }

    /** Passes on a line; returns whether to continue. */
    private boolean push(
        byte[] line, int offset, int length, long position, long next, MessageInspector seen) {
      try {
        if (seen.statuses() > 0 && !awaitTime(seen)) {
          stopped = true;
        } else {
          reached = next;
          sink.append(line, offset, length, position, next);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
      return !stopped;
    }
  }

  /**
   * Waits until the replay's clock reaches the message's event time, but skips jumps. Returns false
   * if the feed was closed meanwhile.
   */
  private boolean awaitTime(MessageInspector seen) throws InterruptedException {
    if (Double.isInfinite(speed)) {
      return true;
    }
    long eventMillis = believed(seen);
    if (eventMillis == MessageInspector.NO_TIME) {
      if (!isConfirmed(seen)) {
        return true;
      }
      eventMillis = ahead.believedMillis();
      reachedMillis = eventMillis;
      anchorMillis = eventMillis;
      anchorNanos = System.nanoTime();
      ahead = UnconfirmedJump.of(List.of(), MAX_WAIT.toMillis());
    }
    ahead.clear();
    reachedMillis = Math.max(reachedMillis, eventMillis);
    double dueNanos = (eventMillis - anchorMillis) / speed * 1e6;
    long waitNanos = (long) dueNanos - (System.nanoTime() - anchorNanos);
    return waitNanos <= 0 || !closed.await(waitNanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Returns the highest event time of the message that is not a jump, or {@link
   * MessageInspector#NO_TIME}.
   */
  private long believed(MessageInspector seen) {
    return reachedMillis == MessageInspector.NO_TIME
        ? MessageInspector.NO_TIME
        : seen.latestMillis(reachedMillis + MAX_WAIT.toMillis());
  }

  private boolean isConfirmed(MessageInspector seen) {
    if (ahead.isEmpty() && reachedMillis != MessageInspector.NO_TIME) {
      tellJump(seen.earliestMillis());
    }
    boolean confirmed = false;
    for (int i = 0; i < seen.statuses(); i++) {
      confirmed = ahead.add(seen.eventMillis(i));
    }
    return confirmed;
  }

  private void tellJump(long toMillis) {
    jumps++;
    if (jumps <= MAX_JUMPS_TOLD) {
      LOG.info(
          "Event time jumps from {} to {}; the replay skips this gap{}",
          Instant.ofEpochMilli(reachedMillis),
          Instant.ofEpochMilli(toMillis),
          jumps == MAX_JUMPS_TOLD ? "; more jumps are not logged" : "");
    }
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
