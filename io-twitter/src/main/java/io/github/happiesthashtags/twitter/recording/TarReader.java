package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.jspecify.annotations.Nullable;

/**
 * A reader that goes from header to header of a tar. Commons Compress parses a header's fields. Its
 * own tar stream is not used: that stream keeps names of any length in memory and does not
 * distinguish a damaged header from a missing one.
 */
final class TarReader {
  /** Headers and entries start at multiples of this; fixed by POSIX. */
  static final int RECORD_BYTES = 512;

  /** The longest extension of a header: paths have at most 4 KiB on Linux. */
  private static final int MAX_EXTENSION_BYTES = 1 << 20;

  private static final ZipEncoding NAMES = ZipEncodingHelper.getZipEncoding(UTF_8.name());

  private final InputStream in;
  private final boolean hasEndMarker;
  private final byte[] header = new byte[RECORD_BYTES];

  /** The offset of the next byte from the first header. */
  private long position;

  private long headersStart;
  private long entryEnd;

  /**
   * Creates a reader.
   *
   * @param in a stream at a header
   * @param hasEndMarker whether a missing record of zeros at the end is damage
   */
  TarReader(InputStream in, boolean hasEndMarker) {
    this.in = in;
    this.hasEndMarker = hasEndMarker;
  }

  /** Returns whether the record is a header, by its checksum. */
  static boolean isHeader(byte[] record) {
    if (record[0] == 0) {
      return false;
    }
    try {
      return new TarArchiveEntry(record, NAMES, false).isCheckSumOK();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns whether the record marks the end of a tar. */
  static boolean isEnd(byte[] record) {
    for (int i = 0; i < RECORD_BYTES; i++) {
      if (record[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the next entry, whose first byte is then at {@link #position}; null at the end.
   *
   * @throws IOException if neither a readable header nor the end follows, or if the storage fails
   */
  @Nullable TarArchiveEntry next() throws IOException {
    try {
      skipTo(entryEnd);
    } catch (EOFException e) {
      if (!hasEndMarker) {
        return null;
      }
      throw e;
    }
    headersStart = position;
    String path = null;
    long size = -1;
    while (true) {
      TarArchiveEntry entry = readHeader();
      if (entry == null) {
        return null;
      }
      if (entry.isGNULongNameEntry()) {
        String name = new String(readExtension(entry), UTF_8);
        int end = name.indexOf(0);
        path = end < 0 ? name : name.substring(0, end);
      } else if (entry.isPaxHeader()) {
        byte[] extension = readExtension(entry);
        String named = paxValue(extension, "path");
        String sized = paxValue(extension, "size");
        path = named == null ? path : named;
        size = sized == null ? size : number(sized);
      } else if (entry.isGNULongLinkEntry() || entry.isGlobalPaxHeader()) {
        skipTo(position + padded(entry.getSize()));
      } else {
        if (path != null) {
          entry.setName(path);
        }
        if (size >= 0) {
          entry.setSize(size);
        }
        entryEnd = position + padded(entry.getSize());
        return entry;
      }
    }
  }

  private @Nullable TarArchiveEntry readHeader() throws IOException {
    int read = in.readNBytes(header, 0, RECORD_BYTES);
    position += read;
    if (read == 0 && !hasEndMarker) {
      return null;
    }
    if (read < RECORD_BYTES) {
      throw new EOFException("the tar ends without its end marker");
    }
    if (isEnd(header)) {
      return null;
    }
    TarArchiveEntry entry;
    try {
      entry = new TarArchiveEntry(header, NAMES, false);
    } catch (IllegalArgumentException e) {
      throw new IOException("a tar header that cannot be read", e);
    }
    if (!entry.isCheckSumOK() || entry.getSize() < 0) {
      throw new IOException("a tar header with a wrong checksum");
    }
    return entry;
  }

  private byte[] readExtension(TarArchiveEntry entry) throws IOException {
    long size = entry.getSize();
    if (size > MAX_EXTENSION_BYTES) {
      throw new IOException(
          "a tar header of " + size + " bytes, which is longer than any file name");
    }
    byte[] extension = in.readNBytes((int) size);
    position += extension.length;
    if (extension.length < size) {
      throw new EOFException("the tar ends within a header");
    }
    skipTo(position + padded(size) - size);
    return extension;
  }

  /** Returns the value of the last record {@code length key=value\n} with this key, or null. */
  private static @Nullable String paxValue(byte[] extension, String key) throws IOException {
    String value = null;
    int at = 0;
    while (at < extension.length && extension[at] != 0) {
      int blank = at;
      while (blank < extension.length && extension[blank] != ' ') {
        blank++;
      }
      long length = number(new String(extension, at, blank - at, UTF_8));
      if (length <= blank - at + 1 || length > extension.length - at) {
        throw new IOException("a tar header whose records have wrong lengths");
      }
      int end = at + (int) length;
      String record = new String(extension, blank + 1, end - blank - 2, UTF_8);
      if (record.startsWith(key + "=")) {
        value = record.substring(key.length() + 1);
      }
      at = end;
    }
    return value;
  }

  private static long number(String digits) throws IOException {
    try {
      return Long.parseUnsignedLong(digits) & Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new IOException("a tar header with an invalid number", e);
    }
  }

  private static long padded(long bytes) throws IOException {
    if (bytes > Long.MAX_VALUE - RECORD_BYTES) {
      throw new IOException("a tar header with an impossible file size");
    }
    return (bytes + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
  }

  private void skipTo(long target) throws IOException {
    if (target > position) {
      in.skipNBytes(target - position);
      position = target;
    }
  }

  /** Returns the offset of the last entry's first header, extensions included. */
  long headersStart() {
    return headersStart;
  }

  /** Returns the offset of the next byte from the first header. */
  long position() {
    return position;
  }

  /** Returns the offset after the last entry and its padding. */
  long entryEnd() {
    return entryEnd;
  }

  /** Returns the bytes of the last entry, which need not be read to their end. */
  InputStream content(long size, String name) {
    return new Slice(
        new InputStream() {
          @Override
          public int read() throws IOException {
            int b = in.read();
            position += b < 0 ? 0 : 1;
            return b;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            position += Math.max(read, 0);
            return read;
          }
        },
        size,
        name);
  }
}
