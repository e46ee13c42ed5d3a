package io.github.happiesthashtags.runners.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** The directory of what an embedded Flink writes, which is deleted with the job. */
final class TemporaryDirectory implements AutoCloseable {
  /** How long to retry; an embedded cluster shuts down in far less time. */
  private static final long PATIENCE_SECONDS = 2;

  private static final long TRY_AGAIN_MILLIS = 20;

  private final Path path;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  static TemporaryDirectory create() {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("happiest-hashtags-flink-"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a temporary directory for Flink; name another place with"
              + " -Djava.io.tmpdir=DIRECTORY",
          e);
    }
  }

  Path path() {
    return path;
  }

  /**
   * Deletes the directory, with retries: the cluster may still be closing, and its end cannot be
   * awaited.
   */
  @Override
  public void close() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!FileUtils.deleteQuietly(path.toFile()) && System.nanoTime() < deadline) {
        Thread.sleep(
            TRY_AGAIN_MILLIS); // Polls: files that appear during the deletion are not reported.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
