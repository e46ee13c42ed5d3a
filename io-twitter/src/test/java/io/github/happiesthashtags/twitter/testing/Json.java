package io.github.happiesthashtags.twitter.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A builder of JSON fixtures from names and values, which keeps the order of the fields. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Json() {}

  /** Returns an object with these fields: name, value, name, value. */
  public static Json object(Object... namesAndValues) {
    Json json = new Json();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.fields.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return json;
  }

  /** Returns an array of these values. */
  public static List<Object> array(Object... values) {
    return new ArrayList<>(Arrays.stream(values).map(Json::value).toList());
  }

  /** Returns a v1.1 entities object with these hashtags. */
  public static Json v1Entities(String... hashtags) {
    return object(
        "hashtags", Arrays.stream(hashtags).map(tag -> object("text", tag).fields).toList());
  }

  /** Returns a v2 entities object with these hashtags. */
  public static Json v2Entities(String... hashtags) {
    return object(
        "hashtags", Arrays.stream(hashtags).map(tag -> object("tag", tag).fields).toList());
  }

  /** Returns a copy with a field added or replaced. */
  public Json with(String name, Object value) {
    Json copy = new Json();
    copy.fields.putAll(fields);
    copy.fields.put(name, value(value));
    return copy;
  }

  /** Returns a copy without a field. */
  public Json without(String name) {
    Json copy = new Json();
    copy.fields.putAll(fields);
    copy.fields.remove(name);
    return copy;
  }

  @Override
  public String toString() {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(Object value) {
    return value instanceof Json json ? json.fields : value;
  }
}
