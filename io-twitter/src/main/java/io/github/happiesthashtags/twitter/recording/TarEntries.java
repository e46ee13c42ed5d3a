package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.recording.RecordingPart.Kind;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an uncompressed tar, such as the Internet Archive's stream grab, found by its
 * headers alone. The bytes after a damaged header become a part that reports the damage when it is
 * read.
 */
final class TarEntries {
  /** The smallest part, in bytes of the tar: large enough that opening it costs little. */
  private static final long MIN_RUN_BYTES = 1L << 20;

  private TarEntries() {}

  @FunctionalInterface
  private interface Visitor {
    void visit(TarArchiveEntry entry, long headersStart, long start, long end);
  }

  /** Returns one part for each entry, for callers that need another order. */
  static List<RecordingPart> each(MatchResult.Metadata tar) throws IOException {
    List<RecordingPart> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    visit(
        tar,
        parts,
        (entry, headersStart, start, end) -> {
          String name = entry.getName();
          // Appending to a tar may repeat a name.
          String unique = names.add(name) ? name : name + "@" + start;
          parts.add(ofTar(tar, unique, Kind.ANY, start, entry.getSize()));
        });
    return parts;
  }

  /** Returns parts that can be read in parallel, each with a large entry or many small ones. */
  static List<RecordingPart> runs(MatchResult.Metadata tar) throws IOException {
    List<RecordingPart> parts = new ArrayList<>();
    Run run = new Run(tar, parts);
    visit(tar, run.parts, run);
    run.finish();
    return parts;
  }

  private static final class Run implements Visitor {
    private final MatchResult.Metadata tar;
    private final List<RecordingPart> parts;
    private String first = "";
    private String last = "";
    private long start = -1;
    private long end;

    Run(MatchResult.Metadata tar, List<RecordingPart> parts) {
      this.tar = tar;
      this.parts = parts;
    }

    @Override
    public void visit(TarArchiveEntry entry, long headersStart, long from, long to) {
      if (start < 0) {
        start = headersStart;
        first = entry.getName();
      }
      last = entry.getName();
      end = Math.min(to, tar.sizeBytes());
      if (end - start >= MIN_RUN_BYTES) {
        finish();
      }
    }

    void finish() {
      if (start >= 0) {
        String name = first.equals(last) ? first : first + " to " + last;
        parts.add(ofTar(tar, name, Kind.TAR_ENTRIES, start, end - start));
        start = -1;
      }
    }
  }

  private static RecordingPart ofTar(
      MatchResult.Metadata tar, String name, Kind kind, long offset, long length) {
    return RecordingPart.ofTar(tar.resourceId(), tar.sizeBytes(), name, kind, offset, length);
  }

  private static @Nullable TarArchiveEntry next(TarReader reader, String name) throws IOException {
    try {
      return reader.next();
    } catch (IOException e) {
      throw Decompressor.damage(name, e);
    }
  }

  private static void visit(MatchResult.Metadata tar, List<RecordingPart> parts, Visitor visitor)
      throws IOException {
    ResourceId file = tar.resourceId();
    try (InputStream channel = Channels.newInputStream(FileSystems.open(file))) {
      // Skips that exceed the buffer become seeks, if the storage can seek.
      InputStream in = new BufferedInputStream(new Decompressor.StorageStream(channel));
      TarReader reader = new TarReader(in, true);
      while (true) {
        TarArchiveEntry entry = next(reader, file.toString());
        if (entry == null) {
          return;
        }
        if (entry.isFile() && Archive.isRecording(entry.getName())) {
          visitor.visit(entry, reader.headersStart(), reader.position(), reader.entryEnd());
        }
        if (entry.getSize() > tar.sizeBytes() - reader.position()) {
          // The entry is truncated; reading it reports that.
          return;
        }
      }
    } catch (DamagedContentException e) {
      parts.add(ofTar(tar, "(rest)", Kind.ANY, tar.sizeBytes(), 1));
    }
  }
}
