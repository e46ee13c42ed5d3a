package io.github.happiesthashtags.twitter.stream;

/** What happens when a pipeline is slower than its stream and the buffer is full. */
public enum Overflow {
  /**
   * The connection is read no further until there is room. The API ends a connection that falls too
   * far behind; it is then made again, and what was missed is asked for.
   */
  BLOCK,

  /** The oldest messages are dropped and counted, so that results stay close to now. */
  DROP_OLDEST
}
