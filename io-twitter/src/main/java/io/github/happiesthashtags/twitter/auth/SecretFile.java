package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads a small file that only its owner and group may read. */
final class SecretFile {
  private SecretFile() {}

  /**
   * Reads the file's text.
   *
   * @param shared whether other users may read it too, as where secrets are mounted that way
   * @param remedy what to do if there is no such file
   * @param overlong what a file is that has more bytes than {@code maxBytes}, and what to do
   * @throws CredentialsException if it cannot be used; the message never shows the content
   */
  static String read(Path file, boolean shared, String remedy, long maxBytes, String overlong)
      throws CredentialsException {
    try {
      if (Files.isDirectory(file)) {
        throw new CredentialsException("cannot read " + file + ": it is a directory, give a file");
      }
      if (!shared) {
        refuseIfShared(file);
      }
      if (Files.size(file) > maxBytes) {
        throw new CredentialsException(file + " is " + overlong);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CredentialsException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new CredentialsException("there is no file " + file + ": " + remedy, e);
    } catch (IOException e) {
      throw new CredentialsException("cannot read " + file + ": " + e.getMessage(), e);
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
