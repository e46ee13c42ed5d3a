package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The decompression of recordings, which distinguishes damaged content from a failure of the
 * storage.
 */
final class Decompressor {
  private static final int READ_BUFFER_BYTES = 1 << 16;

  /**
   * The memory limit of xz: twice that of {@code xz -9}; a damaged header may ask for gigabytes.
   */
  private static final int MAX_XZ_KILOBYTES = 128 << 10;

  /** The longest header: decompressors keep its file name and comment in memory. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private Decompressor() {}

  /**
   * Returns the decompressed bytes of all members, one after another. The stream throws {@link
   * DamagedContentException} if the content is damaged or ends early. A failure to read {@code in}
   * is not damage and is passed through.
   *
   * @param name the recording, for the exception
   */
  static InputStream decompress(Form form, InputStream in, String name) throws IOException {
    InputStream source = new BufferedInputStream(new StorageStream(in), READ_BUFFER_BYTES);
    try {
      return new Salvaging(
          switch (form) {
            case GZIP -> new GzipCompressorInputStream(new ShortHeaders(source), true);
            case BZIP2 -> new BZip2CompressorInputStream(source, true);
            case XZ -> new XZCompressorInputStream(source, true, MAX_XZ_KILOBYTES);
            // By default zstd accepts windows of at most 128 MB.
            case ZSTD -> new ZstdCompressorInputStream(source);
            default -> throw new IllegalArgumentException(form + " is no compression");
          },
          name);
    } catch (IOException e) {
      throw damage(name, e);
    }
  }

  /**
   * Returns a decompressor's or unpacker's exception as damage, unless the storage below it failed.
   */
  static IOException damage(String name, IOException thrown) {
    return thrown instanceof DamagedContentException || thrown instanceof StorageException
        ? thrown
        : new DamagedContentException(name, thrown);
  }

  /** Signals that the storage failed, not the content; another attempt may succeed. */
  private static final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * A stream that marks failures of the storage, to distinguish them from those of a decompressor
   * that reads it.
   */
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
      // A decompressor or unpacker below has already classified the failure.
      boolean judged = e instanceof DamagedContentException || e instanceof StorageException;
      return judged ? e : new StorageException(e);
    }
  }

  /**
   * A stream that limits the texts in a header. Only headers are read byte by byte, up to the zero
   * at their end.
   */
  private static final class ShortHeaders extends FilterInputStream {
    private int bytes;

    ShortHeaders(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      if (++bytes > MAX_HEADER_BYTES) {
        throw new IOException("a header of over " + MAX_HEADER_BYTES + " bytes");
      }
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      bytes = 0;
      return super.read(buffer, offset, length);
    }
  }

  /** A stream that returns the bytes before the damage, which the decompressors themselves drop. */
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
      } catch (RuntimeException e) {
        // On damaged data, decompressors may use an index out of range.
        damage = damage(name, new IOException(e.toString(), e));
      }
      int salvaged = (int) (in.getBytesRead() - before);
      if (salvaged == 0) {
        throw damage;
      }
      return salvaged;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
