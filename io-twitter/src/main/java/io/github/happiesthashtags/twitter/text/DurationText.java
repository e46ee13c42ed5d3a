package io.github.happiesthashtags.twitter.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them in options and configurations. */
public final class DurationText {
  /** Examples, for messages. */
  public static final String EXAMPLES = "90s, 10m, 1h30m or PT1H";

  private static final Pattern PARTS =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");

  private DurationText() {}

  /** Returns the duration that the text means, or null if it means none. */
  public static @Nullable Duration parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!text.isEmpty() && parts.matches()) {
      return Duration.ofDays(part(parts, 1))
          .plusHours(part(parts, 2))
          .plusMinutes(part(parts, 3))
          .plusSeconds(part(parts, 4));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * Returns the duration that a setting has.
   *
   * @param name the setting, for the message
   * @throws IllegalArgumentException if the text means no duration; the message says what to write
   */
  public static Duration of(String name, String text) {
    Duration duration = parse(text);
    if (duration == null) {
      throw new IllegalArgumentException(
          name + ": " + Printable.line(text) + " is not a duration; use " + EXAMPLES);
    }
    return duration;
  }

  private static long part(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
