package io.github.happiesthashtags.twitter.auth;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** An X API app-only bearer token. Prints as asterisks and cannot be serialised. */
public final class BearerToken {
  // The characters that RFC 6750, section 2.1, allows in an Authorization header.
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/%-]+=*");

  /** Longer than any token X has issued (about 110 characters), short enough to spot a mix-up. */
  private static final int MAX_FILE_BYTES = 4096;

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

  /**
   * Reads the token from a file that holds nothing else; ignores leading and trailing white space.
   *
   * @param shared whether other users of the machine may read the file too
   * @throws CredentialsException if the file holds no usable token; the message says what to do and
   *     never shows the content
   */
  public static BearerToken read(Path file, boolean shared) throws CredentialsException {
    String content =
        SecretFile.read(
            file,
            shared,
            "save the app's bearer token there",
            MAX_FILE_BYTES,
            "larger than any token: give the file that holds the bearer token alone");
    try {
      return of(content.strip());
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(file + ": " + e.getMessage(), e);
    }
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
