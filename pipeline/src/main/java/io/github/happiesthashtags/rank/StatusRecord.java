package io.github.happiesthashtags.rank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.beam.sdk.coders.CoderException;

/**
 * One happy status in an array of bytes: its id and smiles, 8 bytes each, the number of its
 * hashtags, 4, and of each hashtag the length, 4, and its UTF-8. All numbers are big-endian.
 */
final class StatusRecord {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int SMILES = Long.BYTES;
  private static final int COUNT = SMILES + Long.BYTES;
  private static final int HASHTAGS = COUNT + Integer.BYTES;

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
    return (long) LONG.get(bytes, at + SMILES);
  }

  /** Where the record ends. */
  static int end(byte[] bytes, int at) {
    int end = at + HASHTAGS;
    for (int left = (int) INT.get(bytes, at + COUNT); left > 0; left--) {
      end += Integer.BYTES + (int) INT.get(bytes, end);
    }
    return end;
  }

  /**
   * Where the record ends, if it is one.
   *
   * @param limit where the bytes end
   */
  static int checkedEnd(byte[] bytes, int at, int limit) throws CoderException {
    int end = at;
    if (limit - at >= HASHTAGS) {
      end += HASHTAGS;
      int left = (int) INT.get(bytes, at + COUNT);
      for (; left > 0 && limit - end >= Integer.BYTES; left--) {
        int length = (int) INT.get(bytes, end);
        if (length < 0 || length > limit - end - Integer.BYTES) {
          break;
        }
        end += Integer.BYTES + length;
      }
      if (left == 0) {
        return end;
      }
    }
    throw new CoderException(
        "no status at byte " + at + " of " + limit + ": the encoding is damaged");
  }

  static void hashtags(byte[] bytes, int at, HashtagHandler handler) {
    int name = at + HASHTAGS;
    for (int left = (int) INT.get(bytes, at + COUNT); left > 0; left--) {
      int length = (int) INT.get(bytes, name);
      handler.hashtag(name + Integer.BYTES, length);
      name += Integer.BYTES + length;
    }
  }

  static HappyStatus read(byte[] bytes, int at) {
    String[] hashtags = new String[(int) INT.get(bytes, at + COUNT)];
    int name = at + HASHTAGS;
    for (int i = 0; i < hashtags.length; i++) {
      int length = (int) INT.get(bytes, name);
      name += Integer.BYTES;
      hashtags[i] = new String(bytes, name, length, StandardCharsets.UTF_8);
      name += length;
    }
    return new HappyStatus(id(bytes, at), smiles(bytes, at), hashtags);
  }

  /** Appends a record. */
  static void write(HappyStatus status, StatusBuffer out) {
    int at = out.append(HASHTAGS);
    LONG.set(out.bytes(), at, status.id());
    LONG.set(out.bytes(), at + SMILES, status.smiles());
    INT.set(out.bytes(), at + COUNT, status.hashtags().length);
    for (String hashtag : status.hashtags()) {
      byte[] utf8 = hashtag.getBytes(StandardCharsets.UTF_8);
      int name = out.append(Integer.BYTES + utf8.length);
      INT.set(out.bytes(), name, utf8.length);
      System.arraycopy(utf8, 0, out.bytes(), name + Integer.BYTES, utf8.length);
    }
  }

  /** Whether two records are the same; each ends where the other array's or its own says. */
  static boolean equal(byte[] a, int atA, byte[] b, int atB, int endB) {
    int length = endB - atB;
    return a.length - atA >= length && Arrays.equals(a, atA, atA + length, b, atB, endB);
  }
}
