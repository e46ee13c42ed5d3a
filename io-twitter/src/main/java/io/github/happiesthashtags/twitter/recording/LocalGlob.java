package io.github.happiesthashtags.twitter.recording;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A glob of local files, expanded as in a shell, folder by folder: a folder is listed only if its
 * path matches so far. Beam's own matching walks the whole tree below the first wildcard, and finds
 * nothing if both a folder and the file name have a wildcard.
 *
 * <p>{@code **} stands for any number of folders, including none, and does not follow symbolic
 * links; {@code **.json} is short for {@code **}{@code /*.json}. Braces are expanded first, see
 * {@link Braces}.
 */
final class LocalGlob {
  private static final Logger LOG = LoggerFactory.getLogger(LocalGlob.class);

  /** The pattern by which Beam's {@code FileSystems} recognises a file system. */
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*");

  private static final Pattern LOCAL_SCHEME = Pattern.compile("file:(?://)?(?=/)");
  private static final String ANY_FOLDERS = "**";

  /** Folders that were already logged: each pattern is matched several times. */
  private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

  private final Set<String> found = new TreeSet<>();
  private final Set<Path> unreadable = new TreeSet<>();

  private LocalGlob() {}

  /**
   * Returns the files and folders that a glob matches, or null if the pattern is a plain path or
   * belongs to another file system.
   *
   * @throws AccessDeniedException if nothing matches and a folder could not be listed
   * @throws IllegalArgumentException if the pattern is no valid glob
   */
  static @Nullable List<String> matches(String pattern) throws IOException {
    String local = LOCAL_SCHEME.matcher(pattern).replaceFirst("");
    if (SCHEME.matcher(local).matches() || new File(local).exists()) {
      return null;
    }
    // If paths have backslashes, a backslash cannot be an escape.
    String glob = File.separatorChar == '\\' ? local.replace('\\', '/') : local;
    List<String> alternatives = Braces.expand(glob);
    boolean isPlain = alternatives.equals(List.of(glob)) && !glob.contains("\\");
    if (isPlain && !GlobSegment.hasWildcard(glob)) {
      return null;
    }
    LocalGlob search = new LocalGlob();
    for (String alternative : alternatives) {
      search.search(alternative);
    }
    search.tellUnreadable();
    return List.copyOf(search.found);
  }

  private void search(String glob) throws IOException {
    int nameEnd = 0;
    for (int slash = glob.indexOf('/');
        slash >= 0 && !GlobSegment.hasWildcard(glob.substring(0, slash));
        slash = glob.indexOf('/', slash + 1)) {
      nameEnd = slash + 1;
    }
    Path start = Path.of(GlobSegment.unescaped(glob.substring(0, nameEnd))).toAbsolutePath();
    List<String> segments = new ArrayList<>();
    for (String segment : glob.substring(nameEnd).split("/", -1)) {
      boolean repeats =
          segment.equals(ANY_FOLDERS)
              && !segments.isEmpty()
              && segments.get(segments.size() - 1).equals(ANY_FOLDERS);
      if (!segment.isEmpty() && !repeats) {
        segments.add(segment);
      }
    }
    match(start, segments);
  }

  private void match(Path folder, List<String> segments) throws IOException {
    if (segments.isEmpty()) {
      found.add(folder.toString());
      return;
    }
    String first = segments.get(0);
    List<String> rest = segments.subList(1, segments.size());
    if (first.equals(ANY_FOLDERS)) {
      matchAnyFolders(folder, rest.isEmpty() ? List.of("*") : rest);
    } else if (first.contains(ANY_FOLDERS)) {
      int stars = first.indexOf(ANY_FOLDERS);
      String before = first.substring(0, stars + 1);
      String after = first.substring(stars + 1);
      if (stars > 0) {
        match(folder, concat(List.of(before + after.substring(1)), rest));
      }
      List<String> folders = stars > 0 ? List.of(before, ANY_FOLDERS) : List.of(ANY_FOLDERS);
      match(folder, concat(concat(folders, List.of(after)), rest));
    } else if (GlobSegment.hasWildcard(first)) {
      GlobSegment segment = GlobSegment.of(first);
      for (Path entry : list(folder)) {
        if (segment.matches(entry.getFileName().toString())
            && (rest.isEmpty() || Files.isDirectory(entry))) {
          match(entry, rest);
        }
      }
    } else {
      Path next = folder.resolve(GlobSegment.unescaped(first));
      if (Files.exists(next)) {
        match(next, rest);
      }
    }
  }

  private void matchAnyFolders(Path folder, List<String> rest) throws IOException {
    match(folder, rest);
    for (Path entry : list(folder)) {
      if (!entry.getFileName().toString().startsWith(".")
          && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        matchAnyFolders(entry, rest);
      }
    }
  }

  private static List<String> concat(List<String> first, List<String> rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(rest);
    return all;
  }

  private List<Path> list(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (AccessDeniedException e) {
      unreadable.add(folder);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  /** Logs skipped folders, which a shell would not mention; fails if no file was found. */
  private void tellUnreadable() throws AccessDeniedException {
    for (Path folder : unreadable) {
      if (found.isEmpty()) {
        throw new AccessDeniedException(
            folder.toString(), null, "no permission to list its files; grant it to this user");
      }
      if (TOLD.add(folder)) {
        LOG.warn("{} is skipped: no permission to list its files; grant it to this user", folder);
      }
    }
  }
}
