package io.github.happiesthashtags.twitter.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time, or at four for hexadecimal digits, as one word whose lowest byte
 * is the first: a line end, the end of a plain string, digits, a number sign, well-formed UTF-8.
 *
 * <p>Two tricks recur. {@code word ^ pattern} has a zero byte where a byte equals the pattern's,
 * and subtracting one from each byte of such a word sets the high bit of the zero bytes: of the
 * first one for certain, of others after it perhaps. And one multiplication adds neighbours.
 */
public final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = LOW_BITS * '\n';
  private static final long BACKSLASHES = LOW_BITS * '\\';
  private static final long NUMBER_SIGNS = LOW_BITS * '#';

  /** The first byte of U+FF03, a full-width number sign. */
  private static final long FULL_WIDTH_LEADS = 0xEFEFEFEFEFEFEFEFL;

  /** Flipping this bit makes the quote the first character behind the control characters. */
  private static final long QUOTE_TO_SPACE = LOW_BITS * ('"' ^ ' ');

  private static final long BEHIND_SPACE = LOW_BITS * (' ' + 1);

  private static final long ZEROS = LOW_BITS * '0';

  /** Sets the highest bit of what is above nine. */
  private static final long BEHIND_NINE = 0x7676767676767676L;

  /** Setting these bits makes letters lower-case. */
  private static final int LOWER_CASE = 0x20202020;

  /** Flipping these bits maps the letters a to f to 1 to 6. */
  private static final int BEFORE_A = 0x60606060;

  /** Adding this sets the highest bit of every byte above zero. */
  private static final int ABOVE_ZERO = 0x7F7F7F7F;

  /** Adding this sets the highest bit of every byte above six. */
  private static final int ABOVE_SIX = 0x79797979;

  private Words() {}

  /** The eight bytes that stand here. */
  static long at(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** A word in which the lowest byte that is not zero shows the first zero byte of this one. */
  private static long zeros(long word) {
    return (word - LOW_BITS) & ~word & HIGH_BITS;
  }

  private static int first(long hits) {
    return Long.numberOfTrailingZeros(hits) >>> 3;
  }

  /** Returns the index of the next line feed in the range, or -1. */
  public static int lineFeed(byte[] buffer, int from, int to) {
    return find(NEWLINES, buffer, from, to);
  }

  private static int find(long pattern, byte[] buffer, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long hits = zeros(at(buffer, i) ^ pattern);
      if (hits != 0) {
        return i + first(hits);
      }
    }
    for (; i < to; i++) {
      if (buffer[i] == (byte) pattern) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of the next backslash in the range, or -1. */
  static int backslash(byte[] line, int from, int to) {
    return find(BACKSLASHES, line, from, to);
  }

  /**
   * Returns the index of the first byte that is a quote, a backslash, a control character or not
   * ASCII; there must be one.
   */
  static int endOfPlain(byte[] line, int from) {
    int at = from;
    for (; at <= line.length - Long.BYTES; at += Long.BYTES) {
      long word = at(line, at);
      // Subtracting sets the high bit of those that are too small, and of none before the first.
      long hits =
          (((word ^ QUOTE_TO_SPACE) - BEHIND_SPACE) | ((word ^ BACKSLASHES) - LOW_BITS) | word)
              & HIGH_BITS;
      if (hits != 0) {
        return at + first(hits);
      }
    }
    while (line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
      at++;
    }
    return at;
  }

  /** Whether there may be a number sign in the string, written in any way. */
  public static boolean mayHoldNumberSign(byte[] line, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = at(line, at);
      long hits =
          zeros(word ^ NUMBER_SIGNS) | zeros(word ^ BACKSLASHES) | zeros(word ^ FULL_WIDTH_LEADS);
      if (hits != 0 && holdsNumberSign(line, at, at + Long.BYTES)) {
        return true;
      }
    }
    return holdsNumberSign(line, at, to);
  }

  private static boolean holdsNumberSign(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '#'
          || (b == '\\' && line[i + 1] == 'u')
          || (b == (byte) 0xEF && line[i + 1] == (byte) 0xBC && line[i + 2] == (byte) 0x83)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many digits stand here, up to eight; 0 if there are not eight bytes any more. */
  static int digits(byte[] line, int at) {
    if (at > line.length - Long.BYTES) {
      return 0;
    }
    long values = at(line, at) ^ ZEROS;
    // A sum that overflows changes bytes only behind one that is no digit.
    long others = ((values + BEHIND_NINE) | values) & HIGH_BITS;
    return first(others);
  }

  /** Returns whether four hexadecimal digits start here; false if the array ends before. */
  static boolean fourHexDigits(byte[] line, int at) {
    if (at > line.length - Integer.BYTES) {
      return false;
    }
    // No branches: digits and letters come at random, so they would often be mispredicted.
    int word = (int) INTS.get(line, at);
    int digits = word ^ (int) ZEROS;
    int noDigits = (digits + (int) BEHIND_NINE) | digits;
    int letters = (word | LOWER_CASE) ^ BEFORE_A;
    int fromA = letters + ABOVE_ZERO;
    int behindF = letters + ABOVE_SIX;
    int others = noDigits & (~fromA | behindF);
    return ((others | word) & (int) HIGH_BITS) == 0;
  }

  /** Returns the number that eight digits stand for. */
  static long eightDigits(byte[] line, int at) {
    long word = at(line, at) - ZEROS;
    word = ((word * (1 + (10L << 8))) >>> 8) & 0x00FF00FF00FF00FFL;
    word = ((word * (1 + (100L << 16))) >>> 16) & 0x0000FFFF0000FFFFL;
    return (word * (1 + (10_000L << 32))) >>> 32;
  }

  /**
   * Checks characters beyond ASCII by Unicode's table 3-7, "Well-Formed UTF-8 Byte Sequences".
   *
   * <p>All bytes of a character are looked at in one word: the bits that tell its length have one
   * pattern, and of the bits that remain some values are forbidden.
   */
  static final class Utf8 {
    /** A byte that may follow neither ASCII nor anything else. */
    private static final int FORBIDDEN = -1;

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
        return Words.at(line, at);
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
}
