package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** Which fields of a post a query gets. */
public final class PostSelectionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MILLIS = 1_700_000_000_000L;
  private static final int POSTS = 3_000;

  @Test
  public void aQueryThatAsksForNothingGetsIdTextAndEditHistory() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(1000).start();
        RawClient client =
            RawClient.ask(simulator, "GET", SAMPLE, "", "Accept: application/json")) {
      client.readHead();
      for (String message : client.messages(200)) {
        JsonNode post = JSON.readTree(message);
        assertThat(
            message, names(post.get("data")), is(Set.of("id", "text", "edit_history_tweet_ids")));
        assertThat(message, post.has("includes"), is(false));
      }
    }
  }

  @Test
  public void fieldsThatAreAskedForAreThereAndNoOthers() throws Exception {
    Set<String> seen = new TreeSet<>();
    for (JsonNode post : posts("tweet.fields=lang,entities,public_metrics")) {
      seen.addAll(names(post.get("data")));
      assertThat(post.has("includes"), is(false));
    }
    assertThat(
        seen,
        is(Set.of("edit_history_tweet_ids", "entities", "id", "lang", "public_metrics", "text")));
  }

  @Test
  public void anExpansionIncludesWhatItNamesAndBringsItsField() throws Exception {
    for (JsonNode post : posts("expansions=author_id")) {
      JsonNode users = post.at("/includes/users");
      assertThat(users.size(), is(1));
      assertThat(users.get(0).get("id"), is(post.at("/data/author_id")));
      assertThat(names(users.get(0)), is(Set.of("id", "name", "username")));
      assertThat(names(post.get("includes")), is(Set.of("users")));
    }
  }

  @Test
  public void everyReferenceOfAPostIsIncludedOnce() throws Exception {
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode post : posts(StreamClient.EVERYTHING)) {
      Set<String> users = ids(post, "users", "id");
      Set<String> tweets = ids(post, "tweets", "id");
      Set<String> media = ids(post, "media", "media_key");
      Set<String> places = ids(post, "places", "id");
      List<JsonNode> all = new ArrayList<>(List.of(post.get("data")));
      post.at("/includes/tweets").forEach(all::add);
      for (JsonNode tweet : all) {
        check(tweet.path("author_id"), users, "author", seen);
        tweet.at("/attachments/media_keys").forEach(key -> check(key, media, "media", seen));
      }
      JsonNode data = post.get("data");
      check(data.path("in_reply_to_user_id"), users, "replied", seen);
      check(data.at("/geo/place_id"), places, "place", seen);
      data.at("/entities/mentions").forEach(one -> check(one.get("id"), users, "mention", seen));
      for (JsonNode reference : data.path("referenced_tweets")) {
        if (!reference.get("type").asText().equals("replied_to")) {
          check(reference.get("id"), tweets, "tweet", seen);
        }
      }
    }
    assertThat(seen.keySet(), hasItems("author", "media", "replied", "place", "mention", "tweet"));
  }

  /** Commas are the risk: whichever members a query leaves out, what is left must be JSON. */
  @Test
  public void anyQueryGetsJsonWithAPartOfTheWholePost() throws Exception {
    List<String> parameters = List.of(StreamClient.EVERYTHING.split("&", -1));
    Random random = new Random(1);
    List<PostParts> whole = whole();
    for (int i = 0; i < 300; i++) {
      List<String> query = new ArrayList<>();
      for (String parameter : parameters) {
        int equals = parameter.indexOf('=');
        List<String> names = new ArrayList<>();
        for (String name : parameter.substring(equals + 1).split(",", -1)) {
          if (random.nextInt(3) == 0) {
            names.add(name);
          }
        }
        if (!names.isEmpty()) {
          query.add(parameter.substring(0, equals + 1) + String.join(",", names));
        }
      }
      PostSelection selection = selection(String.join("&", query));
      for (int j = 0; j < 20; j++) {
        PostParts parts = whole.get(random.nextInt(whole.size()));
        byte[] selected = parts.select(selection);
        JsonNode post = JSON.readTree(selected);
        assertThat(post.at("/data/id"), equalTo(JSON.readTree(parts.whole()).at("/data/id")));
        assertThat(selected.length <= parts.whole().length, is(true));
        assertThat(post.path("includes").isEmpty() && post.has("includes"), is(false));
      }
    }
  }

  @Test
  public void aNameThatTheApiDoesNotKnowIsRefused() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      for (String query :
          List.of(
              "tweet.fields=created",
              "expansions=author",
              "user.fields=followers",
              "media.fields=",
              "tweet.fields=id,id")) {
        try (RawClient refused =
            RawClient.get(simulator, SAMPLE + "?" + query + "&place.fields=id")) {
          assertThat(query, refused.status(), is(400));
        }
      }
    }
    Refused refused = assertThrows(Refused.class, () -> selection("tweet.fields=lang,created"));
    assertThat(
        refused.answer().body(),
        containsString(
            "The `tweet.fields` query parameter value [created] is not one of [article,"));
  }

  @Test
  public void fieldsWithoutDataAreAcceptedAndAbsent() throws Exception {
    for (JsonNode post : posts("tweet.fields=withheld,card_uri&poll.fields=options")) {
      assertThat(names(post.get("data")), is(Set.of("id", "text", "edit_history_tweet_ids")));
    }
  }

  /** Benchmarks and conformance suites rely on it. */
  @Test
  public void theRecordingOfASeedNeverChanges() throws Exception {
    SyntheticTweets tweets = SyntheticTweets.withSeed(42).withHappyShare(0.25);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < POSTS; i++) {
      digest.update(tweets.nextV2(MILLIS + i * 37L));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()).substring(0, 16), is("5715f85867be7e83"));
  }

  private static void check(
      JsonNode reference, Set<String> included, String kind, Map<String, Integer> seen) {
    if (reference.isTextual()) {
      assertThat(kind, included.contains(reference.asText()), is(true));
      seen.merge(kind, 1, Integer::sum);
    }
  }

  private static Set<String> ids(JsonNode post, String list, String name) {
    Set<String> ids = new HashSet<>();
    for (JsonNode one : post.path("includes").path(list)) {
      assertThat("twice", ids.add(one.get(name).asText()), is(true));
    }
    return ids;
  }

  private static List<JsonNode> posts(String query) throws Exception {
    PostSelection selection = selection(query);
    List<JsonNode> posts = new ArrayList<>();
    for (PostParts parts : whole()) {
      posts.add(JSON.readTree(parts.select(selection)));
    }
    return posts;
  }

  private static List<PostParts> whole() {
    SyntheticTweets tweets = SyntheticTweets.withSeed(7);
    List<PostParts> posts = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      posts.add(tweets.nextWhole(MILLIS + i * 10L));
    }
    return posts;
  }

  private static PostSelection selection(String query) throws Refused {
    return PostSelection.of(new RequestHead("GET", SAMPLE, query, true, Map.of()));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
