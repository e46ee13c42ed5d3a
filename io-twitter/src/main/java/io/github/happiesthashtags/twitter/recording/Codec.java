package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

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
   * A failure to read {@code in} is no damage and comes through as it is.
   *
   * @param name the recording, for the exception and to tell what a compressed tar is packed with
   */
  InputStream decompress(InputStream in, String name) throws IOException {
    if (this == PLAIN) {
      return in;
    }
    if (this == COMPRESSED_TAR) {
      Codec outer = name.toLowerCase(Locale.ROOT).endsWith("bz2") ? BZIP2 : GZIP;
      return TarEntries.concatenated(outer.decompress(in, name), name);
    }
    InputStream source = new BufferedInputStream(new StorageStream(in), READ_BUFFER_BYTES);
    try {
      return new Salvaging(
          this == GZIP
              ? new GzipCompressorInputStream(source, true)
              : new BZip2CompressorInputStream(source, true),
          name);
    } catch (IOException e) {
      throw damage(name, e);
    }
  }

  /** What a decompressor or unpacker threw, as damage unless the storage beneath it failed. */
  static IOException damage(String name, IOException thrown) {
    return thrown instanceof DamagedContentException || thrown instanceof StorageException
        ? thrown
        : new DamagedContentException(name, thrown);
  }

  /** The storage failed, not the content: another attempt may succeed. */
  private static final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Marks the storage's failures, to tell them from those of a decompressor above. */
  static final class StorageStream extends FilterInputStream {
    StorageStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        throw failure(e);
      }
    }

    private static IOException failure(IOException e) {
      // An unpacker beneath has judged already.
      boolean judged = e instanceof DamagedContentException || e instanceof StorageException;
      return judged ? e : new StorageException(e);
    }
  }

  /** Hands out what was decompressed before the damage; the decompressors themselves drop it. */
  private static final class Salvaging extends InputStream {
    private final CompressorInputStream in;
    private final String name;
    private @Nullable IOException damage;

    Salvaging(CompressorInputStream in, String name) {
      this.in = in;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (damage != null) {
        throw damage;
      }
      long before = in.getBytesRead();
      try {
        return in.read(buffer, offset, length);
      } catch (IOException e) {
        damage = damage(name, e);
        int salvaged = (int) (in.getBytesRead() - before);
        if (salvaged == 0) {
          throw damage;
        }
        return salvaged;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
