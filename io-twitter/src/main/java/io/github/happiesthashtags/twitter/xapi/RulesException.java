package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;

/** The filtered stream's rules can't be used as they are: trying again will not help. */
public final class RulesException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A message that names the file and the lines, and says what to do. */
  public RulesException(String message) {
    super(message);
  }

  /** A message that names the file and says what to do, and what was tried. */
  public RulesException(String message, Throwable cause) {
    super(message, cause);
  }
}
