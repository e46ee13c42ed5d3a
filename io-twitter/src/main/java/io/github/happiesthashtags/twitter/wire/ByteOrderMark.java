package io.github.happiesthashtags.twitter.wire;

/** The UTF-8 byte order mark, with which Windows programs start a file. */
public final class ByteOrderMark {
  /** Its length. */
  public static final int BYTES = 3;

  private ByteOrderMark() {}

  /**
   * Whether it stands at the offset.
   *
   * @param limit the index behind the last byte that counts
   */
  public static boolean isAt(byte[] bytes, int offset, int limit) {
    return limit - offset >= BYTES
        && bytes[offset] == (byte) 0xEF
        && bytes[offset + 1] == (byte) 0xBB
        && bytes[offset + 2] == (byte) 0xBF;
  }
}
