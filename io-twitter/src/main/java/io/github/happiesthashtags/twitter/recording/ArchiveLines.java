package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.text.Printable;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the lines of all recordings in an archive. A damaged or unreadable entry becomes one
 * malformed line that says so; the other entries are read.
 */
final class ArchiveLines extends InputStream {
  /** The longest note: room for the longest path and for the error. */
  private static final int MAX_NOTE = 5000;

  private final Archive archive;
  private final String name;
  private final int depth;
  private InputStream entry = InputStream.nullInputStream();
  private int last = '\n';

  /** The next entry, requested before the reader took the note on the previous one. */
  private Archive.@Nullable Entry waiting;

  /** Thrown by every further read, because the rest of the archive cannot be read. */
  private @Nullable IOException end;

  /**
   * Creates a stream of the lines of an archive.
   *
   * @param name the archive, for messages about its recordings
   * @param depth the number of archives and compressions around the archive
   */
  ArchiveLines(Archive archive, String name, int depth) {
    this.archive = archive;
    this.name = name;
    this.depth = depth;
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
      if (end != null) {
        throw end;
      }
      try {
        int read = entry.read(buffer, offset, length);
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
      } catch (DamagedContentException e) {
        goOnBehind(e);
      }
    }
  }

  private boolean enterNext() throws IOException {
    Archive.Entry next = waiting;
    waiting = null;
    if (next == null) {
      next = nextOfArchive();
    }
    entry = InputStream.nullInputStream();
    if (next == null) {
      return false;
    }
    entry = Unpacked.open(next.content(), next.name(), depth + 1);
    return true;
  }

  private Archive.@Nullable Entry nextOfArchive() throws IOException {
    try {
      return archive.next();
    } catch (IOException e) {
      end = Decompressor.damage(name, e);
    } catch (RuntimeException e) {
      end = new DamagedContentException(name, new IOException(e.toString(), e));
    }
    throw end;
  }

  /** Turns damage of a recording into a line, unless the archive itself cannot be read further. */
  private void goOnBehind(DamagedContentException damage) throws IOException {
    if (end == null) {
      try {
        waiting = nextOfArchive();
      } catch (DamagedContentException e) {
        end = damage;
        return;
      }
      String note = Printable.line(damage.getMessage(), MAX_NOTE) + '\n';
      entry = new ByteArrayInputStream((last == '\n' ? note : '\n' + note).getBytes(UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
