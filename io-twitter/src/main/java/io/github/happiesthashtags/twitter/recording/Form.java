package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.ByteOrderMark;
import io.github.happiesthashtags.twitter.wire.JsonFrame;
import io.github.happiesthashtags.twitter.wire.Lines;
import org.jspecify.annotations.Nullable;

/**
 * The format of a recording, or of a file in an archive, by its first bytes; file names do not
 * matter.
 */
enum Form {
  /** Lines: each message is one line, or several lines of which the first is recognisable. */
  LINES("lines"),
  /** JSON objects in any other layout: in arrays, concatenated, or ended by a lone CR. */
  DOCUMENT("JSON"),
  UTF_16LE("UTF-16"),
  UTF_16BE("UTF-16"),
  UTF_32LE("UTF-32"),
  UTF_32BE("UTF-32"),
  GZIP("gzip"),
  BZIP2("bzip2"),
  XZ("xz"),
  ZSTD("zstd"),
  TAR("a tar"),
  ZIP("a zip");

  private final String label;

  Form(String label) {
    this.label = label;
  }

  /** Returns the format's name in error messages. */
  String label() {
    return label;
  }

  /** The number of first bytes to look at: several times a large tweet. */
  static final int HEAD_BYTES = 1 << 16;

  /** The magic number of POSIX and GNU tars, and its offset. */
  private static final byte[] USTAR = {'u', 's', 't', 'a', 'r'};

  private static final int USTAR_OFFSET = 257;

  /** The longest name in front of the array of a tweets.js export. */
  private static final int MAX_ASSIGNMENT_BYTES = 200;

  /** Returns the format that the first bytes show; lines for an empty recording. */
  static Form of(byte[] head, int length) {
    Form packed = packed(head, length);
    if (packed != null) {
      return packed;
    }
    Form encoded = encoded(head, length);
    return encoded != null ? encoded : layout(head, length);
  }

  private static @Nullable Form packed(byte[] head, int length) {
    if (startsWith(head, length, 0x1F, 0x8B)) {
      return GZIP;
    }
    if (startsWith(head, length, 'B', 'Z', 'h')
        && length > 9
        && head[3] >= '1'
        && head[3] <= '9'
        // Also checks the magic number of the first block or of the end, because text may begin
        // with BZh.
        && ((head[4] == 0x31 && head[5] == 0x41) || (head[4] == 0x17 && head[5] == 0x72))) {
      return BZIP2;
    }
    if (startsWith(head, length, 0xFD, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    // A frame, or a frame that decompressors skip.
    if (startsWith(head, length, 0x28, 0xB5, 0x2F, 0xFD)
        || (length >= 4
            && (head[0] & 0xF0) == 0x50
            && startsWith(new byte[] {head[1], head[2], head[3]}, 3, 0x2A, 0x4D, 0x18))) {
      return ZSTD;
    }
    // A local header, the end of an empty zip, or the marker of a zip in several volumes.
    if (startsWith(head, length, 'P', 'K', 3, 4)
        || startsWith(head, length, 'P', 'K', 5, 6)
        || startsWith(head, length, 'P', 'K', 7, 8)) {
      return ZIP;
    }
    return isTar(head, length) ? TAR : null;
  }

  private static boolean isTar(byte[] head, int length) {
    if (length < TarReader.RECORD_BYTES) {
      return false;
    }
    boolean ustar = true;
    for (int i = 0; i < USTAR.length; i++) {
      ustar &= head[USTAR_OFFSET + i] == USTAR[i];
    }
    // Older tars have a checksum instead of a magic number; an empty tar consists of zeros.
    return ustar || TarReader.isHeader(head) || TarReader.isEnd(head);
  }

  private static @Nullable Form encoded(byte[] head, int length) {
    // The byte order mark of UTF-32LE begins with that of UTF-16LE.
    if (startsWith(head, length, 0xFF, 0xFE, 0, 0)) {
      return UTF_32LE;
    }
    if (startsWith(head, length, 0, 0, 0xFE, 0xFF)) {
      return UTF_32BE;
    }
    if (startsWith(head, length, 0xFF, 0xFE)) {
      return UTF_16LE;
    }
    return startsWith(head, length, 0xFE, 0xFF) ? UTF_16BE : null;
  }

  /**
   * Returns the layout that the first object, array or assignment shows; lines if there is none.
   */
  private static Form layout(byte[] head, int length) {
    int at = ByteOrderMark.isAt(head, 0, length) ? ByteOrderMark.BYTES : 0;
    if (isAssignment(head, at, length)) {
      return DOCUMENT;
    }
    // A recording that was split by size begins with the rest of a line.
    while (at < length) {
      at = skipBlanks(head, at, length, true);
      if (at < length && head[at] == '{') {
        return layoutOfObject(head, at, length);
      }
      if (at < length && head[at] == '[') {
        return DOCUMENT;
      }
      while (at < length && head[at] != '\n' && head[at] != '\r') {
        at++;
      }
    }
    return LINES;
  }

  private static Form layoutOfObject(byte[] head, int start, int length) {
    JsonFrame frame = new JsonFrame();
    frame.begin();
    boolean lineStarts = false;
    for (int i = start + 1; i < length; i++) {
      byte b = head[i];
      if (lineStarts && b != '\r' && b != '\n' && !Lines.continuesMessage(b)) {
        // Continuation lines look like first lines, so the file must be read from the start.
        return frame.add(b) == JsonFrame.State.BROKEN ? LINES : DOCUMENT;
      }
      JsonFrame.State state = frame.add(b);
      if (state == JsonFrame.State.BROKEN) {
        return b == '\r' && !isLineEnd(head, i, length) ? DOCUMENT : LINES;
      }
      if (state == JsonFrame.State.CLOSED) {
        int behind = skipBlanks(head, i + 1, length, false);
        return behind == length || isLineEnd(head, behind, length) ? LINES : DOCUMENT;
      }
      if (b == '\r' && !isLineEnd(head, i, length)) {
        return DOCUMENT;
      }
      lineStarts = b == '\n';
    }
    // The object is longer than the first bytes.
    return LINES;
  }

  private static boolean isLineEnd(byte[] head, int at, int length) {
    return head[at] == '\n' || (head[at] == '\r' && (at + 1 == length || head[at + 1] == '\n'));
  }

  private static int skipBlanks(byte[] head, int from, int length, boolean linesToo) {
    int at = from;
    while (at < length
        && (head[at] == ' '
            || head[at] == '\t'
            || (linesToo && (head[at] == '\r' || head[at] == '\n')))) {
      at++;
    }
    return at;
  }

  /** Returns whether text such as {@code window.YTD.tweets.part0 = [} begins here. */
  private static boolean isAssignment(byte[] head, int from, int length) {
    int at = skipBlanks(head, from, length, true);
    int most = Math.min(length, at + MAX_ASSIGNMENT_BYTES);
    for (int i = at; i < most; i++) {
      if (head[i] == '=') {
        int behind = skipBlanks(head, i + 1, length, true);
        return i > at && behind < length && (head[behind] == '[' || head[behind] == '{');
      }
      if (!MessageFrames.isOfName(head[i])) {
        return false;
      }
    }
    return false;
  }

  static boolean startsWith(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
