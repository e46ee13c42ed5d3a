package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedMark;
import io.github.happiesthashtags.twitter.feed.FeedSink;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams recordings as if they happened now: in the order of their names, at a multiple of the
 * speed at which they were recorded.
 */
final class ReplayFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayFeed.class);

  /** The position of a mark behind a damaged recording: there is nothing to go on with. */
  private static final long READ_WHOLLY = Long.MAX_VALUE;

  private final List<String> patterns;
  private final double speed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long firstEventMillis = MessageInspector.NO_TIME;
  private long startedNanos;

  /**
   * A replay.
   *
   * @param speed event time per time; infinite to go as fast as can be read
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
      RecordingPart part = found.identified();
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
      // Not JSON, so that it is counted and kept as a dead letter with its reason in it.
      byte[] note = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      MessageInspector seen = sink.inspect(note, 0, note.length);
      replay.push(note, 0, note.length, replay.reached, READ_WHOLLY, seen);
    }
  }

  /** The lines of one recording, each when its time has come. */
  private final class Replay implements Lines.Handler {
    private final FeedSink sink;
    private long reached;
    private boolean stopped;

    Replay(FeedSink sink, long start) {
      this.sink = sink;
      this.reached = start;
    }

    @Override
    public int take(byte[] buffer, int offset, int limit, long position) {
      int end = stopped ? Lines.NOT_TAKEN : sink.take(buffer, offset, limit);
      if (end != Lines.NOT_TAKEN) {
        int length = end - offset;
        push(buffer, offset, length, position, position + length + 1, sink.taken());
      }
      return end;
    }

    @Override
    public boolean line(byte[] line, int offset, int length, long position, boolean overlong) {
      long next = position + length + 1;
      return !stopped
          && push(line, offset, length, position, next, sink.inspect(line, offset, length));
    }

    /** Whether to go on. */
    private boolean push(
        byte[] line, int offset, int length, long position, long next, MessageInspector seen) {
      try {
        if (seen.statuses() > 0 && !awaitTime(seen.latestMillis())) {
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

  /** Waits until the replay's clock reaches the event time; false if the feed was closed. */
  private boolean awaitTime(long eventMillis) throws InterruptedException {
    if (Double.isInfinite(speed)) {
      return true;
    }
    if (firstEventMillis == MessageInspector.NO_TIME) {
      firstEventMillis = eventMillis;
      startedNanos = System.nanoTime();
    }
    double dueNanos = (eventMillis - firstEventMillis) / speed * 1e6;
    long waitNanos = (long) dueNanos - (System.nanoTime() - startedNanos);
    return waitNanos <= 0 || !closed.await(waitNanos, TimeUnit.NANOSECONDS);
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
