package io.github.happiesthashtags.twitter.stream;

/** What a feed is doing. */
public enum ConnectionState {
  /** Not connected, or no connection needed. */
  IDLE(0),
  /** A connection is being made. */
  CONNECTING(1),
  /** Messages come as they happen. */
  STREAMING(2),
  /** What was missed is received first. */
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

  /** The value of the gauge, which dashboards know: never given to another state. */
  public int code() {
    return code;
  }
}
