package io.github.happiesthashtags.twitter.stream;

/** What to do when a pipeline is slower than its stream and the buffer is full. */
public enum Overflow {
  /**
   * Stop reading the connection until there is room. The API ends a connection that falls too far
   * behind; the feed then reconnects and asks for the missed messages.
   */
  BLOCK,

  /** Drop and count the oldest messages, so that results stay close to now. */
  DROP_OLDEST
}
