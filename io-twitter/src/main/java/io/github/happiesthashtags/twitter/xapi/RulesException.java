package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;

/** Signals that the filtered stream cannot use its rules; trying again will not help. */
public final class RulesException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message names the file and the lines, and says what to do. */
  public RulesException(String message) {
    super(message);
  }

  /** Creates an exception whose message names the file and says what to do. */
  public RulesException(String message, Throwable cause) {
    super(message, cause);
  }
}
