package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;

/**
 * Signals that credentials are missing, unusable, or refused by the API; trying again will not
 * help.
 */
public final class CredentialsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that says what to do and contains no credential. */
  public CredentialsException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message that says what to do and contains no credential, and a
   * cause.
   */
  public CredentialsException(String message, Throwable cause) {
    super(message, cause);
  }
}
