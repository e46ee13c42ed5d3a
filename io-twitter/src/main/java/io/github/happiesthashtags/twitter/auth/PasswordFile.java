package io.github.happiesthashtags.twitter.auth;

import java.nio.file.Path;

/** A file that holds a password and nothing else. */
public final class PasswordFile {
  /** Far longer than any password, short enough to spot a mix-up. */
  private static final int MAX_BYTES = 4096;

  private PasswordFile() {}

  /**
   * Reads the password; ignores the line end.
   *
   * @throws CredentialsException if the file holds no usable password; the message says what to do
   *     and never shows the content
   */
  public static String read(Path file) throws CredentialsException {
    String content =
        SecretFile.read(
            file,
            false,
            "save the password there",
            MAX_BYTES,
            "larger than any password: give the file that holds the password alone");
    // Removes only the line end, because a password may end with a space.
    String password = content.replaceFirst("\\R\\z", "");
    if (password.isEmpty()
        || password.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\uFEFF')) {
      throw new CredentialsException(
          file
              + " is empty, or has a second line or a byte order mark: it takes the password alone");
    }
    return password;
  }
}
