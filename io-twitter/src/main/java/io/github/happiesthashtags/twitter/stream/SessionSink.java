package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The feed's end of a session: cuts messages into blocks, and follows watermark and progress. Used
 * by the feed's thread; what readers see too is guarded by the session.
 */
final class SessionSink implements FeedSink {
  /** The part of an index's length that the next one may take more without growing. */
  private static final int INDEX_SLACK = 16;

  private final Session session;
  private final BlockBuffer buffer;
  private final FeedStats stats;
  private final SessionSettings settings;
  private final boolean live;
  private final MessageInspector inspector = new MessageInspector();
  private final FeedProgress.Tracker tracker;
  private AheadRun ahead;
  private String source;
  private @Nullable Excerpts file;
  private boolean quiet;
  private boolean historic;
  private long watermarkMillis;

  /** What the index of the last block takes so far. */
  private int indexBytes;

  SessionSink(
      Session session,
      BlockBuffer buffer,
      FeedStats stats,
      SessionSettings settings,
      boolean live,
      FeedMark start) {
    this.session = session;
    this.buffer = buffer;
    this.stats = stats;
    this.settings = settings;
    this.live = live;
    this.tracker = new FeedProgress.Tracker(start.progress());
    List<Long> unbelieved = start.progress().ahead();
    this.source = start.source();
    this.watermarkMillis = start.watermarkMillis();
    long maxStepMillis = arrival().maxStepMillis();
    this.ahead =
        watermarkMillis == Long.MIN_VALUE
            ? AheadRun.first(unbelieved, maxStepMillis)
            : AheadRun.of(unbelieved, maxStepMillis);
  }

  @Override
  public void enter(String source) {
    enterAnother(source, null);
  }

  @Override
  public void enter(String source, Excerpts file) {
    enterAnother(source, file);
  }

  private void enterAnother(String source, @Nullable Excerpts file) {
    synchronized (session) {
      this.source = source;
      this.file = file;
      // What was quiet, or filled a gap, was another connection.
      quiet = false;
      historic = false;
      stats.recovered(tracker.forgetHold());
    }
  }

  @Override
  public MessageInspector inspect(byte[] line, int offset, int length) {
    inspector.inspect(line, offset, length);
    return inspector;
  }

  @Override
  public int take(byte[] buffer, int offset, int limit) {
    return inspector.take(buffer, offset, limit);
  }

  @Override
  public MessageInspector taken() {
    return inspector;
  }

  @Override
  public void append(byte[] line, int offset, int length, long position, long next)
      throws InterruptedException {
    synchronized (session) {
      session.awaitRoom(length, file != null);
      stats.received(inspector);
      if (inspector.statuses() > 0 && tracker.isHeldUntil(inspector.latestMillis(ceiling()))) {
        release();
      }
      if (length == 0 && live) {
        buffer.reopenKeepAlives(source);
      }
      BlockBuilder into = blockFor(length, position);
      int before = into.weight();
      into.add(source, line, offset, length, position, next, inspector, ahead);
      buffer.grew(into.weight() - before);
      indexBytes = into.indexBytes();
      watermarkMillis = Math.max(watermarkMillis, into.watermarkMillis());
      if (inspector.statuses() > 0) {
        quiet = false;
        stats.recovered(tracker.received(inspector, clock().millis(), believed(into)));
        if (into.confirmsJump()) {
          jump(into);
        }
      } else if (length == 0 && live && !historic) {
        keepAlive(into);
      }
    }
  }

  /**
   * In a replay, only the other statuses can tell which times are errors; a live stream has the
   * clock.
   */
  private long believed(BlockBuilder into) {
    return live ? into.ceilingMillis() : into.highestMillis();
  }

  /** The following times are believed, so they go into a new block. */
  private void jump(BlockBuilder into) {
    into.advanceTo(ahead.believedMillis() - settings.maxOutOfOrderMillis());
    watermarkMillis = into.watermarkMillis();
    ahead = ahead.rest();
    seal();
  }

  private BlockBuilder blockFor(int length, long position) {
    BlockBuilder into = buffer.open();
    if (into != null
        && (into.weight() + length > settings.limits().blockBytes(into.isReference())
            || !(into.source().equals(source) || mayGoOn(into)))) {
      seal();
      into = null;
    }
    if (into == null) {
      into =
          new BlockBuilder(
              source,
              file,
              position,
              arrival(),
              ceiling(),
              System.nanoTime(),
              // Blocks are much alike, and to grow into megabytes is to copy as many again.
              indexBytes + indexBytes / INDEX_SLACK);
      buffer.open(into);
    }
    return into;
  }

  private Arrival arrival() {
    return new Arrival(
        watermarkMillis, settings.maxOutOfOrderMillis(), movingCeiling(), trustedFrom());
  }

  /** Small files share a block; of a live stream, one connection has nothing to do with another. */
  private boolean mayGoOn(BlockBuilder into) {
    return !live
        && file == null
        && !into.isReference()
        && into.files() < SessionSettings.Limits.MAX_FILES_A_BLOCK;
  }

  private long ceiling() {
    return live ? clock().millis() + settings.limits().futureSlack().toMillis() : Long.MAX_VALUE;
  }

  /**
   * Returns the event time from which times are believed at once, because they are close to the
   * clock.
   */
  private long trustedFrom() {
    return live ? clock().millis() - settings.limits().futureSlack().toMillis() : Long.MAX_VALUE;
  }

  /** While a gap is being filled, no event time at all moves the watermark. */
  private long movingCeiling() {
    return tracker.isHeld() ? Long.MIN_VALUE : ceiling();
  }

  /** The second keep-alive in a row: nothing is on its way, event time goes on with the clock. */
  private void keepAlive(BlockBuilder into) {
    if (quiet) {
      long now = clock().millis();
      if (tracker.isHeld()) {
        stats.recovered(tracker.release());
      }
      tracker.reach(now);
      into.advanceTo(Math.max(watermarkMillis, now - settings.maxOutOfOrderMillis()));
      watermarkMillis = into.watermarkMillis();
      seal();
    }
    quiet = true;
  }

  /** What comes next moves the watermark again, so it goes into a block of its own. */
  private void release() {
    stats.recovered(tracker.release());
    seal();
  }

  private void seal() {
    buffer.seal(progress());
    session.notifyAll();
  }

  private InstantSource clock() {
    return settings.clock();
  }

  @Override
  public FeedProgress progress() {
    synchronized (session) {
      return tracker.progress().withAhead(ahead.times());
    }
  }

  @Override
  public boolean isWanted() {
    return session.isWanted();
  }

  @Override
  public void recovering(long fromMillis, long toMillis) {
    synchronized (session) {
      seal();
      tracker.hold(fromMillis, toMillis, watermarkMillis, settings.maxOutOfOrderMillis());
    }
  }

  @Override
  public void replaying() {
    synchronized (session) {
      historic = true;
    }
  }

  @Override
  public void complete(long untilMillis) {
    synchronized (session) {
      tracker.reach(untilMillis);
    }
  }

  @Override
  public void idle() {
    synchronized (session) {
      seal();
      long now = clock().millis();
      tracker.reach(now);
      watermarkMillis = Math.max(watermarkMillis, now - settings.maxOutOfOrderMillis());
    }
  }

  @Override
  public FeedSink.Report report() {
    return stats;
  }

  /** The watermark after all that was appended. Call with the session's lock. */
  long watermarkMillis() {
    return watermarkMillis;
  }
}
