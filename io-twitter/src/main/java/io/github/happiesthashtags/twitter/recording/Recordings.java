package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.text.Printable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/** The recordings that globs match, and their parts. */
public final class Recordings {
  /**
   * The range of a plain file that one element points to, in bytes: long enough that the runner's
   * cost of an element is negligible (10 to 100 microseconds against some 10 ms of work), short
   * enough that two cores share a small file.
   */
  static final long RANGE_BYTES = 8L << 20;

  /** Java's replacement in a file name for bytes that the process's locale cannot decode. */
  private static final char NO_CHARACTER = '\uFFFD';

  private Recordings() {}

  /**
   * Returns the files that the patterns match, without duplicates and in the order of their names.
   *
   * @param patterns paths or globs in any of Beam's file systems
   * @throws FileNotFoundException if a pattern matches nothing; the message names the pattern
   */
  public static List<MatchResult.Metadata> find(List<String> patterns) throws IOException {
    TreeMap<String, MatchResult.Metadata> found = new TreeMap<>();
    for (String pattern : patterns) {
      List<MatchResult.Metadata> matches = match(pattern);
      if (matches.isEmpty()) {
        throw new FileNotFoundException(pattern);
      }
      boolean anyFile = false;
      for (MatchResult.Metadata file : matches) {
        if (!file.resourceId().isDirectory()) {
          found.put(file.resourceId().toString(), file);
          anyFile = true;
        }
      }
      if (!anyFile) {
        throw new FileNotFoundException(pattern + " (only folders match; name the files in them)");
      }
    }
    return new ArrayList<>(found.values());
  }

  private static List<MatchResult.Metadata> match(String pattern) throws IOException {
    List<String> files = LocalGlob.matches(pattern);
    List<MatchResult.Metadata> found = new ArrayList<>();
    if (files != null && files.isEmpty()) {
      return found;
    }
    List<String> names = files == null ? List.of(pattern) : files;
    List<MatchResult> matches = FileSystems.match(names, EmptyMatchTreatment.DISALLOW);
    for (int i = 0; i < names.size(); i++) {
      if (matches.get(i).status() == MatchResult.Status.OK) {
        found.addAll(matches.get(i).metadata());
      } else if (files != null && names.get(i).indexOf(NO_CHARACTER) >= 0) {
        throw new IOException(
            Printable.line(names.get(i))
                + ": the locale of this process cannot express the file's name; set"
                + " LC_ALL=C.UTF-8");
      }
    }
    return found;
  }

  /**
   * Checks that the patterns match files, and that local files may be read.
   *
   * @throws FileNotFoundException if a pattern matches nothing; the message names the pattern
   * @throws AccessDeniedException if a file may not be read; the message names the file
   */
  public static void check(List<String> patterns) throws IOException {
    for (MatchResult.Metadata file : find(patterns)) {
      String name = file.resourceId().toString();
      if (file.resourceId().getScheme().equals("file") && !Files.isReadable(Path.of(name))) {
        throw new AccessDeniedException(name, null, "permission denied; let this user read it");
      }
    }
  }

  /** Returns whole files and tar entries in the order of their names, for a replay. */
  public static List<RecordingPart> inOrder(List<String> patterns) throws IOException {
    List<RecordingPart> parts = new ArrayList<>();
    for (MatchResult.Metadata file : find(patterns)) {
      if (isPlainTar(file)) {
        parts.addAll(TarEntries.each(file));
      } else {
        parts.add(whole(file));
      }
    }
    // Sorts parts instead of files: a tar's entries may sort after a file that the tar sorts
    // before.
    parts.sort(Comparator.comparing(RecordingPart::name));
    return parts;
  }

  /**
   * Returns whether the file is a tar whose entries are sorted one by one. On remote storage a look
   * costs a request, so only files named *.tar are looked at there.
   */
  private static boolean isPlainTar(MatchResult.Metadata file) throws IOException {
    return (isLocal(file) || isNamedTar(file))
        && isFile(file)
        && RecordingPart.form(file.resourceId()) == Form.TAR;
  }

  private static boolean isNamedTar(MatchResult.Metadata file) {
    return file.resourceId().toString().toLowerCase(Locale.ROOT).endsWith(".tar");
  }

  /**
   * Returns parts that can be read in parallel: ranges of large plain files, runs of tar entries,
   * and other files whole.
   */
  static List<RecordingPart> cut(List<String> patterns) throws IOException {
    List<RecordingPart> parts = new ArrayList<>();
    for (MatchResult.Metadata file : find(patterns)) {
      // A small file is not worth a look before it is read, except a tar, for the names of its
      // entries.
      boolean isLookedAt =
          isFile(file)
              && file.isReadSeekEfficient()
              && (file.sizeBytes() > RANGE_BYTES || isNamedTar(file));
      Form form = isLookedAt ? RecordingPart.form(file.resourceId()) : Form.DOCUMENT;
      if (form == Form.TAR) {
        parts.addAll(TarEntries.runs(file));
      } else if (form == Form.LINES) {
        addRanges(file, parts);
      } else if (file.sizeBytes() > 0 || !isFile(file)) {
        parts.add(whole(file));
      }
    }
    return parts;
  }

  private static void addRanges(MatchResult.Metadata file, List<RecordingPart> parts) {
    long bytes = file.sizeBytes();
    for (long start = 0; start < bytes; start += RANGE_BYTES) {
      long end = start + RANGE_BYTES;
      parts.add(
          RecordingPart.range(file.resourceId(), bytes, start, end < bytes ? end : Long.MAX_VALUE));
    }
  }

  /** Returns the inputs that can be read only once and in order, such as {@code /dev/stdin}. */
  public static List<String> pipes(List<String> patterns) throws IOException {
    return find(patterns).stream()
        .filter(file -> !isFile(file))
        .map(file -> file.resourceId().toString())
        .toList();
  }

  /**
   * Returns one line for each unreadable file, which says what the file looks like. Skips pipes,
   * because a look would consume their bytes.
   */
  public static List<String> unreadable(List<String> patterns) throws IOException {
    List<String> lines = new ArrayList<>();
    for (MatchResult.Metadata file : find(patterns)) {
      String line = isFile(file) ? Unreadable.describe(whole(file)) : null;
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static RecordingPart whole(MatchResult.Metadata file) {
    return RecordingPart.whole(file.resourceId(), isFile(file) ? file.sizeBytes() : -1);
  }

  private static boolean isLocal(MatchResult.Metadata file) {
    return file.resourceId().getScheme().equals("file");
  }

  /** Returns whether the file has a size and can be read again, unlike a pipe or a terminal. */
  private static boolean isFile(MatchResult.Metadata file) {
    return !isLocal(file) || Files.isRegularFile(Path.of(file.resourceId().toString()));
  }
}
