package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/** Helpers that pack fixtures as recordings are packed. */
final class Packing {

  private Packing() {}

  @FunctionalInterface
  private interface Compressor {
    OutputStream over(OutputStream out) throws IOException;
  }

  static byte[] bytes(String content) {
    return content.getBytes(UTF_8);
  }

  static byte[] gzip(byte[] content) {
    return compress(content, GZIPOutputStream::new);
  }

  static byte[] gzip(String content) {
    return gzip(bytes(content));
  }

  static byte[] bzip2(byte[] content) {
    return compress(content, out -> new BZip2CompressorOutputStream(out, 1));
  }

  static byte[] bzip2(String content) {
    return bzip2(bytes(content));
  }

  static byte[] xz(String content) {
    return compress(bytes(content), XZCompressorOutputStream::new);
  }

  static byte[] zstd(String content) {
    return compress(bytes(content), ZstdCompressorOutputStream::new);
  }

  /** Encodes text in UTF-16 with the byte order mark that Windows programs write. */
  static byte[] utf16(String content) {
    return ("\uFEFF" + content).getBytes(UTF_16LE);
  }

  /** Returns a zip of one file, whose sizes come after its content. */
  static byte[] zip(String name, byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static byte[] zip(String name, String content) {
    return zip(name, bytes(content));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] compress(byte[] content, Compressor compressor) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = compressor.over(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** A builder of tars, whose entries may repeat a name. */
  static final class Tar {
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final TarArchiveOutputStream out = new TarArchiveOutputStream(packed);

    Tar() {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    Tar add(String name, byte[] content) {
      try {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }

    Tar add(String name, String content) {
      return add(name, Packing.bytes(content));
    }

    /** Adds the header of an entry with a name of this many characters. */
    Tar addLongName(int characters) {
      try {
        TarArchiveEntry entry =
            new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(characters);
        out.putArchiveEntry(entry);
        out.write("x".repeat(characters).getBytes(UTF_8));
        out.closeArchiveEntry();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return add("short", "1");
    }

    Tar addFolder(String name) {
      return add(name + "/", "");
    }

    Tar addLink(String name, String target) {
      try {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }

    byte[] bytes() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return packed.toByteArray();
    }
  }
}
