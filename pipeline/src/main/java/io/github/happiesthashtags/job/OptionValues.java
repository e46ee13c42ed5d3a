package io.github.happiesthashtags.job;

import io.github.happiesthashtags.twitter.text.DurationText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the texts of options; every error names the option, what it got and what it takes. */
final class OptionValues {
  /** Means every language when it is given alone, and nothing among others. */
  private static final String ALL = "all";

  /** A primary language and any further subtags (RFC 5646, section 2.1). */
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  /**
   * A year: longer windows and delays are typing errors, and sums of them stay far from overflow.
   */
  private static final Duration MAX_DURATION = Duration.ofDays(366);

  private OptionValues() {}

  /**
   * Reads a duration of whole seconds.
   *
   * @param min the shortest that makes sense
   */
  static Duration duration(String option, String value, Duration min) {
    return duration(option, value, min, "");
  }

  /**
   * Reads a duration of whole seconds.
   *
   * @param orElse what else the option takes, for the error
   */
  static Duration duration(String option, String value, Duration min, String orElse) {
    Duration duration = DurationText.parse(value);
    if (duration == null) {
      throw BadOptionException.of(
          option, value, "not a duration; use " + DurationText.EXAMPLES + orElse);
    }
    if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
      throw BadOptionException.of(
          option,
          value,
          "not whole seconds; use a duration such as " + DurationText.EXAMPLES + orElse);
    }
    if (duration.compareTo(min) < 0 || duration.compareTo(MAX_DURATION) > 0) {
      throw BadOptionException.of(
          option,
          value,
          "out of range; use a duration from "
              + min.toSeconds()
              + "s to "
              + MAX_DURATION.toDays()
              + "d"
              + orElse);
    }
    return duration;
  }

  /** One of the choices, compared without case; returned as the choice is written. */
  static String choice(String option, String value, List<String> choices) {
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(value)) {
        return choice;
      }
    }
    throw BadOptionException.of(option, value, "unknown; use one of " + String.join(", ", choices));
  }

  /** Some of the choices between commas, compared without case; returned as they are written. */
  static List<String> choices(String option, String value, List<String> choices) {
    String use = "use one or more of " + String.join(", ", choices) + ", separated by commas";
    List<String> chosen = new ArrayList<>();
    for (String part : list(option, value, use)) {
      chosen.add(
          choices.stream()
              .filter(part::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () -> BadOptionException.of(option, value, part + " is unknown; " + use)));
    }
    return chosen;
  }

  static <E extends Enum<E>> E choice(String option, String value, Class<E> type) {
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
   * @param what the file, for errors
   */
  static String text(String option, String file, int maxBytes, String what) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (InvalidPathException | IOException e) {
      throw BadOptionException.of(option, file, "cannot be read; use " + what);
    }
    if (bytes.length > maxBytes) {
      throw BadOptionException.of(
          option, file, "too large; use " + what + " of at most " + maxBytes + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw BadOptionException.of(option, file, "not UTF-8; use " + what + " in UTF-8");
    }
  }

  /**
   * Parts between commas, stripped.
   *
   * @param use what to give in place of an empty part, for the error
   */
  static List<String> list(String option, String value, String use) {
    return stripped(option, value, use, Arrays.asList(value.split(",", -1)));
  }

  /**
   * Language codes between commas.
   *
   * @param orElse what else the option takes, for the error
   */
  static List<String> languages(String option, String value, String orElse) {
    String use = "use languages such as en,de" + orElse;
    List<String> languages = list(option, value, use);
    for (String language : languages) {
      if (!LANGUAGE.matcher(language).matches() || language.equals(ALL)) {
        throw BadOptionException.of(option, value, language + " is no language code; " + use);
      }
    }
    return languages;
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
    return stripped(option, value, "use globs separated by commas", globs);
  }

  private static List<String> stripped(
      String option, String value, String use, List<String> unstripped) {
    List<String> parts = new ArrayList<>();
    for (String part : unstripped) {
      if (part.isBlank()) {
        throw BadOptionException.of(option, value, "an empty part; " + use);
      }
      parts.add(part.strip());
    }
    return parts;
  }
}
