package io.github.happiesthashtags.twitter.recording;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Globs of local files. Beam walks the whole tree below the glob's folder, as a {@code **} may ask
 * for files anywhere in it; for a glob in {@code /} that takes minutes.
 */
final class LocalGlob {
  /** As Beam's {@code FileSystems} tells a file system from a path. */
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*");

  private static final Pattern WILDCARD = Pattern.compile("[*?{\\[]");

  private LocalGlob() {}

  /**
   * The files that a glob matches in its one folder, or null if the pattern is no such glob.
   *
   * @throws IOException if the folder cannot be listed
   */
  static @Nullable List<String> files(String pattern) throws IOException {
    File glob = new File(pattern).getAbsoluteFile();
    String name = glob.getName();
    if (SCHEME.matcher(pattern).matches()
        || !WILDCARD.matcher(name).find()
        || name.contains("**")
        || glob.exists()) {
      return null;
    }
    List<String> files = new ArrayList<>();
    Path folder = glob.toPath().getParent();
    if (folder == null) {
      return null;
    }
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, name)) {
      for (Path match : matches) {
        if (Files.isRegularFile(match)) {
          files.add(match.toString());
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(
          folder.toString(), null, "its files may not be listed; give this user the right to");
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }
}
