package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;

/** The credentials are missing, unusable, or refused by the API: trying again will not help. */
public final class CredentialsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A message that says what to do, without any credential in it. */
  public CredentialsException(String message) {
    super(message);
  }

  /** A message that says what to do, without any credential in it, and what was tried. */
  public CredentialsException(String message, Throwable cause) {
    super(message, cause);
  }
}
