package io.github.happiesthashtags.output;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Times as they are written: ISO-8601 in UTC, to the second when whole. */
final class Times {
  private Times() {}

  static String iso(org.joda.time.Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(instant.getMillis()));
  }
}
