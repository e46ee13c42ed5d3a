package io.github.happiesthashtags.twitter.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks characters beyond ASCII by Unicode's table 3-7, "Well-Formed UTF-8 Byte Sequences".
 *
 * <p>All bytes of a character are looked at in one word, the first of them lowest: the bits that
 * tell its length have one pattern, and of those that remain some values are forbidden.
 */
final class Utf8 {
  /** A byte that may follow neither ASCII nor anything else. */
  private static final int FORBIDDEN = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long TWO_MASK = 0xC0E0L;
  private static final long TWO = 0x80C0L;
  private static final long THREE_MASK = 0xC0C0F0L;
  private static final long THREE = 0x8080E0L;
  private static final long SIX_MASK = THREE_MASK << 24 | THREE_MASK;
  private static final long SIX = THREE << 24 | THREE;
  private static final long FOUR_MASK = 0xC0C0C0F8L;
  private static final long FOUR = 0x808080F0L;

  private Utf8() {}

  /**
   * From the first byte that is not ASCII to the next one that is.
   *
   * @param end the index of a byte in ASCII, which no character crosses
   * @return -1 if a character is not well-formed
   */
  static int skip(byte[] line, int from, int end) {
    int at = from;
    do {
      long word = word(line, at, end);
      if ((word & SIX_MASK) == SIX && isThree(word) && isThree(word >>> 24)) {
        at += 6;
      } else if ((word & THREE_MASK) == THREE && isThree(word)) {
        at += 3;
      } else if ((word & TWO_MASK) == TWO && isTwo(word)) {
        at += 2;
      } else if ((word & FOUR_MASK) == FOUR && isFour(word)) {
        at += 4;
      } else {
        return FORBIDDEN;
      }
    } while (line[at] < 0);
    return at;
  }

  /** The bytes from here on; zeros, which belong to no character, instead of those behind end. */
  private static long word(byte[] line, int at, int end) {
    if (at <= end - Long.BYTES) {
      return (long) LONGS.get(line, at);
    }
    long word = 0;
    for (int i = end; i >= at; i--) {
      word = word << Byte.SIZE | (line[i] & 0xFF);
    }
    return word;
  }

  /** Not overlong: C0 and C1 would write what fits seven bits. */
  private static boolean isTwo(long word) {
    return (word & 0x1E) != 0;
  }

  /** Not overlong, as E0 80..9F would be, and no surrogate, ED A0..BF. */
  private static boolean isThree(long word) {
    long decisive = word & 0x200F;
    return decisive != 0 && decisive != 0x200D;
  }

  /** Not overlong, as F0 80..8F would be, nor beyond U+10FFFF, from F4 90 on. */
  private static boolean isFour(long word) {
    long first = word & 0x07;
    boolean high = (word & 0x3000) != 0;
    return first == 0 ? high : first < 4 || (first == 4 && !high);
  }
}
