package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.Closeable;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.jspecify.annotations.Nullable;

/** An archive whose recordings are read one after another. */
interface Archive extends Closeable {

  /**
   * A recording in an archive.
   *
   * @param name the archive and the path of the recording in it
   * @param content the bytes of this entry only; need not be read or closed
   */
  record Entry(String name, InputStream content) {}

  /**
   * Returns the next recording, or null at the end; skips folders, links and metadata.
   *
   * @throws IOException if the archive cannot be read from here on
   */
  @Nullable Entry next() throws IOException;

  /** Returns whether a user packed the file: macOS adds files of its own. */
  static boolean isRecording(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return !name.startsWith("._") && !path.startsWith("__MACOSX/");
  }

  /**
   * A stream that turns an unpacker's exceptions into damage of the entry, unless the storage
   * failed.
   */
  final class EntryStream extends FilterInputStream {
    private final String name;

    EntryStream(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        throw Decompressor.damage(name, e);
      } catch (RuntimeException e) {
        throw new DamagedContentException(name, new IOException(e.toString(), e));
      }
    }
  }

  /** Returns the entries of a tar that is read from its start, or from a header on. */
  static Archive tar(InputStream in, String archive, boolean hasEndMarker) {
    TarReader reader = new TarReader(in, hasEndMarker);
    return new Archive() {
      @Override
      public @Nullable Entry next() throws IOException {
        for (TarArchiveEntry entry = reader.next(); entry != null; entry = reader.next()) {
          if (entry.isFile() && isRecording(entry.getName())) {
            String name = archive + '!' + entry.getName();
            return new Entry(name, reader.content(entry.getSize(), name));
          }
        }
        return null;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  /** Returns the entries of a zip that can only be read from its start. */
  static Archive zip(InputStream in, String archive) {
    ZipArchiveInputStream zip = new ZipArchiveInputStream(in);
    return new Archive() {
      @Override
      public @Nullable Entry next() throws IOException {
        for (ZipArchiveEntry entry = zip.getNextEntry();
            entry != null;
            entry = zip.getNextEntry()) {
          if (!entry.isDirectory() && !entry.isUnixSymlink() && isRecording(entry.getName())) {
            String name = archive + '!' + entry.getName();
            // An entry that cannot be decrypted or decompressed fails when it is read.
            return new Entry(name, new EntryStream(CloseShieldInputStream.wrap(zip), name));
          }
        }
        return null;
      }

      @Override
      public void close() throws IOException {
        zip.close();
      }
    };
  }

  /**
   * Returns the entries of a local zip by its directory. The directory has the sizes, which a
   * stream has only after an entry.
   */
  static Archive zip(File file, String archive) throws IOException {
    ZipFile zip = new ZipFile(file);
    Enumeration<? extends ZipEntry> entries = zip.entries();
    return new Archive() {
      @Override
      public @Nullable Entry next() throws IOException {
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          if (!entry.isDirectory() && isRecording(entry.getName())) {
            String name = archive + '!' + entry.getName();
            return new Entry(name, new EntryStream(zip.getInputStream(entry), name));
          }
        }
        return null;
      }

      @Override
      public void close() throws IOException {
        zip.close();
      }
    };
  }
}
