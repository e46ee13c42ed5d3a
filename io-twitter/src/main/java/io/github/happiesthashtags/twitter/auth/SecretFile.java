package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A small file that only its owner and group may read and write. */
final class SecretFile {
  private SecretFile() {}

  /**
   * Reads the file's text.
   *
   * @param shared whether other users may read the file too, because some platforms mount secrets
   *     that way; they may never write it
   * @param remedy what to do if there is no such file
   * @param overlong the message's end for a file of more than {@code maxBytes}: what it is, and
   *     what to do
   * @throws CredentialsException if the file cannot be used; the message never shows the content
   */
  static String read(Path file, boolean shared, String remedy, int maxBytes, String overlong)
      throws CredentialsException {
    try {
      if (Files.isDirectory(file)) {
        throw new CredentialsException("cannot read " + file + ": it is a directory, give a file");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A pipe can block and can be read only once, but the file is read at every connect.
        throw new CredentialsException(
            "cannot read " + file + ": it is a pipe or a device, give a plain file");
      }
      refuseIfShared(file, shared);
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(maxBytes + 1);
      }
      if (bytes.length > maxBytes) {
        throw new CredentialsException(file + " is " + overlong);
      }
      return text(file, bytes);
    } catch (CredentialsException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new CredentialsException("there is no file " + file + ": " + remedy, e);
    } catch (AccessDeniedException e) {
      throw new CredentialsException(
          "cannot read " + file + ": permission denied, let this user read it", e);
    } catch (IOException e) {
      throw new CredentialsException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String text(Path file, byte[] bytes) throws CredentialsException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Reported below, like zero bytes; the cause would only name a length.
    }
    throw new CredentialsException(
        "cannot read " + file + ": it is not UTF-8, perhaps UTF-16; save it as UTF-8");
  }

  private static void refuseIfShared(Path file, boolean shared) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new CredentialsException(
          file + " can be written by every user of this machine: chmod 600 " + file);
    }
    if (!shared && permissions.contains(PosixFilePermission.OTHERS_READ)) {
      throw new CredentialsException(
          file + " can be read by every user of this machine: chmod 600 " + file);
    }
  }
}
