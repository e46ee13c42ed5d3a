package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a recording is compressed, told by its name. */
enum Codec {
  /** Not at all. */
  PLAIN,
  /** gzip, with members one after another as log rotation writes them. */
  GZIP,
  /** bzip2, with streams one after another as parallel compressors write them. */
  BZIP2,
  /** A tar that is itself compressed: its entries one after another. */
  COMPRESSED_TAR;

  private static final int READ_BUFFER_BYTES = 1 << 16;

  static Codec ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".tar.gz")
        || lower.endsWith(".tgz")
        || lower.endsWith(".tar.bz2")
        || lower.endsWith(".tbz2")) {
      return COMPRESSED_TAR;
    }
    if (lower.endsWith(".gz")) {
      return GZIP;
    }
    return lower.endsWith(".bz2") ? BZIP2 : PLAIN;
  }

  /**
   * The decompressed bytes; the stream throws {@link DamagedContentException} where they end early.
   *
   * @param name the recording, for the exception and to tell what a compressed tar is packed with
   */
  InputStream decompress(InputStream in, String name) throws IOException {
    try {
      return new Guarded(decompressor(in, name), name);
    } catch (IOException e) {
      throw new DamagedContentException(name, e);
    }
  }

  private InputStream decompressor(InputStream in, String name) throws IOException {
    InputStream buffered = new BufferedInputStream(in, READ_BUFFER_BYTES);
    return switch (this) {
      case PLAIN -> buffered;
      case GZIP -> new GzipCompressorInputStream(buffered, true);
      case BZIP2 -> new BZip2CompressorInputStream(buffered, true);
      case COMPRESSED_TAR -> {
        Codec outer = name.toLowerCase(Locale.ROOT).endsWith("bz2") ? BZIP2 : GZIP;
        yield TarEntries.concatenated(outer.decompressor(in, name));
      }
    };
  }

  private static final class Guarded extends FilterInputStream {
    private final String name;

    Guarded(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw new DamagedContentException(name, e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        throw new DamagedContentException(name, e);
      }
    }
  }
}
