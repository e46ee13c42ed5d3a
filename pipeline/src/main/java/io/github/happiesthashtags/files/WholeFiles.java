package io.github.happiesthashtags.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Writes files that a reader sees whole or not at all, in any of Beam's file systems. */
public final class WholeFiles {
  private WholeFiles() {}

  /**
   * Writes a file under a temporary name and moves it, replacing one of that name.
   *
   * @param directory made if it is not there
   * @throws IOException if the file cannot be written; nothing is left of it then
   */
  public static void write(String directory, String name, String content) throws IOException {
    ResourceId folder = FileSystems.matchNewResource(directory, true);
    ResourceId target = folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
    // Two attempts at one pane may run at once: each has its own temporary file. The dot hides it
    // from globs.
    ResourceId temporary =
        folder.resolve(
            "." + name + "." + UUID.randomUUID() + ".tmp", StandardResolveOptions.RESOLVE_FILE);
    boolean moved = false;
    try {
      try (WritableByteChannel channel = FileSystems.create(temporary, MimeTypes.TEXT)) {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      FileSystems.rename(List.of(temporary), List.of(target));
      moved = true;
    } finally {
      if (!moved) {
        FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
      }
    }
  }
}
