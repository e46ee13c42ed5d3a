package io.github.happiesthashtags.runners.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A directory that goes with the process. */
final class TemporaryDirectory {
  private TemporaryDirectory() {}

  static Path create(String prefix) throws IOException {
    Path directory = Files.createTempDirectory(prefix);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> FileUtils.deleteQuietly(directory.toFile()), "delete-" + prefix));
    return directory;
  }
}
