package io.github.happiesthashtags.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts of options; every error names the option, what it got and what it takes. */
final class OptionValues {
  private static final Pattern PARTS =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");
  private static final String DURATION =
      "a time in whole seconds such as 90s, 10m, 1h, 1h30m or PT1H";

  /**
   * A year: longer windows and delays are typing errors, and sums of them stay far from overflow.
   */
  private static final Duration MAX_DURATION = Duration.ofDays(366);

  private OptionValues() {}

  /**
   * A time of whole seconds.
   *
   * @param min the shortest that makes sense
   */
  static Duration duration(String option, @Nullable String value, Duration absent, Duration min) {
    if (value == null) {
      return absent;
    }
    Duration duration = parse(value);
    if (duration == null || !duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
      throw BadOptionException.of(option, value, DURATION);
    }
    if (duration.compareTo(min) < 0 || duration.compareTo(MAX_DURATION) > 0) {
      throw BadOptionException.of(
          option, value, "a time from " + min.toSeconds() + "s to " + MAX_DURATION.toDays() + "d");
    }
    return duration;
  }

  private static @Nullable Duration parse(String value) {
    Matcher parts = PARTS.matcher(value);
    if (!value.isEmpty() && parts.matches()) {
      return Duration.ofDays(part(parts, 1))
          .plusHours(part(parts, 2))
          .plusMinutes(part(parts, 3))
          .plusSeconds(part(parts, 4));
    }
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static long part(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  static long number(String option, @Nullable String value, long absent, long min, long max) {
    if (value == null) {
      return absent;
    }
    String takes =
        max == Long.MAX_VALUE
            ? "a whole number, " + min + " or more"
            : "a whole number from " + min + " to " + max;
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of range is.
    }
    throw BadOptionException.of(option, value, takes);
  }

  /** A number above zero, within bounds. */
  static double positive(String option, String value, double min, double max, String takes) {
    try {
      double number = Double.parseDouble(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of range is.
    }
    throw BadOptionException.of(option, value, takes);
  }

  static boolean flag(String option, @Nullable String value, boolean absent) {
    return value == null ? absent : choice(option, value, List.of("true", "false")).equals("true");
  }

  /** One of the choices, compared without case; returned as the choice is written. */
  static String choice(String option, String value, List<String> choices) {
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(value)) {
        return choice;
      }
    }
    throw BadOptionException.of(option, value, "one of " + String.join(", ", choices));
  }

  static <E extends Enum<E>> E choice(
      String option, @Nullable String value, E absent, Class<E> type) {
    if (value == null) {
      return absent;
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name());
    }
    return Enum.valueOf(type, choice(option, value, names).toUpperCase(Locale.ROOT));
  }

  /**
   * Reads a text file in UTF-8. It may be a pipe, which is read once; a device without an end is
   * refused as too large.
   *
   * @param maxBytes far more than such a file needs
   */
  static String text(String option, String file, int maxBytes, String takes) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (InvalidPathException | IOException e) {
      throw BadOptionException.of(option, file, takes + " that can be read");
    }
    if (bytes.length > maxBytes) {
      throw BadOptionException.of(option, file, takes + " of at most " + maxBytes + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw BadOptionException.of(option, file, takes + " in UTF-8");
    }
  }

  /** Parts between commas, stripped. */
  static List<String> list(String option, String value, String takes) {
    return stripped(option, value, takes, Arrays.asList(value.split(",", -1)));
  }

  /** Globs between commas, stripped; a comma in braces belongs to its glob. */
  static List<String> globs(String option, String value) {
    List<String> globs = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' && depth == 0) {
        globs.add(value.substring(start, i));
        start = i + 1;
      } else if (c == '{' && value.indexOf('}', i) > 0) {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      }
    }
    globs.add(value.substring(start));
    return stripped(option, value, "globs separated by commas", globs);
  }

  private static List<String> stripped(
      String option, String value, String takes, List<String> unstripped) {
    List<String> parts = new ArrayList<>();
    for (String part : unstripped) {
      if (part.isBlank()) {
        throw BadOptionException.of(option, value, takes);
      }
      parts.add(part.strip());
    }
    return parts;
  }
}
