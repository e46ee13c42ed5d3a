package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;

/** A rule that starts sessions with small limits and a manual clock, and closes them. */
public final class SessionFixture extends ExternalResource {
  /**
   * A negative time, so that even two readings of the clock in the same moment are too far apart.
   */
  public static final Duration NO_PATIENCE = Duration.ofNanos(-1);

  static final long DISORDER_MILLIS = 10_000;
  static final String NAME = "session-under-test";
  static final String THREAD = "twitter-" + NAME;

  /** Limits that hand out a block at once. */
  static final SessionSettings.Limits EAGER =
      new SessionSettings.Limits(
          1 << 20,
          Duration.ZERO,
          1 << 20,
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Overflow.BLOCK);

  private final List<Session> started = new ArrayList<>();
  private final AtomicLong nowMillis = new AtomicLong(Messages.T0);

  InstantSource clock() {
    return () -> Instant.ofEpochMilli(nowMillis.get());
  }

  void setClock(long millis) {
    nowMillis.set(millis);
  }

  /** Starts a session that hands out a block at once. */
  public Session start(Feed feed) {
    return start(feed, null, EAGER);
  }

  /** Starts a session that abandons its feed after the given time without a reader. */
  public Session startImpatient(Feed feed, @Nullable FeedMark resume, Duration patience) {
    return start(feed, resume, impatient(patience));
  }

  static SessionSettings.Limits impatient(Duration patience) {
    return new SessionSettings.Limits(
        EAGER.blockBytes(), EAGER.linger(), 100, patience, EAGER.futureSlack(), Overflow.BLOCK);
  }

  /** Returns limits that put every message into its own block. */
  static SessionSettings.Limits messageByMessage() {
    return blocksOf(1);
  }

  static SessionSettings.Limits blocksOf(int bytes) {
    return new SessionSettings.Limits(
        bytes,
        EAGER.linger(),
        EAGER.bufferBytes(),
        EAGER.abandonedAfter(),
        EAGER.futureSlack(),
        Overflow.BLOCK);
  }

  static SessionSettings.Limits lingering(Duration linger) {
    return new SessionSettings.Limits(
        EAGER.blockBytes(),
        linger,
        EAGER.bufferBytes(),
        EAGER.abandonedAfter(),
        EAGER.futureSlack(),
        Overflow.BLOCK);
  }

  static SessionSettings.Limits bufferOf(long bytes) {
    return new SessionSettings.Limits(
        1, EAGER.linger(), bytes, EAGER.abandonedAfter(), EAGER.futureSlack(), Overflow.BLOCK);
  }

  /** Starts a session with the test's clock that hands out a block at once. */
  public Session start(Feed feed, @Nullable FeedMark resume, InstantSource clock) {
    return start(feed, resume, new SessionSettings(DISORDER_MILLIS, clock, EAGER));
  }

  Session start(Feed feed, @Nullable FeedMark resume, SessionSettings.Limits limits) {
    return start(feed, resume, new SessionSettings(DISORDER_MILLIS, clock(), limits));
  }

  private Session start(Feed feed, @Nullable FeedMark resume, SessionSettings settings) {
    Session session = new Session(NAME, feed, resume, settings);
    started.add(session);
    return session;
  }

  /** Waits for the next block and takes it. */
  static Session.Taken take(Session session) {
    return Eventually.value("a block", session::take);
  }

  /** Waits for the next block and returns its messages. */
  static List<String> takeMessages(Session session) {
    return Messages.of(take(session).block());
  }

  /** Ends a session as the death of its process does. */
  public static void end(Session session) {
    session.close();
    Eventually.noThreadNamed(THREAD);
  }

  @Override
  protected void after() {
    started.forEach(Session::close);
    Eventually.noThreadNamed(THREAD);
  }
}
