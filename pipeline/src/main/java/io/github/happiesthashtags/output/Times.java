package io.github.happiesthashtags.output;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The time format of all output: ISO-8601 in UTC, without a fraction for whole seconds. */
final class Times {
  private Times() {}

  static String iso(org.joda.time.Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(instant.getMillis()));
  }
}
