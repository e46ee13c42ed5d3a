package io.github.happiesthashtags.twitter.auth;

import java.util.regex.Pattern;

/** An X API app-only bearer token. Prints as asterisks and cannot be serialised. */
public final class BearerToken {
  // The characters that RFC 6750, section 2.1, allows in an Authorization header.
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/%-]+=*");

  private final String value;

  private BearerToken(String value) {
    this.value = value;
  }

  /**
   * Creates a token.
   *
   * @throws IllegalArgumentException if the value has characters that no token has; the message
   *     does not show the value
   */
  public static BearerToken of(String value) {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          value.isEmpty()
              ? "the bearer token is empty"
              : "the bearer token has characters that no token has, such as a space or a quote");
    }
    return new BearerToken(value);
  }

  /** Returns the value of the {@code Authorization} header. */
  public String header() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return "Bearer ****";
  }
}
