package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageInspector;

/** Where a feed pushes its messages. Used by one thread. */
public interface FeedSink {

  /** Names the stream or file that the next messages come from, for dead letters. */
  void enter(String source);

  /**
   * The same of a file that can be read again wherever a block is processed: the blocks of what
   * comes next may point to it, and hold no message.
   */
  default void enter(String source, Excerpts file) {
    enter(source);
  }

  /** Gives the parts of a file as the content of blocks. */
  @FunctionalInterface
  interface Excerpts {
    /**
     * The lines that begin in a range.
     *
     * @param start the offset of a line's first byte
     * @param end the offset after a line's end
     */
    MessageBlock.Content between(long start, long end);
  }

  /** Looks at a line without passing it on; the answer is valid until the next call. */
  MessageInspector inspect(byte[] line, int offset, int length);

  /**
   * Looks at the line that begins here, and finds its end, if it is one ordinary status; {@link
   * #taken} then speaks of it.
   *
   * @param limit as of {@link Lines.Handler#take}
   * @return as of {@link Lines.Handler#take}
   */
  default int take(byte[] buffer, int offset, int limit) {
    return Lines.NOT_TAKEN;
  }

  /** What was seen in the line that was taken last; valid until the next one. */
  default MessageInspector taken() {
    throw new IllegalStateException("no line was taken");
  }

  /**
   * Passes on the line that was inspected or taken last. Waits while the buffer is full, or drops
   * the oldest, as was chosen.
   *
   * @param line the message without its line end; a blank one is a keep-alive
   * @param position the offset of its first byte in the stream or file, in bytes
   * @param next the offset after its line end
   * @throws InterruptedException if the session is closed meanwhile
   */
  void append(byte[] line, int offset, int length, long position, long next)
      throws InterruptedException;

  /** How far the stream has been passed on, over all sessions that the mark carries on. */
  FeedProgress progress();

  /** Whether anybody still takes what is passed on; a feed need not connect again otherwise. */
  boolean isWanted();

  /**
   * What the stream had in this time comes now, the oldest first and before what happens now; but
   * as that is not promised, the watermark stands still until all of it must be here.
   *
   * @param fromMillis where the gap begins, in milliseconds since the epoch
   * @param toMillis where it ends
   */
  void recovering(long fromMillis, long toMillis);

  /**
   * All that comes now happened earlier, the oldest first: keep-alives tell nothing of event time.
   * Until the next {@link #enter}.
   */
  void replaying();

  /**
   * Everything that the stream had until then, in milliseconds since the epoch, came or is lost.
   */
  void complete(long untilMillis);

  /** Nothing comes although time goes on, by the feed's own decision. */
  void idle();

  /** Where to tell what happens to the connection. */
  Report report();

  /** Where a feed tells what happens to its connection. */
  interface Report {

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
}
