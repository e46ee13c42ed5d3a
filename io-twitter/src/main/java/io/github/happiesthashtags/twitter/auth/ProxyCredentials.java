package io.github.happiesthashtags.twitter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Base64;

/** A user and a password for a proxy. Prints as asterisks and cannot be serialised. */
public final class ProxyCredentials {
  /** Far longer than any user and password, short enough to spot a mix-up. */
  private static final int MAX_BYTES = 4096;

  private static final String FORM = "user:password on one line";

  private final String userAndPassword;

  private ProxyCredentials(String userAndPassword) {
    this.userAndPassword = userAndPassword;
  }

  /**
   * Reads the credentials from a file that holds {@code user:password} on one line.
   *
   * @throws CredentialsException if the file cannot be used; the message says what to do and never
   *     shows the content
   */
  public static ProxyCredentials read(Path file) throws CredentialsException {
    String content =
        SecretFile.read(
            file,
            false,
            "save the proxy's " + FORM + " there",
            MAX_BYTES,
            "larger than any user and password: give the file that holds them alone");
    // Removes only the line end, because a password may end with a space.
    String line = content.replaceFirst("\\R\\z", "");
    if (line.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFEFF')) {
      throw new CredentialsException(
          file + " has a second line, a byte order mark or a control character: it takes " + FORM);
    }
    if (line.indexOf(':') < 1) {
      throw new CredentialsException(
          file + " has no user before a colon: it takes the proxy's " + FORM);
    }
    return new ProxyCredentials(line);
  }

  /** Returns the value of the {@code Proxy-Authorization} header. */
  public String header() {
    // Source: RFC 7617, section 2.
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Basic ****";
  }
}
