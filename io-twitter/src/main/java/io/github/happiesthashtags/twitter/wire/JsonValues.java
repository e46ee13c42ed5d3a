package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value that a parser stands on, whatever it is: a value of another type is skipped, and
 * is as good as absent. Never fails because of a value, as skipping it would not.
 */
final class JsonValues {
  /** The result for an id that is absent or cannot be read. */
  static final long NO_ID = -1;

  /** More digits may not fit into a long. */
  private static final int MAX_COUNT_DIGITS = 18;

  /** Longer numbers have no meaning here; Jackson refuses to convert very long ones. */
  private static final int MAX_DECIMAL_CHARS = 64;

  private JsonValues() {}

  /** Reads the value that the parser stands on. */
  interface ValueReader<T> {
    @Nullable T read(JsonParser parser, JsonToken token) throws IOException;
  }

  /** Reads one member of an object and skips the others; null if it is missing. */
  static <T> @Nullable T member(
      String wanted, JsonParser parser, JsonToken token, ValueReader<T> reader) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    T found = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals(wanted)) {
        found = reader.read(parser, value);
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  static @Nullable String string(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  static @Nullable Boolean bool(JsonParser parser, JsonToken token) throws IOException {
    parser.skipChildren();
    return token.isBoolean() ? token == JsonToken.VALUE_TRUE : null;
  }

  /** Reads an integer from zero, also as a string or as mongoexport writes it. */
  static @Nullable Long count(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
      return digits(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
    String number = token == JsonToken.START_OBJECT ? ExtendedJson.number(parser) : null;
    parser.skipChildren();
    return number == null ? null : digits(number.toCharArray(), 0, number.length());
  }

  private static @Nullable Long digits(char[] chars, int offset, int length) {
    if (length == 0 || length > MAX_COUNT_DIGITS) {
      return null;
    }
    long value = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = chars[i] - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  static @Nullable Double decimal(JsonParser parser, JsonToken token) throws IOException {
    if (token.isNumeric() && parser.getTextLength() <= MAX_DECIMAL_CHARS) {
      double value = parser.getDoubleValue();
      return Double.isFinite(value) ? value : null;
    }
    parser.skipChildren();
    return null;
  }

  /** Reads the strings of a list; null if there is no list. */
  static @Nullable List<String> strings(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    List<String> strings = new ArrayList<>(4);
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      String string = string(parser, next);
      if (string != null) {
        strings.add(string);
      }
    }
    return strings;
  }

  /** Reads an id as {@link #id} does; null for {@link #NO_ID}. */
  static @Nullable Long idOrNull(JsonParser parser, JsonToken token) throws IOException {
    return idOrNull(id(parser, token));
  }

  static @Nullable Long idOrNull(long id) {
    return id == NO_ID ? null : id;
  }

  /** Reads a positive 64-bit integer, also as a string or as mongoexport writes it. */
  static long id(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long id = parser.getLongValue();
      return id > 0 ? id : NO_ID;
    }
    if (token == JsonToken.VALUE_STRING && parser.getTextLength() <= MAX_COUNT_DIGITS) {
      // Most ids: read without making a string of them.
      Long id = digits(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      return id == null || id == 0 ? NO_ID : id;
    }
    String digits =
        token == JsonToken.START_OBJECT ? ExtendedJson.number(parser) : string(parser, token);
    return digits == null ? NO_ID : parseId(digits);
  }

  private static long parseId(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return NO_ID;
      }
    }
    try {
      long id = Long.parseLong(digits);
      return id > 0 ? id : NO_ID;
    } catch (NumberFormatException e) {
      return NO_ID;
    }
  }

  /**
   * Reads a list of ids.
   *
   * @param into gets the readable ones; null if only the first is asked for
   * @return the first element, even if it cannot be read
   */
  static long ids(JsonParser parser, JsonToken token, @Nullable List<Long> into)
      throws IOException {
    long first = NO_ID;
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return first;
    }
    boolean any = false;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (!any || into != null) {
        long id = id(parser, next);
        first = any ? first : id;
        if (into != null && id != NO_ID) {
          into.add(id);
        }
      }
      any = true;
      parser.skipChildren();
    }
    return first;
  }
}
