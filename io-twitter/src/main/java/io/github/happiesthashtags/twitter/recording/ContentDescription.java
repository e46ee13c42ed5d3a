package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A description of a file that is not a recording. */
final class ContentDescription {
  private static final Map<String, String> MAGIC = new LinkedHashMap<>();

  static {
    MAGIC.put("%PDF", "a PDF");
    MAGIC.put("\u00FF\u00D8\u00FF", "a JPEG image");
    MAGIC.put("\u0089PNG", "a PNG image");
    MAGIC.put("GIF8", "a GIF image");
    MAGIC.put("7z\u00BC\u00AF", "a 7z archive, which is not read; unpack it");
    MAGIC.put("Rar!", "a RAR archive, which is not read; unpack it");
    MAGIC.put("\u0004\"M\u0018", "lz4, which is not read; decompress it");
    MAGIC.put("\u00FF\u0006\u0000\u0000sNaPpY", "snappy, which is not read; decompress it");
    MAGIC.put("PAR1", "Parquet; export it as JSON lines");
    MAGIC.put("Obj\u0001", "Avro; export it as JSON lines");
    MAGIC.put("ORC", "ORC; export it as JSON lines");
    MAGIC.put("SQLite format 3", "an SQLite database; export it as JSON lines");
    MAGIC.put("\u0080\u0004", "a Python pickle; export it as JSON lines");
    MAGIC.put("\u00D0\u00CF\u0011\u00E0", "an old Office document");
    MAGIC.put("\u007FELF", "a program");
    MAGIC.put("version https://git-lfs", "a Git LFS pointer; fetch the file itself");
  }

  /** The separators that make a line a table's header; fewer may belong to a sentence. */
  private static final int LEAST_SEPARATORS = 2;

  private ContentDescription() {}

  /** Returns a noun phrase for the bytes, compressions and archives included. */
  static String of(InputStream in, String name, int depth) throws IOException {
    PeekableStream peeked = new PeekableStream(in, Form.HEAD_BYTES);
    Form form = Form.of(peeked.head(), peeked.headLength());
    return switch (form) {
      case GZIP, BZIP2, XZ, ZSTD ->
          depth == 0
              ? form.label() + " that is compressed or packed too many times"
              : form.label()
                  + " of "
                  + of(Decompressor.decompress(form, peeked, name), name, depth - 1);
      case TAR -> form.label() + entries(Archive.tar(peeked, name, true), depth);
      case ZIP -> form.label() + entries(Archive.zip(peeked, name), depth);
      case UTF_16LE, UTF_16BE, UTF_32LE, UTF_32BE -> "text in " + form.label();
      case LINES, DOCUMENT -> text(peeked.head(), peeked.headLength());
    };
  }

  private static String entries(Archive archive, int depth) throws IOException {
    Archive.Entry first = archive.next();
    if (first == null) {
      return " without files";
    }
    String inner =
        depth == 0 ? "too many archives in archives" : of(first.content(), first.name(), depth - 1);
    return " that begins with " + inner;
  }

  private static String text(byte[] head, int length) {
    String text = new String(head, 0, length, ISO_8859_1);
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (text.startsWith(magic.getKey())) {
        return magic.getValue();
      }
    }
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<")) {
      return start.contains("<html") || start.startsWith("<!doctype html") ? "HTML" : "XML";
    }
    if (text.startsWith("{\0") || text.startsWith("\0{") || text.startsWith("[\0")) {
      return "UTF-16 without a byte order mark; save it as UTF-8";
    }
    if (text.indexOf('\0') >= 0) {
      return "binary data";
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return "JSON, but none of its objects is a tweet or another message of X";
    }
    return isTable(text) ? "CSV; export the tweets as JSON lines" : "text that is not JSON";
  }

  /** Returns whether the first line has several separators of one kind. */
  private static boolean isTable(String text) {
    String header = text.lines().findFirst().orElse("");
    return ",;\t"
        .chars()
        .anyMatch(
            separator -> header.chars().filter(c -> c == separator).count() >= LEAST_SEPARATORS);
  }
}
