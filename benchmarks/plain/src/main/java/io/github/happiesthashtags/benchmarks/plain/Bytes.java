package io.github.happiesthashtags.benchmarks.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches eight bytes a step. */
public final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;

  private Bytes() {}

  /** The first index of an ASCII character in the range, or -1. */
  public static int indexOf(byte[] bytes, char ascii, int from, int to) {
    long pattern = ONES * ascii;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long differences = (long) LONGS.get(bytes, i) ^ pattern;
      long zeros = (differences - ONES) & ~differences & HIGH_BITS;
      if (zeros != 0) {
        return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == ascii) {
        return i;
      }
    }
    return -1;
  }

  /** Whether {@code :)} is somewhere in the range. */
  static boolean hasSmile(byte[] bytes, int from, int to) {
    for (int at = indexOf(bytes, ')', from + 1, to);
        at >= 0;
        at = indexOf(bytes, ')', at + 1, to)) {
      if (bytes[at - 1] == ':') {
        return true;
      }
    }
    return false;
  }
}
