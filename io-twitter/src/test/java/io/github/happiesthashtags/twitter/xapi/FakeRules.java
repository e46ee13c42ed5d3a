package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.happiesthashtags.twitter.testing.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fake of the rules API: each value once, a cap, either add or delete in a POST, pages. The test
 * decides what the API refuses, and what another process does between two requests.
 */
final class FakeRules implements JsonApi.Handler {
  private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

  private record Held(String id, String value, String tag) {
    Json json() {
      Json rule = Json.object("id", id, "value", value);
      return tag == null ? rule : rule.with("tag", tag);
    }
  }

  private final Map<String, Held> active = new LinkedHashMap<>();
  private final List<Runnable> meanwhile = new ArrayList<>();
  private int pageSize = 1000;
  private int number = 100;
  private int fewest = Integer.MAX_VALUE;
  private int most;

  synchronized FakeRules with(String value, String tag) {
    put(value, tag);
    return this;
  }

  synchronized FakeRules pagesOf(int size) {
    pageSize = size;
    return this;
  }

  /** Adds a change by another process, to run once after the next POST that changes something. */
  synchronized FakeRules afterNextChange(Runnable change) {
    meanwhile.add(change);
    return this;
  }

  /** Returns the values in the order in which they were added. */
  synchronized List<String> values() {
    return active.values().stream().map(Held::value).toList();
  }

  /** Returns the fewest and the most rules after any change. */
  synchronized List<Integer> fewestAndMost() {
    return List.of(fewest, most);
  }

  @Override
  public synchronized JsonApi.Reply answer(JsonApi.Request request) {
    if (request.method().equals("GET")) {
      return page(request.query());
    }
    boolean dryRun = request.query().contains("dry_run=true");
    JsonNode body = request.body();
    if (body.has("add") == body.has("delete")) {
      return new JsonApi.Reply(400, Json.object("title", "Invalid Request").toString());
    }
    List<Object> errors = body.has("add") ? add(body.path("add"), dryRun) : List.of();
    body.path("delete").path("ids").forEach(id -> active.remove(id.asText()));
    if (!dryRun) {
      fewest = Math.min(fewest, active.size());
      most = Math.max(most, active.size());
      if (!meanwhile.isEmpty()) {
        meanwhile.remove(0).run();
      }
    }
    Json answer = Json.object("meta", Json.object("sent", "now"));
    return JsonApi.Reply.ok(errors.isEmpty() ? answer : answer.with("errors", errors));
  }

  private List<Object> add(JsonNode rules, boolean dryRun) {
    List<Object> errors = Json.array();
    int count = active.size();
    for (JsonNode rule : rules) {
      String value = rule.path("value").asText();
      if (values().contains(value)) {
        errors.addAll(Json.array(problem("duplicate-rules", "DuplicateRule", value)));
      } else if (value.contains("has:nothing")) {
        Json problem = problem("invalid-rules", "UnprocessableEntity", value);
        errors.addAll(Json.array(problem.with("detail", "Reference to invalid operator 'has'")));
      } else if (++count > RulesFile.MAX_RULES) {
        errors.addAll(
            Json.array(Json.object("type", PROBLEMS + "rule-cap", "title", "RulesCapExceeded")));
      } else if (!dryRun) {
        put(value, rule.path("tag").asText(null));
      }
    }
    return errors;
  }

  private static Json problem(String type, String title, String value) {
    return Json.object("value", value, "title", title, "type", PROBLEMS + type);
  }

  private void put(String value, String tag) {
    String id = String.valueOf(number++);
    active.put(id, new Held(id, value, tag));
  }

  private JsonApi.Reply page(String query) {
    String token = "pagination_token=page-";
    int at = query.indexOf(token);
    int from = at < 0 ? 0 : Integer.parseInt(query.substring(at + token.length()));
    List<Json> all = active.values().stream().map(Held::json).toList();
    List<Json> page = all.subList(from, Math.min(from + pageSize, all.size()));
    Json meta = Json.object("result_count", page.size());
    if (from + pageSize < all.size()) {
      meta = meta.with("next_token", "page-" + (from + pageSize));
    }
    Json answer = Json.object("meta", meta);
    return JsonApi.Reply.ok(
        page.isEmpty() ? answer : answer.with("data", Json.array(page.toArray())));
  }
}
