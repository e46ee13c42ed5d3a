package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of the filtered stream, each of which matches every status. Thread-safe. */
final class Rules {
  static final int MOST = 1000;
  static final int LONGEST = 1024;

  private static final long FIRST_ID = 1_377_649_829_461_176_321L;

  /** A rule with its value and tag; the simulator interprets neither. */
  record Rule(String id, String value, @Nullable String tag) {}

  private final Map<String, Rule> byId = new LinkedHashMap<>();
  private long nextId = FIRST_ID;
  private volatile byte @Nullable [] matching;

  Rules(List<String> values) {
    values.forEach(value -> add(value, null));
  }

  synchronized List<Rule> all() {
    return new ArrayList<>(byId.values());
  }

  synchronized Rule add(String value, @Nullable String tag) {
    Rule rule = new Rule(newId(), value, tag);
    byId.put(rule.id(), rule);
    changed();
    return rule;
  }

  /** Returns the next unused rule id. */
  synchronized String newId() {
    return Long.toString(nextId++);
  }

  synchronized Optional<Rule> withValue(String value) {
    return byId.values().stream().filter(rule -> rule.value.equals(value)).findFirst();
  }

  synchronized boolean delete(String id) {
    boolean deleted = byId.remove(id) != null;
    changed();
    return deleted;
  }

  /** Returns the end of a message that all rules match, or null if there are no rules. */
  byte @Nullable [] matching() {
    return matching;
  }

  /** Returns why the API would reject this value; empty if it would accept it. */
  static Optional<String> defect(String value) {
    if (value.isBlank()) {
      return Optional.of("A rule must not be empty");
    }
    if (value.codePointCount(0, value.length()) > LONGEST) {
      return Optional.of("Rules must be no longer than " + LONGEST + " characters");
    }
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' && (i == 0 || value.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth < 0) {
        return Optional.of("There is a ')' without a '('");
      }
    }
    return quoted || depth > 0
        ? Optional.of("There is a quote or a '(' that is not closed")
        : Optional.empty();
  }

  private void changed() {
    matching =
        byId.isEmpty()
            ? null
            : (",\"matching_rules\":"
                    + Problems.json(
                        json -> {
                          json.writeStartArray();
                          for (Rule rule : byId.values()) {
                            json.writeStartObject();
                            json.writeStringField("id", rule.id);
                            if (rule.tag != null) {
                              json.writeStringField("tag", rule.tag);
                            }
                            json.writeEndObject();
                          }
                          json.writeEndArray();
                        })
                    + "}")
                .getBytes(UTF_8);
  }
}
