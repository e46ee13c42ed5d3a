package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an app, which this class makes equal to the rules of a file.
 *
 * <p>One POST either adds or deletes (X API v2 OpenAPI 2.167). Rules are added first and deleted
 * afterwards, so that a running stream misses nothing. X accepts a value only once, whatever its
 * tag (DuplicateRule), so only a rule whose tag changes is deleted before it is added.
 */
final class RuleSet {
  private static final String PATH = "/2/tweets/search/stream/rules";
  private static final String DRY_RUN = "dry_run=true";

  /**
   * Rules in one request: small enough for any limit of a request's size; a full set is ten
   * requests.
   */
  private static final int BATCH = 100;

  /** The second attempt is for rules that another process changed meanwhile. */
  private static final int ATTEMPTS = 2;

  private final XApiCalls calls;
  private final RulesFile file;

  private RuleSet(XApiCalls calls, RulesFile file) {
    this.calls = calls;
    this.file = file;
  }

  /**
   * Adds missing rules and deletes others; with {@code dryRun}, only lets the API check the new
   * rules. If the API refuses a rule, nothing changes.
   *
   * @throws RulesException if the API refuses a rule; the message names its line
   * @throws IOException if the API cannot be reached, or another process changes the rules too
   */
  static RuleChanges reconcile(XApiCalls calls, RulesFile file, boolean dryRun)
      throws IOException, InterruptedException {
    return new RuleSet(calls, file).reconcile(dryRun);
  }

  /** A rule that the API has. */
  private record Active(String id, String value, @Nullable String tag) {
    boolean is(RuleChanges.Rule rule) {
      return hasValueOf(rule) && Objects.equals(tag, rule.tag());
    }

    boolean hasValueOf(RuleChanges.Rule rule) {
      return RulesFile.key(value).equals(RulesFile.key(rule.value()));
    }

    RuleChanges.Rule rule() {
      return new RuleChanges.Rule(value, tag, 0);
    }
  }

  /**
   * The changes to make.
   *
   * @param active the number of rules that the API has
   */
  private record Difference(
      List<RuleChanges.Rule> added,
      List<Active> deleted,
      List<RuleChanges.Rule> unchanged,
      int active) {
    boolean isNone() {
      return added.isEmpty() && deleted.isEmpty();
    }

    RuleChanges changes() {
      return new RuleChanges(added, deleted.stream().map(Active::rule).toList(), unchanged);
    }
  }

  private RuleChanges reconcile(boolean dryRun) throws IOException, InterruptedException {
    Difference first = difference();
    check(first);
    Difference left = first;
    for (int i = 0; i < ATTEMPTS && !dryRun && !left.isNone(); i++) {
      apply(left);
      left = difference();
    }
    if (!dryRun && !left.isNone()) {
      throw new IOException(
          calls.host()
              + ": the rules are not those of "
              + file.name()
              + " even after "
              + ATTEMPTS
              + " tries ("
              + left.added().size()
              + " missing, "
              + left.deleted().size()
              + " too many): does another job set other rules for the same app?");
    }
    return first.changes();
  }

  private Difference difference() throws IOException, InterruptedException {
    Map<String, List<Active>> byValue = new HashMap<>();
    List<Active> all = new ArrayList<>();
    for (JsonNode rule : calls.getAll(PATH, "max_results=1000")) {
      String tag = rule.path("tag").asText("");
      Active active =
          new Active(
              rule.path("id").asText(), rule.path("value").asText(), tag.isEmpty() ? null : tag);
      all.add(active);
      byValue.computeIfAbsent(RulesFile.key(active.value()), key -> new ArrayList<>()).add(active);
    }
    List<RuleChanges.Rule> added = new ArrayList<>();
    List<RuleChanges.Rule> unchanged = new ArrayList<>();
    Set<Active> kept = new HashSet<>();
    for (RuleChanges.Rule rule : file.rules()) {
      Active match = null;
      for (Active active : byValue.getOrDefault(RulesFile.key(rule.value()), List.of())) {
        match = match == null && active.is(rule) ? active : match;
      }
      if (match == null) {
        added.add(rule);
      } else {
        unchanged.add(rule);
        kept.add(match);
      }
    }
    List<Active> deleted = all.stream().filter(active -> !kept.contains(active)).toList();
    return new Difference(added, deleted, unchanged, all.size());
  }

  /** Lets the API check all new rules before the first change. */
  private void check(Difference difference) throws IOException, InterruptedException {
    boolean full = difference.active() + difference.added().size() > RulesFile.MAX_RULES;
    // Rules that are deleted first make room, but a dry run does not know of them.
    add(difference.added(), DRY_RUN, problem -> full && problem.isOf("rule-cap"));
  }

  private void apply(Difference difference) throws IOException, InterruptedException {
    Set<String> addedValues = new HashSet<>();
    difference.added().forEach(rule -> addedValues.add(RulesFile.key(rule.value())));
    List<Active> gone = new ArrayList<>();
    List<Active> otherTag = new ArrayList<>();
    Set<String> otherTagValues = new HashSet<>();
    for (Active active : difference.deleted()) {
      if (addedValues.contains(RulesFile.key(active.value()))) {
        otherTag.add(active);
        otherTagValues.add(RulesFile.key(active.value()));
      } else {
        gone.add(active);
      }
    }
    List<RuleChanges.Rule> fresh = new ArrayList<>();
    List<RuleChanges.Rule> tagged = new ArrayList<>();
    for (RuleChanges.Rule rule : difference.added()) {
      (otherTagValues.contains(RulesFile.key(rule.value())) ? tagged : fresh).add(rule);
    }
    int active = addAll(fresh, gone, difference.active());
    if (!otherTag.isEmpty() && active == otherTag.size() && active > 1) {
      // A stream needs a rule at all times: one stays while the others are replaced, and then it is
      // replaced.
      Active first = otherTag.get(0);
      replace(otherTag.subList(1, otherTag.size()), tagged, rule -> !first.hasValueOf(rule));
      replace(otherTag.subList(0, 1), tagged, rule -> first.hasValueOf(rule));
    } else {
      replace(otherTag, tagged, rule -> true);
    }
    delete(gone);
  }

  /**
   * Adds rules, and first deletes some of {@code gone} if there is no room. Removes those from
   * {@code gone}; returns the number of rules that the API then has.
   */
  private int addAll(List<RuleChanges.Rule> fresh, List<Active> gone, int before)
      throws IOException, InterruptedException {
    int active = before;
    int done = 0;
    while (done < fresh.size()) {
      int left = fresh.size() - done;
      int room = RulesFile.MAX_RULES - active;
      if (room <= 0 && !gone.isEmpty() && active > 1) {
        // One rule stays, because a stream needs a rule at all times.
        List<Active> now = gone.subList(0, Math.min(Math.min(left, gone.size()), active - 1));
        active -= now.size();
        delete(now);
        now.clear();
      } else {
        int count = room > 0 ? Math.min(room, left) : left;
        add(fresh.subList(done, done + count), "", problem -> false);
        active += count;
        done += count;
      }
    }
    return active;
  }

  private void replace(
      List<Active> old, List<RuleChanges.Rule> tagged, Predicate<RuleChanges.Rule> which)
      throws IOException, InterruptedException {
    delete(old);
    add(tagged.stream().filter(which).toList(), "", problem -> false);
  }

  private void add(
      List<RuleChanges.Rule> rules, String query, Predicate<ApiResponse.Problem> expected)
      throws IOException, InterruptedException {
    for (int from = 0; from < rules.size(); from += BATCH) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      ArrayNode add = document.putArray("add");
      for (RuleChanges.Rule rule : rules.subList(from, Math.min(from + BATCH, rules.size()))) {
        ObjectNode entry = add.addObject().put("value", rule.value());
        if (rule.tag() != null) {
          entry.put("tag", rule.tag());
        }
      }
      ApiResponse answer = calls.post(PATH, query, document);
      // A rule that exists already is fine; if its tag differs, the next comparison shows that.
      List<ApiResponse.Problem> problems =
          answer.problems().stream()
              .filter(problem -> !problem.isOf("duplicate-rules") && !expected.test(problem))
              .toList();
      boolean said = !answer.problems().isEmpty();
      if (isAboutRules(answer, problems)) {
        throw file.refused(problems);
      }
      if (said ? !problems.isEmpty() : !answer.isSuccess()) {
        throw answer.failure();
      }
    }
  }

  /** Returns whether the API refuses the rules themselves, so that another try would not help. */
  private static boolean isAboutRules(ApiResponse answer, List<ApiResponse.Problem> problems) {
    int status = answer.status();
    if (status == 401 || status == 429 || status >= 500 || problems.isEmpty()) {
      return false;
    }
    return problems.stream()
        .allMatch(
            problem ->
                !problem.isOf("internal-error")
                    && (status == 400
                        || status == 413
                        || status == 422
                        || answer.isSuccess()
                        || problem.value() != null
                        || problem.isOf("rule-cap")
                        || problem.type().endsWith("-rules")));
  }

  private void delete(List<Active> rules) throws IOException, InterruptedException {
    for (int from = 0; from < rules.size(); from += BATCH) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      ArrayNode ids = document.putObject("delete").putArray("ids");
      rules
          .subList(from, Math.min(from + BATCH, rules.size()))
          .forEach(active -> ids.add(active.id()));
      ApiResponse answer = calls.post(PATH, "", document);
      boolean wereGone =
          !answer.problems().isEmpty()
              && answer.problems().stream().allMatch(problem -> problem.isOf("resource-not-found"));
      if (!answer.isSuccess() && !wereGone) {
        throw answer.failure();
      }
    }
  }
}
