package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.testing.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class RuleSetTest {
  private static final String PATH = "/2/tweets/search/stream/rules";
  private static final String GET = "GET " + PATH + "?max_results=1000";
  private static final String CHECK = "POST " + PATH + "?dry_run=true";
  private static final String ODD = "a\n\u001bb";
  private static final String POST = "POST " + PATH;

  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final FakeRules rules = new FakeRules();

  @Test
  public void whatIsMissingIsAddedAndWhatIsTooMuchDeletedAfterwards() throws Exception {
    rules.with("old", null).with("kept", "k").with("older", "x");
    try (JsonApi api = new JsonApi(rules)) {
      RuleChanges changes = reconcile(api, "new\tn\nkept\tk\nnewer\n", false);
      assertThat(changes.summary(), is("rules: 2 added, 2 deleted, 1 unchanged"));
      assertThat(changes.describe(), is("+ new  [n]\n+ newer\n- old\n- older  [x]\n= kept  [k]"));
      assertThat(rules.values(), contains("kept", "new", "newer"));
      assertThat(api.lines(), contains(GET, CHECK, POST, POST, GET));
      assertThat(
          api.requests().get(2).body().toString(),
          is("{\"add\":[{\"value\":\"new\",\"tag\":\"n\"},{\"value\":\"newer\"}]}"));
      assertThat(
          api.requests().get(3).body().toString(), is("{\"delete\":{\"ids\":[\"100\",\"102\"]}}"));
    }
  }

  @Test
  public void rulesThatAreRightAreLeftAlone() throws Exception {
    rules.with("a", null).with("caf\u00e9", "t");
    try (JsonApi api = new JsonApi(rules)) {
      RuleChanges changes = reconcile(api, "cafe\u0301\tt\na\n", false);
      assertThat(changes.summary(), is("rules: 0 added, 0 deleted, 2 unchanged"));
      assertThat(api.lines(), contains(GET));
    }
  }

  @Test
  public void aRuleOfTheApiIsShownInOneLine() throws Exception {
    rules.with(ODD, null);
    try (JsonApi api = new JsonApi(rules)) {
      assertThat(reconcile(api, "c\n", true).describe(), is("+ c\n- a\\u000A\\u001Bb"));
    }
  }

  @Test
  public void allPagesOfRulesAreCompared() throws Exception {
    rules.pagesOf(2).with("a", null).with("b", null).with("c", null).with("d", null).with("e", "");
    try (JsonApi api = new JsonApi(rules)) {
      assertThat(reconcile(api, "e\na\nc\n", true).describe(), is("- b\n- d\n= e\n= a\n= c"));
      assertThat(
          api.lines(),
          contains(GET, GET + "&pagination_token=page-2", GET + "&pagination_token=page-4"));
    }
  }

  @Test
  public void aPageThatLeadsToItselfIsAFailure() throws Exception {
    Json meta = Json.object("meta", Json.object("next_token", "again"));
    try (JsonApi api = new JsonApi(request -> JsonApi.Reply.ok(meta))) {
      assertThat(failureOf(api, "a\n").getMessage(), containsString("with the same page again"));
      assertThat(api.lines(), hasSize(2));
    }
  }

  @Test
  public void aDryRunChangesNothingButLetsTheApiJudge() throws Exception {
    rules.with("old", null);
    try (JsonApi api = new JsonApi(rules)) {
      assertThat(
          reconcile(api, "new\n", true).summary(), is("rules: 1 added, 1 deleted, 0 unchanged"));
      assertThat(rules.values(), contains("old"));
      assertThat(api.lines(), contains(GET, CHECK));
      RulesException refused =
          assertThrows(RulesException.class, () -> reconcile(api, "has:nothing\n", true));
      assertThat(refused.getMessage(), startsWith("rules.txt line 1: has:nothing: "));
    }
  }

  @Test
  public void aRefusedRuleIsNamedByItsLineAndNothingIsChanged() throws Exception {
    rules.with("old", null);
    try (JsonApi api = new JsonApi(rules)) {
      IOException refused = failureOf(api, "# three\na\n\nb has:nothing\tt\nc\n");
      assertThat(refused, is(instanceOf(RulesException.class)));
      assertThat(
          refused.getMessage(),
          is(
              "rules.txt line 4: b has:nothing: UnprocessableEntity: Reference to invalid operator"
                  + " 'has'"));
      assertThat(rules.values(), contains("old"));
    }
  }

  @Test
  public void allRefusedRulesComeInOneMessageTheFirstFiveInFull() throws Exception {
    String text =
        IntStream.range(0, 7).mapToObj(i -> "has:nothing " + i).collect(Collectors.joining("\n"));
    try (JsonApi api = new JsonApi(rules)) {
      assertThat(
          failureOf(api, text).getMessage(),
          allOf(
              containsString("rules.txt line 5: has:nothing 4: "),
              not(containsString("line 6")),
              containsString("; and 2 more")));
    }
  }

  @Test
  public void aRefusalWithAStatusOfItsOwnIsOneOfTheRulesToo() throws Exception {
    for (int status : new int[] {400, 422}) {
      Json problem =
          Json.object(
              "title",
              "Invalid Request",
              "errors",
              Json.array(Json.object("message", "`add` is too long")));
      try (JsonApi api = new JsonApi(answering(status, problem))) {
        IOException refused = failureOf(api, "a\n");
        assertThat(refused, is(instanceOf(RulesException.class)));
        assertThat(refused.getMessage(), is("rules.txt: `add` is too long"));
      }
    }
  }

  @Test
  public void aServerInTroubleIsNoFaultOfTheRules() throws Exception {
    for (int status : new int[] {302, 429, 500, 503}) {
      try (JsonApi api = new JsonApi(answering(status, Json.object("title", "Not now")))) {
        IOException failure = failureOf(api, "a\n");
        assertThat(failure, is(not(instanceOf(RulesException.class))));
        assertThat(
            failure.getMessage(),
            is(
                "127.0.0.1:"
                    + api.uri().getPort()
                    + " answered "
                    + status
                    + " to POST "
                    + PATH
                    + ": Not now"));
      }
    }
    Json internal =
        Json.object(
            "errors",
            Json.array(
                Json.object("type", "https://api.x.com/2/problems/internal-error", "value", "a")));
    try (JsonApi api = new JsonApi(answering(200, internal))) {
      assertThat(failureOf(api, "a\n"), is(not(instanceOf(RulesException.class))));
    }
  }

  @Test
  public void aRefusedTokenIsAMatterOfCredentials() throws Exception {
    for (int status : new int[] {401, 403}) {
      try (JsonApi api = new JsonApi(answering(status, Json.object("title", "No")))) {
        IOException failure = failureOf(api, "a\n");
        assertThat(failure, is(instanceOf(CredentialsException.class)));
        assertThat(failure.getMessage(), containsString("(" + status + "): No: check the "));
      }
    }
  }

  @Test
  public void aRuleWithAnotherTagIsDeletedBeforeItIsAddedWhileAnotherStands() throws Exception {
    rules.with("a", "old").with("b", null);
    try (JsonApi api = new JsonApi(rules)) {
      RuleChanges changes = reconcile(api, "a\tnew\nb\n", false);
      assertThat(changes.describe(), is("+ a  [new]\n- a  [old]\n= b"));
      assertThat(rules.values(), contains("b", "a"));
      assertThat(rules.fewestAndMost(), contains(1, 2));
      assertThat(
          reconcile(api, "a\tnew\nb\n", true).summary(),
          is("rules: 0 added, 0 deleted, 2 unchanged"));
    }
  }

  @Test
  public void whenAllRulesGetOtherTagsOneAlwaysStands() throws Exception {
    rules.with("a", "1").with("b", "1").with("c", "1");
    try (JsonApi api = new JsonApi(rules)) {
      reconcile(api, "a\t2\nb\t2\nc\t2\n", false);
      assertThat(
          reconcile(api, "a\t2\nb\t2\nc\t2\n", true).summary(),
          is("rules: 0 added, 0 deleted, 3 unchanged"));
      assertThat(rules.fewestAndMost(), contains(1, 3));
    }
  }

  @Test
  public void atTheCapOldRulesMakeRoomButNeverAllOfThem() throws Exception {
    IntStream.range(0, 1000).forEach(i -> rules.with("#old" + i, null));
    String text =
        IntStream.range(0, 1000).mapToObj(i -> "#new" + i).collect(Collectors.joining("\n"));
    try (JsonApi api = new JsonApi(rules)) {
      RuleChanges changes = reconcile(api, text, false);
      assertThat(changes.summary(), is("rules: 1000 added, 1000 deleted, 0 unchanged"));
      assertThat(rules.values(), everyItem(startsWith("#new")));
      assertThat(rules.values(), hasSize(1000));
      assertThat(rules.fewestAndMost(), contains(1, 1000));
    }
  }

  @Test
  public void nearTheCapOnlyAsManyGoFirstAsMustMakeRoom() throws Exception {
    IntStream.range(0, 999).forEach(i -> rules.with("#old" + i, null));
    try (JsonApi api = new JsonApi(rules)) {
      reconcile(api, "#new0\n#new1\n#new2\n#old0\n", false);
      assertThat(rules.values(), containsInAnyOrder("#new0", "#new1", "#new2", "#old0"));
      List<JsonApi.Request> posts =
          api.requests().stream().filter(request -> request.line().equals(POST)).toList();
      assertThat(posts.get(0).body().path("add").size(), is(1));
      assertThat(posts.get(1).body().path("delete").path("ids").size(), is(2));
      assertThat(posts.get(2).body().path("add").size(), is(2));
    }
  }

  @Test
  public void rulesThatAnotherProcessAddsMeanwhileAreSeenAndDeleted() throws Exception {
    rules.afterNextChange(() -> rules.with("intruder", null));
    try (JsonApi api = new JsonApi(rules)) {
      RuleChanges changes = reconcile(api, "a\n", false);
      assertThat(changes.summary(), is("rules: 1 added, 0 deleted, 0 unchanged"));
      assertThat(rules.values(), contains("a"));
      assertThat(api.lines(), contains(GET, CHECK, POST, GET, POST, GET));
    }
  }

  @Test
  public void aRuleThatAnotherProcessAddedFirstIsNoError() throws Exception {
    JsonApi.Handler racing =
        request -> {
          if (request.line().equals(POST) && rules.values().isEmpty()) {
            rules.with("a", null);
          }
          return rules.answer(request);
        };
    try (JsonApi api = new JsonApi(racing)) {
      reconcile(api, "a\nb\n", false);
      assertThat(rules.values(), contains("a", "b"));
    }
  }

  @Test
  public void aProcessThatKeepsChangingTheRulesIsAFailureThatMayPass() throws Exception {
    rules.afterNextChange(() -> rules.with("x", null)).afterNextChange(() -> rules.with("y", null));
    try (JsonApi api = new JsonApi(rules)) {
      IOException failure = failureOf(api, "a\n");
      assertThat(failure, is(not(instanceOf(RulesException.class))));
      assertThat(
          failure.getMessage(),
          allOf(
              containsString("even after 2 tries (0 missing, 1 too many)"),
              containsString("another job")));
    }
  }

  @Test
  public void aRuleThatWasGoneBeforeItsDeletionIsNoError() throws Exception {
    rules.with("old", null).with("a", null);
    JsonApi.Handler gone =
        request -> {
          JsonApi.Reply reply = rules.answer(request);
          Json problem =
              Json.object(
                  "type", "https://api.x.com/2/problems/resource-not-found", "title", "Not Found");
          return request.body().has("delete")
              ? new JsonApi.Reply(400, Json.object("errors", Json.array(problem)).toString())
              : reply;
        };
    try (JsonApi api = new JsonApi(gone)) {
      assertThat(
          reconcile(api, "a\n", false).summary(), is("rules: 0 added, 1 deleted, 1 unchanged"));
    }
  }

  /** Returns an API without rules that gives this answer to every POST. */
  private static JsonApi.Handler answering(int status, Json document) {
    return request ->
        request.method().equals("GET")
            ? JsonApi.Reply.ok("{}")
            : new JsonApi.Reply(status, document.toString());
  }

  private static IOException failureOf(JsonApi api, String text) {
    return assertThrows(IOException.class, () -> reconcile(api, text, false));
  }

  private static RuleChanges reconcile(JsonApi api, String text, boolean dryRun)
      throws IOException, InterruptedException {
    try (XApiCalls calls = api.calls()) {
      return RuleSet.reconcile(calls, RulesFile.parse("rules.txt", text), dryRun);
    }
  }
}
