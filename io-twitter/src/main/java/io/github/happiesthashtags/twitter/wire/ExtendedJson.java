package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and dates that are wrapped in objects, as mongoexport writes them.
 *
 * <p>Source: MongoDB Extended JSON, version 2.
 */
final class ExtendedJson {
  private static final String NUMBER = "$numberLong";
  private static final String DATE = "$date";

  private ExtendedJson() {}

  /**
   * Reads an object such as {@code {"$numberLong": "42"}}.
   *
   * @param parser stands on the object's start, then on its end
   * @return the number as written, or null if the object is not such a number
   */
  static @Nullable String number(JsonParser parser) throws IOException {
    String number = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals(NUMBER)) {
        number = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      }
      parser.skipChildren();
    }
    return number;
  }

  /**
   * Reads an object such as {@code {"$date": "2020-03-01T04:00:00Z"}}, whose value may also be a
   * number of milliseconds since the epoch.
   *
   * @param parser stands on the object's start, then on its end
   * @return milliseconds since the epoch, or {@link EventTimes#NONE}
   */
  static long date(JsonParser parser) throws IOException {
    long millis = EventTimes.NONE;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (!name.equals(DATE)) {
        parser.skipChildren();
        continue;
      }
      millis =
          switch (value) {
            case VALUE_STRING -> EventTimes.ofCreatedAt(parser.getText());
            case VALUE_NUMBER_INT -> EventTimes.ofTimestampMs(parser.getText());
            case START_OBJECT -> {
              String number = number(parser);
              yield number == null ? EventTimes.NONE : EventTimes.ofTimestampMs(number);
            }
            default -> EventTimes.NONE;
          };
      parser.skipChildren();
    }
    return millis;
  }
}
