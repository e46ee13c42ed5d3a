package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

/** Knows fields by their names: most names are looked up and not found, so that must be fast. */
final class FieldNames {
  /** Four slots a field: most other names meet an empty one. */
  private static final int SLOT_BITS = 6;

  private static final int SLOTS = 1 << SLOT_BITS;

  /** 2^64 divided by the golden ratio: multiplying by it spreads neighbouring keys evenly. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final long[] HEADS = new long[SLOTS];
  private static final byte[][] NAMES = new byte[SLOTS][];
  private static final Field[] FIELDS = new Field[SLOTS];

  static {
    Arrays.fill(FIELDS, Field.OTHER);
    for (Field field : Field.values()) {
      if (field == Field.OTHER) {
        continue;
      }
      byte[] name = field.name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);
      long head = 0;
      for (int i = Math.min(name.length, Long.BYTES) - 1; i >= 0; i--) {
        head = head << Byte.SIZE | name[i];
      }
      int slot = slot(head);
      while (FIELDS[slot] != Field.OTHER) {
        slot = next(slot);
      }
      HEADS[slot] = head;
      NAMES[slot] = name;
      FIELDS[slot] = field;
    }
  }

  private FieldNames() {}

  /**
   * The field of a name.
   *
   * @param head the first eight bytes, the first of them lowest; zeros behind a shorter name
   */
  static Field find(byte[] line, int from, int to, long head) {
    for (int slot = slot(head); FIELDS[slot] != Field.OTHER; slot = next(slot)) {
      if (HEADS[slot] == head) {
        byte[] name = NAMES[slot];
        int length = to - from;
        boolean same =
            length == name.length
                && (length <= Long.BYTES || Arrays.equals(line, from, to, name, 0, length));
        return same ? FIELDS[slot] : Field.OTHER;
      }
    }
    return Field.OTHER;
  }

  private static int slot(long head) {
    return (int) ((head * SPREAD) >>> (Long.SIZE - SLOT_BITS));
  }

  private static int next(int slot) {
    return (slot + 1) % SLOTS;
  }
}
