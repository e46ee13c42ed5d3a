package io.github.happiesthashtags.oracle;

import io.github.happiesthashtags.oracle.GeneratedJson.Obj;
import io.github.happiesthashtags.oracle.GeneratedJson.Raw;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes event times, and writes them as Twitter and other programs do. */
final class GeneratedTimes {
  static final List<Object> BAD_TIMESTAMPS =
      List.of(
          "abc",
          "",
          true,
          new Raw("1.5"),
          "1577836800000.5",
          -1,
          "-1",
          "99999999999999999999",
          253_402_300_800_000L,
          new Raw("1.5778368e12"),
          new Obj().add("$numberLong", "soon"),
          List.of());
  static final List<Object> BAD_DATES =
      List.of(
          "yesterday",
          "",
          5,
          true,
          "Sat Foo 04 10:00:00 +0000 2020",
          "Wed Jan 01 25:00:00 +0000 2020",
          "2020-13-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "+10000-01-01T00:00:00Z",
          "2020-01-01 10:00:00",
          "2020-01-01T10:00:00",
          "Wed, 01 Jan 2020 10:00:00",
          "Thu, 01 Jan 2020 10:00:00 +0000",
          "Wed Jan 01 10:00:00 UTC 2020",
          "01/01/2020 10:00",
          1_577_872_800_000L,
          "1577872800",
          new Obj().add("$date", "2020-01-01T10:00:00"),
          new Obj().add("$date", new Raw("1.5")),
          new Obj());
  private static final long START = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
  private static final int HOURS = 6;

  private static final DateTimeFormatter V1_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ENGLISH);
  private static final DateTimeFormatter ISO_SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ENGLISH);

  private static final DateTimeFormatter ISO_BASIC_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ENGLISH);
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  private final Random random;
  private final GeneratedTexts texts;

  GeneratedTimes(Random random, GeneratedTexts texts) {
    this.random = random;
    this.texts = texts;
  }

  /** Returns any time of some hours, often one near the border of a window. */
  long any() {
    if (chance(3)) {
      long border = START + 150_000L * random.nextInt(HOURS * 24);
      return border + texts.pick(List.of(0L, -1L, 1L, -1000L, 999L));
    }
    return START + random.nextInt(HOURS * 3_600_000);
  }

  Object date(long millis, boolean v1Format) {
    ZoneOffset zone = chance(10) ? ZoneOffset.ofHours(9) : ZoneOffset.UTC;
    OffsetDateTime date = Instant.ofEpochMilli(millis).atOffset(zone);
    if (chance(4)) {
      return dateOfAnotherTool(date);
    }
    if (v1Format) {
      return V1_DATE.format(date);
    }
    return chance(4) ? ISO_SECONDS.format(date) : ISO_MILLIS.format(date);
  }

  private Object dateOfAnotherTool(OffsetDateTime date) {
    String iso = ISO_MILLIS.format(date);
    return switch (random.nextInt(7)) {
      case 0 -> iso.replace('T', ' ');
      case 1 -> ISO_SECONDS.format(date).replace('T', ' ');
      case 2 -> RFC_822.format(date);
      case 3 -> ISO_BASIC_OFFSET.format(date);
      case 4 -> new Obj().add("$date", iso);
      case 5 -> new Obj().add("$date", date.toInstant().toEpochMilli());
      default ->
          new Obj()
              .add(
                  "$date",
                  new Obj().add("$numberLong", Long.toString(date.toInstant().toEpochMilli())));
    };
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
