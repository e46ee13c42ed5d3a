package io.github.happiesthashtags.testsupport;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files of credentials, as the connector demands them. */
public final class SecretFiles {

  private SecretFiles() {}

  /** Saves a secret to a file that only its owner may read, and returns the file. */
  public static Path save(Path file, String secret) throws IOException {
    Files.writeString(file, secret);
    if (isPosix()) {
      permit(file, "rw-------");
    }
    return file;
  }

  /**
   * Sets a file's permissions; skips the test if the file system has none.
   *
   * @param permissions such as {@code rw-r--r--}
   */
  public static void permit(Path file, String permissions) throws IOException {
    assumeTrue("needs POSIX permissions", isPosix());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
