package io.github.happiesthashtags.testsupport;

import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data sets that are too large for the repository or not ours: the folder {@code shared/data}
 * beside the working tree or anywhere above it.
 */
public final class SharedData {

  private SharedData() {}

  /** Returns a file or folder of the shared data; skips the test if it is missing. */
  public static Path file(String relative) {
    Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared").resolve("data").resolve(relative);
      if (Files.exists(file)) {
        return file;
      }
    }
    assumeTrue("skipped: no shared/data/" + relative + " in or above " + start, false);
    throw new AssertionError("unreachable: the assumption above never holds");
  }
}
