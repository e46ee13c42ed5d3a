package io.github.happiesthashtags.job;

import java.util.regex.Pattern;

/** An option that cannot be used; the message is one line that names it and says what it takes. */
public final class BadOptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In an address it may be a password. */
  private static final Pattern USER_INFO = Pattern.compile("//.*@");

  /** A complete message. */
  public BadOptionException(String message) {
    super(message);
  }

  /** The message of whoever refused the value, without a password in an address. */
  static BadOptionException because(String option, String got, Exception refused) {
    return new BadOptionException(
        "--"
            + option
            + "="
            + USER_INFO.matcher(got).replaceFirst("//****@")
            + ": "
            + String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
  }

  /**
   * The usual message: the option and what it got.
   *
   * @param problem what is wrong with the value, and what to give instead
   */
  static BadOptionException of(String option, String got, String problem) {
    return new BadOptionException("--" + option + "=" + got + ": " + problem);
  }
}
