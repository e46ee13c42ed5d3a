package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.apache.commons.io.input.ReaderInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of a recording in any format: decompressed, unpacked from archives, and in UTF-8, with
 * each message on one line or on several.
 */
final class Unpacked {
  private static final Logger LOG = LoggerFactory.getLogger(Unpacked.class);

  /**
   * The most nested archives and compressions. A month of the Internet Archive is a zip of tars of
   * compressed files; no recording is nested more than twice as deep.
   */
  private static final int MAX_DEPTH = 8;

  /**
   * The largest directory of a zip that is read into memory; a zip with a larger directory is read
   * from its start.
   */
  private static final long MAX_ZIP_DIRECTORY_BYTES = 64L << 20;

  private Unpacked() {}

  /** Opens the lines of a recording of any format. */
  static InputStream open(InputStream in, String name, int depth) throws IOException {
    return open(in, name, depth, null);
  }

  /**
   * Opens the lines of a recording of any format.
   *
   * @param name the recording, for exceptions and logs
   * @param depth the number of archives and compressions around the recording
   * @param file the local file of which {@code in} is the whole content, or null
   * @throws DamagedContentException if the format cannot be read
   */
  static InputStream open(InputStream in, String name, int depth, @Nullable File file)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new DamagedContentException(
          name,
          new IOException("archives and compressions are nested more than " + MAX_DEPTH + " deep"));
    }
    PeekableStream peeked = new PeekableStream(in, Form.HEAD_BYTES);
    Form form = Form.of(peeked.head(), peeked.headLength());
    return switch (form) {
      case LINES -> peeked;
      case DOCUMENT -> new MessageFrames(peeked);
      case UTF_16LE -> new MessageFrames(toUtf8(peeked, StandardCharsets.UTF_16LE));
      case UTF_16BE -> new MessageFrames(toUtf8(peeked, StandardCharsets.UTF_16BE));
      case UTF_32LE -> new MessageFrames(toUtf8(peeked, Charset.forName("UTF-32LE")));
      case UTF_32BE -> new MessageFrames(toUtf8(peeked, Charset.forName("UTF-32BE")));
      case GZIP, BZIP2, XZ, ZSTD ->
          open(Decompressor.decompress(form, peeked, name), name, depth + 1);
      case TAR -> entries(peeked, name, depth, true);
      case ZIP -> new ArchiveLines(zip(peeked, name, file), name, depth);
    };
  }

  /** Opens the lines of a tar's entries. */
  static InputStream entries(InputStream in, String name, int depth, boolean hasEndMarker) {
    InputStream storage = new Decompressor.StorageStream(in);
    return new ArchiveLines(Archive.tar(storage, name, hasEndMarker), name, depth);
  }

  private static Archive zip(InputStream in, String name, @Nullable File file) throws IOException {
    if (file != null) {
      try {
        if (ZipDirectory.bytes(file) <= MAX_ZIP_DIRECTORY_BYTES) {
          Archive archive = Archive.zip(file, name);
          in.close();
          return archive;
        }
      } catch (ZipException e) {
        // A truncated or encrypted zip may be readable in part from its start.
        LOG.debug("{}", name, e);
      }
    }
    return Archive.zip(new Decompressor.StorageStream(in), name);
  }

  private static InputStream toUtf8(InputStream in, Charset charset) throws IOException {
    return ReaderInputStream.builder()
        .setReader(new InputStreamReader(in, charset))
        .setCharset(StandardCharsets.UTF_8)
        .get();
  }
}
