package io.github.happiesthashtags.twitter.auth;

import java.nio.file.Path;

/** A file that holds a bearer token and nothing else. */
public final class BearerTokenFile {
  /** Longer than any token X has issued (about 110 characters), short enough to spot a mix-up. */
  private static final int MAX_BYTES = 4096;

  private BearerTokenFile() {}

  /**
   * Reads the token; ignores leading and trailing white space.
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
            MAX_BYTES,
            "larger than any token: give the file that holds the bearer token alone");
    try {
      return BearerToken.of(content.strip());
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(file + ": " + e.getMessage(), e);
    }
  }
}
