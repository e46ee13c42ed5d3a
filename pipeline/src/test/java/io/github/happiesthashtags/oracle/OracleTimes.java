package io.github.happiesthashtags.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The event time of a tweet, read in the most obvious way. */
final class OracleTimes {
  /** {@code Sat Mar 10 14:03:15 +0000 2018}; strict, so that February 30 is not a date. */
  private static final DateTimeFormatter V1_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx uuuu", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  /** A date and a time as ISO 8601 or other programs write them, with their time zone. */
  private static final Pattern ISO_DATE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?"
              + "([Zz]|[+-]\\d\\d)(?::?(\\d\\d))?");

  /** {@code Fri, 08 Feb 2013 14:03:30 +0000}; strict. */
  private static final DateTimeFormatter RFC_DATE =
      DateTimeFormatter.ofPattern("[EEE, ]d MMM uuuu HH:mm[:ss] xx", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final long FIRST_ID_WITH_TIME = 30_000_000_000L;
  private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;
  private static final long YEAR_10000_MILLIS =
      Instant.parse("9999-12-31T23:59:59Z").toEpochMilli() + 1000;

  private OracleTimes() {}

  static Optional<Long> eventTime(JsonNode tweet, long version, long first) {
    Optional<Long> ofEdited = version == first ? Optional.empty() : timeOfId(first);
    JsonNode createdAt = OracleReader.field(tweet, "created_at");
    return ofEdited
        .or(() -> millis(OracleReader.field(tweet, "timestamp_ms")))
        .or(() -> date(createdAt))
        .or(() -> mongoDate(OracleReader.field(createdAt, "$date")))
        .or(() -> timeOfId(first));
  }

  private static Optional<Long> timeOfId(long id) {
    return id >= FIRST_ID_WITH_TIME
        ? Optional.of((id >> 22) + SNOWFLAKE_EPOCH_MILLIS)
        : Optional.empty();
  }

  private static Optional<Long> inRange(Optional<Long> time) {
    return time.filter(millis -> millis >= 0 && millis < YEAR_10000_MILLIS);
  }

  /** A number, also in quotes; one that a program wrote as a fraction must be whole. */
  private static Optional<Long> millis(JsonNode value) {
    JsonNode number = value.isObject() ? OracleReader.field(value, "$numberLong") : value;
    String written = number.isNumber() ? number.decimalValue().toString() : number.textValue();
    return written != null && written.matches("[0-9]+(\\.0+)?")
        ? inRange(
            Optional.of(new BigDecimal(written))
                .filter(n -> n.precision() - n.scale() < 18)
                .map(BigDecimal::longValue))
        : Optional.empty();
  }

  private static Optional<Long> mongoDate(JsonNode value) {
    return value.isTextual()
        ? date(value)
        : value.isFloatingPointNumber() ? Optional.empty() : millis(value);
  }

  private static Optional<Long> date(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    String text = value.textValue();
    return inRange(
        date(text, V1_DATE)
            .or(() -> date(iso(text), DateTimeFormatter.ISO_OFFSET_DATE_TIME))
            .or(() -> date(text.replaceFirst(" GMT$", " +0000"), RFC_DATE)));
  }

  /** The date as ISO 8601's only form that Java reads; another text as it is. */
  private static String iso(String text) {
    Matcher parts = ISO_DATE.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    String minutes = parts.group(4) == null ? "00" : parts.group(4);
    boolean utc = parts.group(3).equalsIgnoreCase("Z") && parts.group(4) == null;
    return parts.group(1) + "T" + parts.group(2) + (utc ? "Z" : parts.group(3) + ":" + minutes);
  }

  private static Optional<Long> date(String text, DateTimeFormatter format) {
    try {
      return Optional.of(OffsetDateTime.parse(text, format).toInstant().toEpochMilli());
    } catch (DateTimeException notThisFormat) {
      return Optional.empty();
    }
  }
}
