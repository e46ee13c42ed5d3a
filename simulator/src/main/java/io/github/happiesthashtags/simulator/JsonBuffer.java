package io.github.happiesthashtags.simulator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** A growing byte array, reused for every message. */
final class JsonBuffer {
  private static final byte[][] DAYS = names("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final byte[][] MONTHS =
      names("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int MAX_DIGITS = 20;

  private byte[] bytes = new byte[16 * 1024];
  private int length;
  private int[] starts = new int[128];
  private int[] needs = new int[128];
  private int parts;

  void clear() {
    length = 0;
    parts = 0;
  }

  /** Begins a part of the message, which only clients that ask for it get. */
  JsonBuffer part(int need) {
    if (parts == starts.length) {
      starts = Arrays.copyOf(starts, parts * 2);
      needs = Arrays.copyOf(needs, parts * 2);
    }
    starts[parts] = length;
    needs[parts++] = need;
    return this;
  }

  /** Begins a part that is a member of an object or an element of an array. */
  JsonBuffer member(int need) {
    part(need);
    byte last = bytes[length - 1];
    return last == '{' || last == '[' || last == ':' ? this : one(',');
  }

  JsonBuffer raw(byte[] piece) {
    ensure(piece.length);
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    return this;
  }

  /** Appends a non-negative number in decimal. */
  JsonBuffer number(long value) {
    ensure(MAX_DIGITS);
    int end = length + digits(value);
    int at = end;
    long rest = value;
    do {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    length = end;
    return this;
  }

  /**
   * Appends a v2 time such as {@code 2020-01-01T00:00:00.000Z}: whole seconds with a zero fraction.
   */
  JsonBuffer isoSeconds(long millis) {
    LocalDateTime time = utc(millis);
    number(time.getYear()).one('-').two(time.getMonthValue()).one('-').two(time.getDayOfMonth());
    one('T');
    clock(time);
    one('.').two(0).one('0').one('Z');
    return this;
  }

  /** Appends a v1.1 time such as {@code Wed Jan 01 00:00:00 +0000 2020}. */
  JsonBuffer v1Seconds(long millis) {
    LocalDateTime time = utc(millis);
    raw(DAYS[time.getDayOfWeek().getValue() - 1]).one(' ');
    raw(MONTHS[time.getMonthValue() - 1]).one(' ').two(time.getDayOfMonth()).one(' ');
    clock(time);
    one(' ').one('+').two(0).two(0).one(' ').number(time.getYear());
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  PostParts toParts() {
    return new PostParts(toBytes(), Arrays.copyOf(starts, parts), Arrays.copyOf(needs, parts));
  }

  JsonBuffer one(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  private JsonBuffer two(int value) {
    return one((char) ('0' + value / 10)).one((char) ('0' + value % 10));
  }

  private void clock(LocalDateTime time) {
    two(time.getHour()).one(':').two(time.getMinute()).one(':').two(time.getSecond());
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private static LocalDateTime utc(long millis) {
    return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[][] names(String... names) {
    return Arrays.stream(names).map(Json::syntax).toArray(byte[][]::new);
  }
}
