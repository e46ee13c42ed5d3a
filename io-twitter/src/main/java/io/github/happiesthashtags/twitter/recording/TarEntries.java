package io.github.happiesthashtags.twitter.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.io.input.CloseShieldInputStream;

/** What is in a tar of recordings, such as the Internet Archive's stream grab. */
final class TarEntries {
  private static final byte[] NEWLINE = {'\n'};

  private TarEntries() {}

  /** One part an entry, found by the headers alone; the entries can then be read side by side. */
  static List<RecordingPart> index(ResourceId tar) throws IOException {
    try (ReadableByteChannel channel = FileSystems.open(tar)) {
      List<RecordingPart> parts = new ArrayList<>();
      if (channel instanceof SeekableByteChannel seekable) {
        try (TarFile file = new TarFile(seekable)) {
          for (TarArchiveEntry entry : file.getEntries()) {
            add(tar, entry, parts);
          }
        }
      } else {
        try (TarArchiveInputStream in =
            new TarArchiveInputStream(Channels.newInputStream(channel))) {
          for (TarArchiveEntry entry = in.getNextEntry();
              entry != null;
              entry = in.getNextEntry()) {
            add(tar, entry, parts);
          }
        }
      }
      return parts;
    }
  }

  private static void add(ResourceId tar, TarArchiveEntry entry, List<RecordingPart> parts) {
    if (isRecording(entry)) {
      parts.add(
          RecordingPart.tarEntry(tar, entry.getName(), entry.getDataOffset(), entry.getSize()));
    }
  }

  private static boolean isRecording(TarArchiveEntry entry) {
    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    // macOS packs a ._ companion of metadata beside each file.
    return entry.isFile() && !name.startsWith("._");
  }

  /** The decompressed entries of a tar that can only be read from its start, as one stream. */
  static InputStream concatenated(InputStream in) {
    TarArchiveInputStream tar = new TarArchiveInputStream(in);
    return new SequenceInputStream(new EntryStreams(tar)) {
      @Override
      public void close() throws IOException {
        tar.close();
      }
    };
  }

  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else.
  private static final class EntryStreams implements Enumeration<InputStream> {
    private final TarArchiveInputStream tar;
    private boolean lineEnd;

    EntryStreams(TarArchiveInputStream tar) {
      this.tar = tar;
    }

    @Override
    public boolean hasMoreElements() {
      try {
        if (lineEnd) {
          return true;
        }
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null && !isRecording(entry)) {
          entry = tar.getNextEntry();
        }
        return entry != null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public InputStream nextElement() {
      lineEnd = !lineEnd;
      if (!lineEnd) {
        // An entry may end without a line end; the next one must not continue its last line.
        return new ByteArrayInputStream(NEWLINE);
      }
      TarArchiveEntry entry = tar.getCurrentEntry();
      if (entry == null) {
        throw new NoSuchElementException();
      }
      try {
        InputStream bytes = CloseShieldInputStream.wrap(tar);
        Codec codec = Codec.ofName(entry.getName());
        return codec == Codec.PLAIN ? bytes : codec.decompress(bytes, entry.getName());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
