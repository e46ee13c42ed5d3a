package io.github.happiesthashtags.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** A writer of files that readers see whole or not at all, in any of Beam's file systems. */
public final class WholeFiles {
  /** Beam's scheme for local files. */
  static final String LOCAL = "file";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Large enough that system calls cost little. */
  private static final int BUFFER_BYTES = 1 << 16;

  /** The content of a file, produced while it is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole content; the caller buffers and closes the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFiles() {}

  /**
   * Writes a file under a temporary name and renames it, which replaces an existing file.
   *
   * @param directory created if it is missing
   * @throws UnwritableException if the file cannot be written; no part of it remains then
   */
  public static void write(String directory, String name, String content)
      throws UnwritableException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    write(directory, name, out -> out.write(bytes), /* ownerOnly= */ false);
  }

  /** Writes a file like {@link #write}, but only the owner can ever read it if it is local. */
  public static void writePrivate(String directory, String name, Content content)
      throws UnwritableException {
    write(directory, name, content, /* ownerOnly= */ true);
  }

  private static void write(String directory, String name, Content content, boolean ownerOnly)
      throws UnwritableException {
    ResourceId folder = FileSystems.matchNewResource(directory, true);
    ResourceId target = folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
    // Two attempts at one pane may run at once, so each has its own temporary file. The dot hides
    // the file from globs.
    ResourceId temporary =
        folder.resolve(
            "." + name + "." + UUID.randomUUID() + ".tmp", StandardResolveOptions.RESOLVE_FILE);
    try {
      if (ownerOnly) {
        makePrivate(temporary);
      }
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(FileSystems.create(temporary, MimeTypes.TEXT)),
              BUFFER_BYTES)) {
        content.writeTo(out);
      }
      FileSystems.rename(List.of(temporary), List.of(target));
    } catch (IOException | RuntimeException e) {
      try {
        FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
      } catch (IOException | RuntimeException left) {
        e.addSuppressed(left);
      }
      throw new UnwritableException(target.toString(), e);
    }
  }

  /**
   * Creates the empty file with its permissions. If they were set later, another user could already
   * have opened the file.
   */
  private static void makePrivate(ResourceId file) throws IOException {
    if (file.getScheme().equals(LOCAL)
        && java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Path path = Path.of(file.toString());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
  }
}
