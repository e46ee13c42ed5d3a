package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageInspector;

/** The receiver of a feed's messages. Used by one thread. */
public interface FeedSink {

  /** Names the stream or file that the next messages come from, for dead letters. */
  void enter(String source);

  /**
   * Names the file that the next messages come from. Every worker can read the file, so the blocks
   * may point to it instead of holding the messages.
   */
  default void enter(String source, Excerpts file) {
    enter(source);
  }

  /** A file whose parts can be the content of blocks. */
  @FunctionalInterface
  interface Excerpts {
    /**
     * Returns the lines that begin in a range.
     *
     * @param start the offset of a line's first byte
     * @param end the offset after a line's end
     */
    MessageBlock.Content between(long start, long end);
  }

  /** Looks at a line without passing it on; the answer is valid until the next call. */
  MessageInspector inspect(byte[] line, int offset, int length);

  /**
   * Passes on the line that was inspected last. If the buffer is full, waits or drops the oldest
   * messages, depending on {@link Overflow}.
   *
   * @param line the message without its line end; a blank one is a keep-alive
   * @param position the offset of its first byte in the stream or file, in bytes
   * @param next the offset after its line end
   * @throws InterruptedException if the session is closed meanwhile
   */
  void append(byte[] line, int offset, int length, long position, long next)
      throws InterruptedException;

  /**
   * Passes on a message, as {@link #inspect} and {@link #append(byte[], int, int, long, long)} do.
   *
   * @param message the JSON without its line end; an empty one is a keep-alive
   * @param position the offset of its first byte in the stream, in bytes
   * @throws InterruptedException if the session is closed meanwhile
   */
  default void append(byte[] message, long position) throws InterruptedException {
    inspect(message, 0, message.length);
    append(message, 0, message.length, position, position + message.length + 1);
  }

  /**
   * Returns how far the stream has been passed on, including earlier sessions that the mark
   * continues.
   */
  FeedProgress progress();

  /** Returns whether a reader is still attached; without one, a feed need not reconnect. */
  boolean isWanted();

  /**
   * Announces a backfill: the statuses of a gap come next, oldest first, and then current ones. As
   * the API does not promise that order, the watermark stands still until all of them must have
   * arrived.
   *
   * @param fromMillis the start of the gap, in milliseconds since the epoch
   * @param toMillis the end of the gap
   */
  void recovering(long fromMillis, long toMillis);

  /**
   * Announces that until the next {@link #enter} all messages are old ones, oldest first, so that
   * keep-alives say nothing about event time.
   */
  void replaying();

  /**
   * Records that every message up to a moment was received or is lost.
   *
   * @param untilMillis the moment, in milliseconds since the epoch
   */
  void complete(long untilMillis);

  /** Marks the feed idle by its own decision, so that the watermark follows the clock. */
  void idle();

  /** Returns the receiver of connection events. */
  Report report();

  /** The receiver of connection events. */
  interface Report {

    /** Reports the feed's new state. */
    void state(ConnectionState state);

    /**
     * Reports that a connection could not be made, or was lost.
     *
     * @param name the stream's name
     * @param why the reason, for a person
     */
    default void unreached(String name, String why) {}

    /** Reports that a connection was lost or refused and that the feed reconnects. */
    void reconnecting(Disconnection cause);

    /** Adds milliseconds of the gap that were recovered. */
    void recovered(long millis);

    /** Adds milliseconds of the gap that are lost for good. */
    void lost(long millis);
  }
}
