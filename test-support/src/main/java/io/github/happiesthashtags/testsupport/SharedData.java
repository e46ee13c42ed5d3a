package io.github.happiesthashtags.testsupport;

import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the data sets that are too large or not ours to keep in the repository: a folder {@code
 * shared/data} beside the working tree or anywhere above it.
 */
public final class SharedData {

  private SharedData() {}

  /** A file or folder of the shared data; a test that asks for one that is absent is skipped. */
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
