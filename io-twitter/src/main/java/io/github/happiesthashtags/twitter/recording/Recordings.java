package io.github.happiesthashtags.twitter.recording;

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

/** Finds recordings by glob and cuts them into parts. */
public final class Recordings {
  /**
   * The range of a plain file that one element stands for, in bytes: long enough that the runner's
   * cost per element vanishes (10 to 100 microseconds against some 10 ms of work), short enough
   * that two cores share a small file.
   */
  static final long RANGE_BYTES = 8L << 20;

  private Recordings() {}

  /**
   * The files that the patterns match, each once, in the order of their names.
   *
   * @param patterns paths or globs in any of Beam's file systems
   * @throws FileNotFoundException if a pattern matches nothing; the message names it
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
    List<String> files = LocalGlob.files(pattern);
    List<MatchResult.Metadata> found = new ArrayList<>();
    if (files != null && files.isEmpty()) {
      return found;
    }
    List<String> names = files == null ? List.of(pattern) : files;
    for (MatchResult match : FileSystems.match(names, EmptyMatchTreatment.DISALLOW)) {
      if (match.status() == MatchResult.Status.OK) {
        found.addAll(match.metadata());
      }
    }
    return found;
  }

  /**
   * Checks that the patterns match files, and that the local ones may be read.
   *
   * @throws FileNotFoundException if a pattern matches nothing; the message names it
   * @throws AccessDeniedException if a file may not be read; the message names it
   */
  public static void check(List<String> patterns) throws IOException {
    for (MatchResult.Metadata file : find(patterns)) {
      String name = file.resourceId().toString();
      if (file.resourceId().getScheme().equals("file") && !Files.isReadable(Path.of(name))) {
        throw new AccessDeniedException(
            name, null, "it may not be read; give this user the right to");
      }
    }
  }

  /** Whole files and tar entries, in the order of their names: how a replay reads them. */
  public static List<RecordingPart> inOrder(List<String> patterns) throws IOException {
    List<RecordingPart> parts = new ArrayList<>();
    for (MatchResult.Metadata file : find(patterns)) {
      if (isPlainTar(file)) {
        parts.addAll(TarEntries.index(file));
      } else {
        parts.add(RecordingPart.whole(file.resourceId()));
      }
    }
    // All at once: the entries of a tar may sort behind a file that its own name sorts before.
    parts.sort(Comparator.comparing(RecordingPart::name));
    return parts;
  }

  /** Parts that can be read side by side: large plain files cut into ranges. */
  static List<RecordingPart> cut(List<String> patterns) throws IOException {
    List<RecordingPart> parts = new ArrayList<>();
    for (MatchResult.Metadata file : find(patterns)) {
      if (isPlainTar(file)) {
        parts.addAll(TarEntries.index(file));
      } else if (Codec.ofName(file.resourceId().toString()) != Codec.PLAIN
          || !file.isReadSeekEfficient()) {
        parts.add(RecordingPart.whole(file.resourceId()));
      } else {
        for (long start = 0; start < file.sizeBytes(); start += RANGE_BYTES) {
          long end = start + RANGE_BYTES;
          parts.add(
              RecordingPart.range(
                  file.resourceId(), start, end < file.sizeBytes() ? end : Long.MAX_VALUE));
        }
      }
    }
    return parts;
  }

  private static boolean isPlainTar(MatchResult.Metadata file) {
    return file.resourceId().toString().toLowerCase(Locale.ROOT).endsWith(".tar");
  }
}
