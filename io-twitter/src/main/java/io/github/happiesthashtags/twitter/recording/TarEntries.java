package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.jspecify.annotations.Nullable;

/** What is in a tar of recordings, such as the Internet Archive's stream grab. */
final class TarEntries {
  /** A tar's headers and entries start at multiples of this; fixed by POSIX. */
  private static final int RECORD_BYTES = 512;

  private TarEntries() {}

  /**
   * One part an entry, found by the headers alone; the entries can then be read side by side. For
   * what lies behind a damaged header there is a part that says so when it is read.
   */
  static List<RecordingPart> index(MatchResult.Metadata tar) throws IOException {
    ResourceId file = tar.resourceId();
    List<RecordingPart> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (ReadableByteChannel channel = FileSystems.open(file)) {
      InputStream in = new Codec.StorageStream(Channels.newInputStream(channel));
      long offset = 0;
      while (true) {
        // A reader an entry: it takes not a byte more than the headers.
        TarArchiveInputStream headers = new TarArchiveInputStream(in);
        TarArchiveEntry entry = next(headers, 0, file.toString());
        if (entry == null) {
          return parts;
        }
        offset += headers.getBytesRead();
        String name = entry.getName();
        if (isRecording(entry)) {
          // Appending to a tar may repeat a name.
          String unique = names.add(name) ? name : name + "@" + offset;
          Codec codec = Codec.ofName(name);
          parts.add(RecordingPart.tarEntry(file, unique, codec, offset, entry.getSize()));
        }
        if (entry.getSize() > tar.sizeBytes() - offset) {
          // The entry is cut short, as whoever reads it will see.
          return parts;
        }
        long padded = padded(entry.getSize());
        // Seeks where the storage can.
        in.skipNBytes(Math.min(padded, tar.sizeBytes() - offset));
        offset += padded;
      }
    } catch (DamagedContentException e) {
      parts.add(RecordingPart.tarEntry(file, "(rest)", Codec.PLAIN, tar.sizeBytes(), 1));
      return parts;
    }
  }

  private static long padded(long bytes) {
    return (bytes + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
  }

  private static boolean isRecording(TarArchiveEntry entry) {
    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    // macOS packs a ._ companion of metadata beside each file.
    return entry.isFile() && !name.startsWith("._");
  }

  /**
   * The next entry, or null at the end.
   *
   * @param offset where its header starts in the reader's bytes
   * @throws DamagedContentException if there is no header that can be read, and no end either
   */
  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, long offset, String name)
      throws IOException {
    try {
      TarArchiveEntry entry = tar.getNextEntry();
      // The end is a record of zeros; the reader takes the end of the bytes for it.
      if (entry == null && tar.getBytesRead() < offset + RECORD_BYTES) {
        throw new EOFException("the tar ends without its end marker");
      }
      return entry;
    } catch (IOException e) {
      throw Codec.damage(name, e);
    }
  }

  /** The decompressed entries of a tar that can only be read from its start, as one stream. */
  static InputStream concatenated(InputStream in, String name) {
    return new Concatenated(new TarArchiveInputStream(in), name);
  }

  private static final class Concatenated extends InputStream {
    private final TarArchiveInputStream tar;
    private final String name;
    private InputStream entry = InputStream.nullInputStream();
    private int last = '\n';
    private long header;

    Concatenated(TarArchiveInputStream tar, String name) {
      this.tar = tar;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (true) {
        int read = readEntry(buffer, offset, length);
        if (read < 0 && last != '\n') {
          // The next entry must not continue this one's last line.
          buffer[offset] = '\n';
          read = 1;
        }
        if (read > 0) {
          last = buffer[offset + read - 1];
          return read;
        }
        if (read < 0 && !enterNext()) {
          return -1;
        }
      }
    }

    private int readEntry(byte[] buffer, int offset, int length) throws IOException {
      try {
        return entry.read(buffer, offset, length);
      } catch (IOException e) {
        throw Codec.damage(name, e);
      }
    }

    private boolean enterNext() throws IOException {
      TarArchiveEntry next;
      do {
        next = next(tar, header, name);
        if (next == null) {
          return false;
        }
        header = tar.getBytesRead() + padded(next.getSize());
      } while (!isRecording(next));
      String entryName = name + "!" + next.getName();
      entry = Codec.ofName(next.getName()).decompress(CloseShieldInputStream.wrap(tar), entryName);
      return true;
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }
}
