package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The feed's end of a session: it cuts messages into blocks and computes the watermark and the
 * progress. Used by the feed's thread; the session guards what readers see too.
 */
final class SessionSink implements FeedSink {
  /** The reserve for the next index: one part in this many of the last index's length. */
  private static final int INDEX_SLACK = 16;

  private final Session session;
  private final BlockBuffer buffer;
  private final FeedStats stats;
  private final SessionSettings settings;
  private final boolean live;
  private final MessageInspector inspector = new MessageInspector();
  private final FeedProgress.Tracker tracker;
  private UnconfirmedJump ahead;
  private String source;
  private @Nullable Excerpts file;
  private boolean quiet;
  private boolean historic;
  private long watermarkMillis;

  /** The size of the last block's index so far. */
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
            ? UnconfirmedJump.first(unbelieved, maxStepMillis)
            : UnconfirmedJump.of(unbelieved, maxStepMillis);
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
      // Resets per-connection state.
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
  public void append(byte[] line, int offset, int length, long position, long next)
      throws InterruptedException {
    synchronized (session) {
      session.awaitRoom(length, file != null);
      stats.received(inspector);
      if (inspector.events() > 0 && tracker.isHeldUntil(inspector.latestMillis(ceiling()))) {
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
      if (inspector.events() > 0) {
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
   * Returns the latest event time that is not an error. A live stream has the clock to tell; in a
   * replay, only the other statuses can.
   */
  private long believed(BlockBuilder into) {
    return live ? into.ceilingMillis() : into.highestMillis();
  }

  /** Moves the watermark to a confirmed run of times, and starts a new block after it. */
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
              // Blocks are much alike; an index that grows to megabytes would be copied again and
              // again.
              indexBytes + indexBytes / INDEX_SLACK);
      buffer.open(into);
    }
    return into;
  }

  private Arrival arrival() {
    return new Arrival(
        watermarkMillis, settings.maxOutOfOrderMillis(), movingCeiling(), trustedFrom());
  }

  /**
   * Returns whether another source may share the block: small files do, connections of a live
   * stream do not.
   */
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
   * Returns the event time from which times are close enough to the clock to be believed at once.
   */
  private long trustedFrom() {
    return live ? clock().millis() - settings.limits().futureSlack().toMillis() : Long.MAX_VALUE;
  }

  /**
   * Returns the latest event time that may move the watermark; while a gap is being filled, none
   * may.
   */
  private long movingCeiling() {
    return tracker.isHeld() ? Long.MIN_VALUE : ceiling();
  }

  /**
   * Handles a keep-alive. Two in a row show that no message is under way, so event time follows the
   * clock.
   */
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

  /**
   * Lets the watermark move again, and starts a new block, because arrival settings are per block.
   */
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

  /** Returns the watermark after all messages appended. Call with the session's lock held. */
  long watermarkMillis() {
    return watermarkMillis;
  }
}
