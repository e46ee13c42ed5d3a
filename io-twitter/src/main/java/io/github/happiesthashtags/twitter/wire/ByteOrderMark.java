package io.github.happiesthashtags.twitter.wire;

/** The UTF-8 byte order mark, with which Windows programs start a file. */
public final class ByteOrderMark {
  /** Its length. */
  public static final int BYTES = 3;

  private ByteOrderMark() {}

  /**
   * Whether the mark is at the offset.
   *
   * @param limit the index after the last valid byte
   */
  public static boolean isAt(byte[] bytes, int offset, int limit) {
    return limit - offset >= BYTES
        && bytes[offset] == (byte) 0xEF
        && bytes[offset + 1] == (byte) 0xBB
        && bytes[offset + 2] == (byte) 0xBF;
  }
}
