package io.github.happiesthashtags.twitter.stream;

/** The state of a feed's connection. */
public enum ConnectionState {
  /** Not connected, or no connection needed. */
  IDLE(0),
  /** A connection is being made. */
  CONNECTING(1),
  /** Receiving messages as they happen. */
  STREAMING(2),
  /** Receiving messages that were missed. */
  RECOVERING(3),
  /** Waiting before the next connection. */
  WAITING(4),
  /** The day's budget is used up. */
  PAUSED(5),
  /** Waiting because the API's limit of connections is nearly reached. */
  THROTTLED(6),
  /** Waiting because the account has used up its posts or credits. */
  CAPPED(7);

  private final int code;

  ConnectionState(int code) {
    this.code = code;
  }

  /**
   * Returns the value of the gauge. Dashboards rely on it: never reuse a value for another state.
   */
  public int code() {
    return code;
  }
}
