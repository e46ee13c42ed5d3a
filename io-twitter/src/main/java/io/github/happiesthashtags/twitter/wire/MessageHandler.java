package io.github.happiesthashtags.twitter.wire;

/** Receives what {@link MessageParser} finds in one line, in order. */
public interface MessageHandler {
  /** The time of a message that does not say it. */
  long NO_TIME = EventTimes.NONE;

  /** A status; the object is reused and valid only during the call. */
  void status(Status status);

  /** A message that is no status. */
  void other(MessageKind kind);

  /**
   * A message that is no status.
   *
   * @param timeMillis when it happened, in milliseconds since the epoch; {@link #NO_TIME} if it
   *     does not say
   */
  default void other(MessageKind kind, long timeMillis) {
    other(kind);
  }

  /**
   * The line is no valid JSON, no message of a known kind, or holds a malformed status; called at
   * most once a line, after the line's good statuses.
   *
   * @param reason one line that says what was found, without the line's content
   */
  void malformed(String reason);
}
