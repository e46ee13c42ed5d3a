package io.github.happiesthashtags.simulator;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endpoints that list and change the filtered stream's rules. */
final class RulesApi {
  static final String PATH = "/2/tweets/search/stream/rules";

  private static final String COUNTS = PATH + "/counts";
  private static final String TYPES = "https://api.x.com/2/problems/";

  private final Rules rules;
  private final Clock clock;

  RulesApi(Rules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  private record Defect(
      String value, String title, String type, String detail, @Nullable String id) {}

  /** Returns the response, or null if the path is unknown. */
  @Nullable Document answer(RequestHead head, String body) throws Refused {
    return switch (head.path()) {
      case PATH ->
          switch (head.method()) {
            case "GET" -> list(head);
            case "POST" -> update(head, RulesUpdate.parse(body));
            default -> Problems.notAllowed("GET, POST");
          };
      case COUNTS -> head.method().equals("GET") ? counts() : Problems.notAllowed("GET");
      default -> null;
    };
  }

  private Document list(RequestHead head) {
    String ids = head.parameter("ids");
    Set<String> wanted = ids == null ? Set.of() : new HashSet<>(List.of(ids.split(",", -1)));
    List<Rules.Rule> found =
        rules.all().stream().filter(rule -> ids == null || wanted.contains(rule.id())).toList();
    return answer(200, found, Map.of("result_count", found.size()), List.of());
  }

  // Synchronized, so that an update is atomic.
  private synchronized Document update(RequestHead head, RulesUpdate update) throws Refused {
    boolean dry = "true".equals(head.parameter("dry_run"));
    boolean deleteAll = "true".equals(head.parameter("delete_all"));
    if (update.add().isEmpty() && !update.hasDelete() && !deleteAll) {
      throw new Refused(Problems.invalid("body", "", "Give rules to `add` or to `delete`."));
    }
    Map<String, Integer> summary = new LinkedHashMap<>();
    List<Defect> errors = new ArrayList<>();
    if (update.hasDelete() || deleteAll) {
      delete(update, deleteAll, dry, summary, errors);
    }
    List<Rules.Rule> added = new ArrayList<>();
    if (!update.add().isEmpty()) {
      added = add(update.add(), dry, summary, errors);
    }
    return answer(update.add().isEmpty() ? 200 : 201, added, Map.of("summary", summary), errors);
  }

  private void delete(
      RulesUpdate update,
      boolean all,
      boolean dry,
      Map<String, Integer> summary,
      List<Defect> errors) {
    List<String> ids = new ArrayList<>(update.ids());
    if (all) {
      rules.all().forEach(rule -> ids.add(rule.id()));
    }
    int missing = 0;
    for (String value : update.values()) {
      Optional<Rules.Rule> rule = rules.withValue(value);
      if (rule.isPresent()) {
        ids.add(rule.get().id());
      } else {
        missing++;
        errors.add(notFound(value));
      }
    }
    Set<String> known = new HashSet<>();
    rules.all().forEach(rule -> known.add(rule.id()));
    int deleted = 0;
    for (String id : ids) {
      if (known.remove(id)) {
        deleted++;
        if (!dry) {
          rules.delete(id);
        }
      } else {
        missing++;
        errors.add(notFound(id));
      }
    }
    summary.put("deleted", deleted);
    summary.put("not_deleted", missing);
  }

  private static Defect notFound(String what) {
    return new Defect(
        what, "Invalid Request", TYPES + "invalid-request", "There is no such rule", null);
  }

  private List<Rules.Rule> add(
      List<RulesUpdate.Addition> additions,
      boolean dry,
      Map<String, Integer> summary,
      List<Defect> errors) {
    int errorsBefore = errors.size();
    Set<String> values = new HashSet<>();
    List<RulesUpdate.Addition> good = new ArrayList<>();
    boolean defective = false;
    for (RulesUpdate.Addition addition : additions) {
      String value = addition.value();
      Optional<String> defect = Rules.defect(value);
      Optional<Rules.Rule> same = rules.withValue(value);
      if (defect.isPresent()) {
        defective = true;
        errors.add(
            new Defect(value, "UnprocessableEntity", TYPES + "invalid-rules", defect.get(), null));
      } else if (same.isPresent() || !values.add(value)) {
        errors.add(
            new Defect(
                value,
                "DuplicateRule",
                TYPES + "duplicate-rules",
                "There is a rule of that value",
                same.map(Rules.Rule::id).orElse(null)));
      } else {
        good.add(addition);
      }
    }
    int invalid = errors.size() - errorsBefore;
    int valid = good.size();
    int room = Rules.MOST - rules.all().size();
    if (good.size() > room) {
      errors.add(
          new Defect(
              "",
              "RulesCapExceeded",
              TYPES + "rule-cap",
              "%d rules can't be added: there are %d of at most %d"
                  .formatted(good.size(), Rules.MOST - room, Rules.MOST),
              null));
      good.clear();
    }
    List<Rules.Rule> added = new ArrayList<>();
    // As in the real API, one invalid rule rejects the whole request.
    if (!defective) {
      for (RulesUpdate.Addition one : good) {
        added.add(
            dry
                ? new Rules.Rule(rules.newId(), one.value(), one.tag())
                : rules.add(one.value(), one.tag()));
      }
    }
    summary.put("created", added.size());
    summary.put("not_created", additions.size() - added.size());
    summary.put("valid", valid);
    summary.put("invalid", invalid);
    return added;
  }

  private Document counts() {
    int count = rules.all().size();
    return Document.json(
        200,
        Problems.json(
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("data");
              json.writeStringField("cap_per_client_app", Integer.toString(Rules.MOST));
              json.writeStringField("cap_per_project", Integer.toString(Rules.MOST));
              json.writeStringField("project_rules_count", Integer.toString(count));
              json.writeObjectFieldStart("client_app_rules_count");
              json.writeStringField("client_app_id", "1");
              json.writeNumberField("rule_count", count);
              json.writeEndObject();
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  private Document answer(
      int status, List<Rules.Rule> data, Map<String, ?> meta, List<Defect> errors) {
    return Document.json(
        status,
        Problems.json(
            json -> {
              json.writeStartObject();
              if (!data.isEmpty()) {
                json.writeArrayFieldStart("data");
                for (Rules.Rule rule : data) {
                  write(json, rule);
                }
                json.writeEndArray();
              }
              json.writeObjectFieldStart("meta");
              json.writeStringField("sent", clock.instant().truncatedTo(MILLIS).toString());
              for (Map.Entry<String, ?> member : meta.entrySet()) {
                json.writeFieldName(member.getKey());
                write(json, member.getValue());
              }
              json.writeEndObject();
              if (!errors.isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (Defect error : errors) {
                  write(json, error);
                }
                json.writeEndArray();
              }
              json.writeEndObject();
            }));
  }

  private static void write(JsonGenerator json, Object number) throws IOException {
    if (number instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeNumberField(member.getKey().toString(), (Integer) member.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeNumber((Integer) number);
    }
  }

  private static void write(JsonGenerator json, Rules.Rule rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeStringField("value", rule.value());
    if (rule.tag() != null) {
      json.writeStringField("tag", rule.tag());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Defect error) throws IOException {
    json.writeStartObject();
    json.writeStringField("value", error.value);
    if (error.id != null) {
      json.writeStringField("id", error.id);
    }
    json.writeStringField("title", error.title);
    json.writeStringField("detail", error.detail);
    json.writeStringField("type", error.type);
    json.writeEndObject();
  }
}
