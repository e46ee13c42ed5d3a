package io.github.happiesthashtags.twitter.feed;

import io.github.happiesthashtags.twitter.wire.MessageInspector;

/** Where a feed pushes its messages. Used by one thread. */
public interface FeedSink {

  /** Names the stream or file that the next messages come from, for dead letters. */
  void enter(String source);

  /** Looks at a line without passing it on; the answer is valid until the next call. */
  MessageInspector inspect(byte[] line, int offset, int length);

  /**
   * Passes on the line that was inspected last. Waits while the buffer is full.
   *
   * @param line the message without its line end; a blank one is a keep-alive
   * @param position the offset of its first byte in the stream or file, in bytes
   * @param next the offset after its line end
   * @throws InterruptedException if the session is closed meanwhile
   */
  void append(byte[] line, int offset, int length, long position, long next)
      throws InterruptedException;

  /** Statuses passed on so far, over all sessions that the mark carries on. */
  long statuses();
}
