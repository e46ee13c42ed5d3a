package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;

/** The rules of a filtered stream can't be used: trying again will not help. */
public final class RulesException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A message that names the lines and what is wrong with them. */
  public RulesException(String message) {
    super(message);
  }
}
