package io.github.happiesthashtags.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's request to change its rules.
 *
 * @param hasDelete whether the request has a {@code delete}, even an empty one
 */
record RulesUpdate(List<Addition> add, List<String> ids, List<String> values, boolean hasDelete) {
  /** A rule to add. */
  record Addition(String value, @Nullable String tag) {}

  static RulesUpdate parse(String body) throws Refused {
    List<Addition> add = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> values = new ArrayList<>();
    boolean hasDelete = false;
    if (body.isBlank()) {
      return new RulesUpdate(add, ids, values, false);
    }
    try (JsonParser json = Problems.JSON.createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("add")) {
          expect(json.currentToken() == JsonToken.START_ARRAY);
          while (json.nextToken() == JsonToken.START_OBJECT) {
            add.add(addition(json));
          }
        } else if (name.equals("delete")) {
          expect(json.currentToken() == JsonToken.START_OBJECT);
          hasDelete = true;
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            List<String> into = json.currentName().equals("ids") ? ids : values;
            expect(json.nextToken() == JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
              into.add(json.getText());
            }
          }
        } else {
          expect(false);
        }
      }
    } catch (IOException e) {
      throw new Refused(Problems.invalid("body", "", "The body is not JSON."));
    }
    return new RulesUpdate(add, ids, values, hasDelete);
  }

  private static Addition addition(JsonParser json) throws IOException, Refused {
    String value = "";
    String tag = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken() == JsonToken.VALUE_STRING);
      if (name.equals("value")) {
        value = json.getText();
      } else {
        expect(name.equals("tag"));
        tag = json.getText();
      }
    }
    return new Addition(value, tag);
  }

  private static void expect(boolean holds) throws Refused {
    if (!holds) {
      throw new Refused(
          Problems.invalid(
              "body",
              "",
              "Give {\"add\":[{\"value\":..,\"tag\":..}]} or {\"delete\":{\"ids\":[..]}}."));
    }
  }
}
