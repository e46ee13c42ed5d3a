package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads a bearer token from a file of its own. */
public final class BearerTokenFile {
  /** Longer than any token X has issued (about 110 characters), short enough to spot a mix-up. */
  private static final long MAX_BYTES = 4096;

  private BearerTokenFile() {}

  /**
   * Reads the token; leading and trailing white space does not count.
   *
   * @throws CredentialsException if there is none to be used; the message says what to do and never
   *     shows the content
   */
  public static BearerToken read(Path file) throws CredentialsException {
    try {
      refuseIfShared(file);
      if (Files.size(file) > MAX_BYTES) {
        throw new CredentialsException(
            file + " is larger than any token: give the file that holds the bearer token alone");
      }
      return BearerToken.of(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (CredentialsException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new CredentialsException(
          "there is no file " + file + ": save the app's bearer token there", e);
    } catch (IOException e) {
      throw new CredentialsException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(file + ": " + e.getMessage(), e);
    }
  }

  private static void refuseIfShared(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      throw new CredentialsException(
          file + " can be read by every user of this machine: chmod 600 " + file);
    }
  }
}
