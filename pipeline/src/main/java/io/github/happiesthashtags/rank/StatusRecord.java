package io.github.happiesthashtags.rank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.beam.sdk.coders.CoderException;

/**
 * One happy status in an array of bytes: its id, 8 bytes and big-endian, its smiles, twice the
 * number of its hashtags, plus one if it is an edit, whose version then follows, and of each
 * hashtag the length and its UTF-8. Other numbers than the id are of seven bits a byte, the lowest
 * first: in a storm a runner copies hundreds of thousands of records, each of some twenty bytes
 * instead of some thirty.
 */
final class StatusRecord {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int SMILES = Long.BYTES;
  private static final int NUMBER_BITS = 7;
  private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;

  /** The flag in the number of hashtags. */
  private static final int EDIT = 1;

  private static final int EDIT_BITS = 1;

  /** 64 bits, seven a byte. */
  private static final int LONGEST_NUMBER = 10;

  /** Receives where the hashtags of a record are, in bytes. */
  @FunctionalInterface
  interface HashtagHandler {
    void hashtag(int at, int length);
  }

  private StatusRecord() {}

  static long id(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static long smiles(byte[] bytes, int at) {
    return number(bytes, at + SMILES);
  }

  /** Where the record ends. */
  static int end(byte[] bytes, int at) {
    return hashtags(bytes, at, (name, length) -> {});
  }

  /**
   * Where the record ends, if it is one.
   *
   * @param limit where the bytes end
   */
  static int checkedEnd(byte[] bytes, int at, int limit) throws CoderException {
    int next = checkedNumberEnd(bytes, at + SMILES, limit);
    int end = checkedNumberEnd(bytes, next, limit);
    long head = number(bytes, next);
    if ((head & EDIT) != 0) {
      end = checkedNumberEnd(bytes, end, limit);
    }
    for (long left = head >>> EDIT_BITS; left != 0; left--) {
      next = checkedNumberEnd(bytes, end, limit);
      long length = number(bytes, end);
      if (length < 0 || length > limit - next) {
        throw damaged(end, limit);
      }
      end = next + (int) length;
    }
    return end;
  }

  /** Where the number ends, if it is one. */
  private static int checkedNumberEnd(byte[] bytes, int at, int limit) throws CoderException {
    int last = at;
    while (last < limit && bytes[last] < 0 && last - at < LONGEST_NUMBER) {
      last++;
    }
    if (last >= limit || last - at >= LONGEST_NUMBER) {
      throw damaged(at, limit);
    }
    return last + 1;
  }

  private static CoderException damaged(int at, int limit) {
    return new CoderException(
        "no status at byte " + at + " of " + limit + ": the encoding is damaged");
  }

  /** Hands out the hashtags of a record, and returns where it ends. */
  static int hashtags(byte[] bytes, int at, HashtagHandler handler) {
    int next = numberEnd(bytes, at + SMILES);
    long head = number(bytes, next);
    next = numberEnd(bytes, next);
    if ((head & EDIT) != 0) {
      next = numberEnd(bytes, next);
    }
    for (long left = head >>> EDIT_BITS; left > 0; left--) {
      int length = (int) number(bytes, next);
      next = numberEnd(bytes, next);
      handler.hashtag(next, length);
      next += length;
    }
    return next;
  }

  static HappyStatus read(byte[] bytes, int at) {
    int next = numberEnd(bytes, at + SMILES);
    long head = number(bytes, next);
    String[] hashtags = new String[(int) (head >>> EDIT_BITS)];
    next = numberEnd(bytes, next);
    long versionId = id(bytes, at);
    if ((head & EDIT) != 0) {
      versionId = number(bytes, next);
      next = numberEnd(bytes, next);
    }
    for (int i = 0; i < hashtags.length; i++) {
      int length = (int) number(bytes, next);
      next = numberEnd(bytes, next);
      hashtags[i] = new String(bytes, next, length, StandardCharsets.UTF_8);
      next += length;
    }
    return new HappyStatus(id(bytes, at), versionId, smiles(bytes, at), hashtags);
  }

  private static long number(byte[] bytes, int at) {
    int next = at;
    long number = bytes[next] & NUMBER_MASK;
    for (int shift = NUMBER_BITS; bytes[next] < 0; shift += NUMBER_BITS) {
      next++;
      number |= (long) (bytes[next] & NUMBER_MASK) << shift;
    }
    return number;
  }

  private static int numberEnd(byte[] bytes, int at) {
    int last = at;
    while (bytes[last] < 0) {
      last++;
    }
    return last + 1;
  }

  /** Appends a record. */
  static void write(HappyStatus status, StatusBuffer out) {
    int at = out.append(Long.BYTES);
    LONG.set(out.bytes(), at, status.id());
    writeNumber(status.smiles(), out);
    long head = (long) status.hashtags().length << EDIT_BITS;
    writeNumber(status.isEdit() ? head | EDIT : head, out);
    if (status.isEdit()) {
      writeNumber(status.versionId(), out);
    }
    for (String hashtag : status.hashtags()) {
      byte[] utf8 = hashtag.getBytes(StandardCharsets.UTF_8);
      writeNumber(utf8.length, out);
      at = out.append(utf8.length);
      System.arraycopy(utf8, 0, out.bytes(), at, utf8.length);
    }
  }

  private static void writeNumber(long number, StatusBuffer out) {
    long rest = number;
    while ((rest & ~NUMBER_MASK) != 0) {
      int at = out.append(1);
      out.bytes()[at] = (byte) (rest | ~NUMBER_MASK);
      rest >>>= NUMBER_BITS;
    }
    int at = out.append(1);
    out.bytes()[at] = (byte) rest;
  }

  /** Whether two records are the same; each ends where the other array's or its own says. */
  static boolean equal(byte[] a, int atA, byte[] b, int atB, int endB) {
    int length = endB - atB;
    return a.length - atA >= length && Arrays.equals(a, atA, atA + length, b, atB, endB);
  }
}
