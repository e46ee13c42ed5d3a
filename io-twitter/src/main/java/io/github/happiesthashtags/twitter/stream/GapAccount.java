package io.github.happiesthashtags.twitter.stream;

/**
 * The account of a stream's gaps: how much was recovered, and how much was lost for good. The
 * session accounts for backfills, because it sees when the gap is filled.
 */
public final class GapAccount {
  private final ConnectionLog log;

  /** Creates an account that logs losses. */
  public GapAccount(ConnectionLog log) {
    this.log = log;
  }

  /**
   * Counts everything that was not received up to a moment as lost.
   *
   * @param untilMillis the moment, in milliseconds since the epoch
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
   * Counts everything received since a connection was made as recovered.
   *
   * @param beforeMillis how far the stream had been received before, in milliseconds since the
   *     epoch
   */
  public void recoveredSince(FeedSink sink, long beforeMillis) {
    sink.report().recovered(Math.max(0, sink.progress().reachedMillis() - beforeMillis));
  }
}
