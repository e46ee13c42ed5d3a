package io.github.happiesthashtags.twitter.stream;

/**
 * Accounts for what a stream had while a feed was not connected: recovered, or lost for good. What
 * a backfill recovers is accounted for by the session, which sees when the gap is filled.
 */
public final class GapAccount {
  private final ConnectionLog log;

  /** An account that logs losses. */
  public GapAccount(ConnectionLog log) {
    this.log = log;
  }

  /**
   * Counts what the stream had until then and was not received as lost.
   *
   * @param untilMillis in milliseconds since the epoch
   */
  public void lostUntil(FeedSink sink, long untilMillis) {
    FeedProgress progress = sink.progress();
    long millis = untilMillis - progress.reachedMillis();
    if (progress.hasReached() && millis > 0) {
      log.gap(progress.reachedMillis(), untilMillis);
      sink.report().lost(millis);
      sink.complete(untilMillis);
    }
  }

  /**
   * Counts what came since a connection was made as recovered.
   *
   * @param beforeMillis how far the stream had been received then, in milliseconds since the epoch
   */
  public void recoveredSince(FeedSink sink, long beforeMillis) {
    sink.report().recovered(Math.max(0, sink.progress().reachedMillis() - beforeMillis));
  }
}
