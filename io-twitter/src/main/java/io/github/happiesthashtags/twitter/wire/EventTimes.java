package io.github.happiesthashtags.twitter.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** When a status happened, in milliseconds since the epoch. */
public final class EventTimes {
  /** No time, or one that cannot be read. */
  public static final long NONE = Long.MIN_VALUE;

  /**
   * The first id that carries a time. Source: Twitter's announcement of Snowflake, 4 Nov 2010;
   * lower ids were plain sequence numbers.
   */
  static final long FIRST_SNOWFLAKE_ID = 30_000_000_000L;

  /** Snowflake's epoch, 2010-11-04T01:42:54.657Z. Source: Snowflake's IdWorker. */
  static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

  private static final int SNOWFLAKE_TIME_SHIFT = 22;

  /** 9999-12-31T23:59:59.999Z: later years have no four-digit ISO-8601 form. */
  private static final long MAX_MILLIS = 253_402_300_799_999L;

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final int V1_LENGTH = "Sat Mar 10 14:03:15 +0000 2018".length();
  private static final long DAY_MILLIS = 86_400_000L;

  /** ISO 8601 with an offset in any of its forms, such as {@code Z}, {@code +01:30}, +0130. */
  private static final DateTimeFormatter ISO_8601 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[ ][XXXXX][XXXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  /** {@code Fri, 08 Feb 2013 14:03:30 +0000}, as Twitter's first search API wrote it. */
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private EventTimes() {}

  /** The time that an id carries, or {@link #NONE} if it is too old to carry one. */
  public static long ofId(long id) {
    return id < FIRST_SNOWFLAKE_ID ? NONE : (id >> SNOWFLAKE_TIME_SHIFT) + SNOWFLAKE_EPOCH_MILLIS;
  }

  /** The time if it lies in 1970 to 9999, else {@link #NONE}. */
  static long inRange(long millis) {
    return millis < 0 || millis > MAX_MILLIS ? NONE : millis;
  }

  /**
   * Reads a number of milliseconds since the epoch: digits, perhaps with zeros after a point, as
   * written by programs that only have floating-point numbers.
   */
  static long ofTimestampMs(String timestampMs) {
    int point = timestampMs.indexOf('.');
    int end = point < 0 ? timestampMs.length() : point;
    long millis = end == 0 ? NONE : 0;
    for (int i = 0; i < timestampMs.length() && millis != NONE; i++) {
      int digit = timestampMs.charAt(i) - '0';
      if (i < end) {
        millis = digit < 0 || digit > 9 ? NONE : inRange(millis * 10 + digit);
      } else if (i == end ? i == timestampMs.length() - 1 : digit != 0) {
        millis = NONE;
      }
    }
    return millis;
  }

  /**
   * Reads {@code Sat Mar 10 14:03:15 +0000 2018}, ISO 8601, also with a space instead of the T, or
   * RFC 822, if there is a time zone.
   */
  static long ofCreatedAt(String createdAt) {
    try {
      if (createdAt.length() == V1_LENGTH && createdAt.charAt(3) == ' ') {
        return inRange(ofV1(createdAt));
      }
      boolean iso = createdAt.length() > 10 && createdAt.charAt(4) == '-';
      return inRange(iso ? ofIso(createdAt) : millis(createdAt, RFC_822));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return NONE;
    }
  }

  private static long ofV1(String s) {
    int day = DAYS.indexOf(s.substring(0, 3));
    int month = MONTHS.indexOf(s.substring(4, 7));
    char sign = s.charAt(20);
    boolean shaped =
        day >= 0
            && day % 3 == 0
            && month >= 0
            && month % 3 == 0
            && s.charAt(7) == ' '
            && s.charAt(10) == ' '
            && s.charAt(13) == ':'
            && s.charAt(16) == ':'
            && s.charAt(19) == ' '
            && (sign == '+' || sign == '-')
            && s.charAt(25) == ' ';
    if (!shaped) {
      return NONE;
    }
    long date = LocalDate.of(digits(s, 26, 30), month / 3 + 1, digits(s, 8, 10)).toEpochDay();
    int offsetMinutes = digits(s, 21, 23) * 60 + digits(s, 23, 25);
    return date * DAY_MILLIS
        + timeOfDay(digits(s, 11, 13), digits(s, 14, 16), digits(s, 17, 19))
        - (sign == '+' ? 60_000L : -60_000L) * offsetMinutes;
  }

  private static long timeOfDay(int hour, int minute, int second) {
    // A leap second is written :60 and is the next minute's first.
    if (hour > 23 || minute > 59 || second > 60) {
      throw new DateTimeException("no such time of day");
    }
    return ((hour * 60L + minute) * 60L + second) * 1000L;
  }

  private static long ofIso(String s) {
    // 2021-04-01T15:52:31.000Z is what X API v2 writes; the general parser is ten times slower.
    boolean utcMillis =
        s.length() == 24
            && s.charAt(4) == '-'
            && s.charAt(7) == '-'
            && s.charAt(10) == 'T'
            && s.charAt(13) == ':'
            && s.charAt(16) == ':'
            && s.charAt(19) == '.'
            && s.charAt(23) == 'Z';
    if (!utcMillis) {
      return millis(s.charAt(10) == ' ' ? s.replaceFirst(" ", "T") : s, ISO_8601);
    }
    long date =
        LocalDate.of(digits(s, 0, 4), digits(s, 5, 7), digits(s, 8, 10)).toEpochDay() * DAY_MILLIS;
    return date
        + timeOfDay(digits(s, 11, 13), digits(s, 14, 16), digits(s, 17, 19))
        + digits(s, 20, 23);
  }

  private static long millis(String s, DateTimeFormatter form) {
    return OffsetDateTime.parse(s, form).toInstant().toEpochMilli();
  }

  private static int digits(String s, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = s.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException("not a digit");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
