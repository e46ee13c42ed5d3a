package io.github.happiesthashtags.twitter.stream;

/** Where a feed tells what happens to its connection. */
public interface FeedReport {

  /** Tells what the feed is doing from now on. */
  void state(ConnectionState state);

  /**
   * A connection could not be made, or was lost.
   *
   * @param name the stream's
   * @param why the reason, for a person
   */
  default void unreached(String name, String why) {}

  /** A connection was lost or refused, and is made again. */
  void reconnecting(Disconnection cause);

  /** What came while there was no connection has been received after all. Milliseconds. */
  void recovered(long millis);

  /** What came while there was no connection cannot be had any more. Milliseconds. */
  void lost(long millis);
}
