package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twitter.twittertext.Extractor;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.Test;

public final class SyntheticTweetsTest {
  private static final int MANY = 20_000;
  private static final long START = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
  private static final long STEP = 7;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DateTimeFormatter V1_TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

  @Test
  public void theSameSeedTellsTheSameStory() {
    assertThat(v2(42, 2000), equalTo(v2(42, 2000)));
    assertThat(v1(42, 2000), equalTo(v1(42, 2000)));
  }

  @Test
  public void anotherSeedTellsAnotherStory() {
    assertThat(v2(1, 10), not(equalTo(v2(2, 10))));
  }

  @Test
  public void aCopyWithAnotherShareLeavesTheFirstGeneratorAlone() {
    SyntheticTweets tweets = SyntheticTweets.withSeed(42);
    byte[] unused = tweets.withHappyShare(1).nextV2(START);
    assertThat(unused.length, greaterThan(0));
    assertThat(text(tweets.nextV2(START)), equalTo(v2(42, 1).get(0)));
  }

  @Test
  public void everyV2MessageIsOneLineOfValidJson() throws IOException {
    for (String line : v2(1, MANY)) {
      JsonNode message = JSON.readTree(line);
      assertThat(line, message.at("/data/id").isTextual(), is(true));
      assertThat(line, message.at("/data/text").isTextual(), is(true));
      assertThat(line, message.at("/matching_rules/0/id").isTextual(), is(true));
      assertThat(line, line.indexOf('\n'), is(-1));
    }
  }

  @Test
  public void everyV1MessageIsOneAsciiLineOfValidJson() throws IOException {
    for (String line : v1(1, MANY)) {
      JsonNode message = JSON.readTree(line);
      assertThat(line, message.has("delete") != message.has("text"), is(true));
      assertThat(line, line.chars().allMatch(c -> c >= ' ' && c <= '~'), is(true));
    }
  }

  @Test
  public void v1EscapesSlashesAndAngleBracketsAsTheRealOneDoes() {
    String all = String.join("", v1(1, 200));
    assertThat(
        all,
        allOf(
            containsString("\"source\":\"\\u003ca href=\\\"http"),
            containsString("https:\\/\\/t.co\\/"),
            containsString("\\ud83d\\ude")));
  }

  @Test
  public void idsCarryTheEventTimeOfV2Statuses() throws IOException {
    List<String> lines = v2(5, 3000);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode data = JSON.readTree(lines.get(i)).get("data");
      assertThat(timeOf(data.get("id").asLong()), is(START + i * STEP));
      Instant created = Instant.parse(data.get("created_at").asText());
      assertThat(created.getEpochSecond(), is(Math.floorDiv(START + i * STEP, 1000L)));
    }
  }

  @Test
  public void idsCarryTheEventTimeOfV1Statuses() throws IOException {
    List<String> lines = v1(5, 3000);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode status = JSON.readTree(lines.get(i));
      if (status.has("delete")) {
        assertThat(status.at("/delete/timestamp_ms").asText(), is(Long.toString(START + i * STEP)));
        continue;
      }
      assertThat(timeOf(status.get("id").asLong()), is(START + i * STEP));
      assertThat(status.get("id_str").asText(), is(status.get("id").asText()));
      assertThat(status.get("timestamp_ms").asText(), is(Long.toString(START + i * STEP)));
      Instant created = Instant.from(V1_TIME.parse(status.get("created_at").asText()));
      assertThat(created.getEpochSecond(), is(Math.floorDiv(START + i * STEP, 1000L)));
    }
  }

  @Test
  public void idsOfOneMillisecondGrowAndNoneIsGivenTwiceEvenToLateStatuses() throws IOException {
    SyntheticTweets tweets = SyntheticTweets.withSeed(3);
    Set<Long> ids = new HashSet<>();
    Map<Long, Long> latestOfMillisecond = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      long millis = START + i / 1000 - (i % 5 == 0 ? 3 : 0);
      long id = JSON.readTree(tweets.nextV2(millis)).at("/data/id").asLong();
      assertThat(ids.add(id), is(true));
      Long before = latestOfMillisecond.put(millis, id);
      assertThat(before == null || before < id, is(true));
    }
  }

  @Test
  public void aRetweetOrQuoteIncludesTheOlderStatusThatItRefersTo() throws IOException {
    int references = 0;
    for (String line : v2(8, 3000)) {
      JsonNode message = JSON.readTree(line);
      if (!message.has("includes")) {
        continue;
      }
      references++;
      JsonNode reference = message.at("/data/referenced_tweets/0");
      JsonNode included = message.at("/includes/tweets/0");
      assertThat(included.get("id"), equalTo(reference.get("id")));
      assertThat(included.get("id").asLong(), lessThan(message.at("/data/id").asLong()));
      assertThat(message.at("/includes/users/0/id"), equalTo(included.get("author_id")));
      assertThat(
          message.at("/data/text").asText().startsWith("RT @"),
          is(reference.get("type").asText().equals("retweeted")));
    }
    assertThat(references, greaterThan(600));
  }

  @Test
  public void v2EntitiesPointAtTheirTextInCodePoints() throws IOException {
    for (String line : v2Happy(9, 4000)) {
      JsonNode message = JSON.readTree(line);
      checkV2Entities(message.get("data"));
      message.at("/includes/tweets").forEach(SyntheticTweetsTest::checkV2Entities);
    }
  }

  @Test
  public void v1EntitiesPointAtTheirTextInCodePoints() throws IOException {
    SyntheticTweets tweets = SyntheticTweets.withSeed(9).withHappyShare(0.5);
    for (int i = 0; i < 4000; i++) {
      JsonNode status = JSON.readTree(tweets.nextV1(START + i * STEP));
      if (status.has("text")) {
        checkV1Entities(status);
        status
            .path("retweeted_status")
            .findParents("truncated")
            .forEach(SyntheticTweetsTest::checkV1Entities);
        status
            .path("quoted_status")
            .findParents("truncated")
            .forEach(SyntheticTweetsTest::checkV1Entities);
      }
    }
  }

  @Test
  public void aLongTextIsCutAndGivenWholeAsWell() throws IOException {
    int notes = 0;
    int extended = 0;
    for (String line : v2(4, 3000)) {
      JsonNode data = JSON.readTree(line).get("data");
      assertThat(codePoints(data.get("text")), lessThan(281));
      if (data.has("note_tweet")) {
        notes++;
        assertThat(codePoints(data.at("/note_tweet/text")), greaterThan(280));
        assertThat(data.get("text").asText(), containsString("… https://t.co/"));
      }
    }
    for (String line : v1(4, 3000)) {
      JsonNode status = JSON.readTree(line);
      assertThat(codePoints(status.path("text")), lessThan(141));
      assertThat(status.path("truncated").asBoolean(), is(status.has("extended_tweet")));
      if (status.has("extended_tweet")) {
        extended++;
        assertThat(codePoints(status.at("/extended_tweet/full_text")), greaterThan(140));
      }
    }
    assertThat(notes, both(greaterThan(20)).and(lessThan(150)));
    assertThat(extended, greaterThan(200));
  }

  @Test
  public void hashtagsAreThoseThatTwitterTextFinds() throws IOException {
    Extractor extractor = new Extractor();
    for (String line : v2Happy(6, 4000)) {
      JsonNode data = JSON.readTree(line).get("data");
      List<String> tags = new ArrayList<>();
      data.at("/entities/hashtags").forEach(tag -> tags.add(tag.get("tag").asText()));
      assertThat(line, tags, equalTo(extractor.extractHashtags(data.get("text").asText())));
    }
  }

  @Test
  public void theShareOfHappyStatusesIsTheOneAskedFor() throws IOException {
    assertThat(happyOf(v2(7, MANY)), both(greaterThan(0.009)).and(lessThan(0.02)));
    assertThat(happyOf(v2Happy(7, MANY)), both(greaterThan(0.47)).and(lessThan(0.53)));
    SyntheticTweets storm = SyntheticTweets.withSeed(7).withHappyShare(1);
    assertThat(happyOf(lines(storm::nextV2, 2000)), is(1.0));
    SyntheticTweets calm = SyntheticTweets.withSeed(7).withHappyShare(0);
    assertThat(happyOf(lines(calm::nextV2, 2000)), is(0.0));
  }

  @Test
  public void theMixIsThatOfARecording() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : v2(12, MANY)) {
      JsonNode data = JSON.readTree(line).get("data");
      counts.merge(data.get("lang").asText(), 1, Integer::sum);
      counts.merge(data.at("/referenced_tweets/0/type").asText(), 1, Integer::sum);
    }
    for (String line : v1(12, MANY)) {
      if (line.startsWith("{\"delete\"")) {
        counts.merge("delete", 1, Integer::sum);
      }
    }
    assertThat(counts.get("retweeted") * 100 / MANY, both(greaterThan(27)).and(lessThan(33)));
    assertThat(counts.get("delete") * 1000 / MANY, both(greaterThan(109)).and(lessThan(141)));
    assertThat(counts.get("en") * 100 / MANY, both(greaterThan(31)).and(lessThan(39)));
    assertThat(counts.keySet().size(), greaterThan(14));
  }

  @Test
  public void hashtagsComeInSeveralSpellings() throws IOException {
    Map<String, Set<String>> spellings = new HashMap<>();
    for (String line : v2Happy(13, 4000)) {
      for (JsonNode tag : JSON.readTree(line).at("/data/entities/hashtags")) {
        String written = tag.get("tag").asText();
        spellings
            .computeIfAbsent(written.toLowerCase(Locale.ROOT), key -> new HashSet<>())
            .add(written);
      }
    }
    assertThat(spellings.keySet().size(), greaterThan(100));
    assertThat(spellings.get("mondaymotivation"), hasSize(greaterThanOrEqualTo(3)));
  }

  @Test
  public void trendsComeAndGo() throws IOException {
    assertThat(mostUsed(START), not(equalTo(mostUsed(START + 3_600_000))));
  }

  @Test
  public void aShareThatIsNoneIsRefused() {
    SyntheticTweets tweets = SyntheticTweets.withSeed(1);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> tweets.withHappyShare(25));
    assertThat(
        refusal.getMessage(), is("happyShare is 25.0: give a share from 0 to 1, such as 0.25"));
    assertThrows(IllegalArgumentException.class, () -> tweets.withHappyShare(Double.NaN));
  }

  @Test
  public void aTimeThatNoIdCanCarryIsRefused() {
    SyntheticTweets tweets = SyntheticTweets.withSeed(1);
    assertThrows(IllegalArgumentException.class, () -> tweets.nextV2(0));
    assertThrows(IllegalArgumentException.class, () -> tweets.nextV2(Long.MAX_VALUE));
  }

  private static void checkV2Entities(JsonNode tweet) {
    checkOffsets(tweet.get("text").asText(), tweet.path("entities"));
    if (tweet.has("note_tweet")) {
      JsonNode note = tweet.get("note_tweet");
      checkOffsets(note.get("text").asText(), note.path("entities"));
    }
  }

  private static void checkOffsets(String text, JsonNode entities) {
    for (JsonNode tag : entities.path("hashtags")) {
      checkOffset(text, tag.get("start"), tag.get("end"), "#", tag.get("tag"));
    }
    for (JsonNode user : entities.path("mentions")) {
      checkOffset(text, user.get("start"), user.get("end"), "@", user.get("username"));
    }
    for (JsonNode url : entities.path("urls")) {
      checkOffset(text, url.get("start"), url.get("end"), "", url.get("url"));
    }
  }

  private static void checkV1Entities(JsonNode status) {
    checkIndices(status.get("text").asText(), status.get("entities"));
    if (status.has("extended_tweet")) {
      JsonNode extended = status.get("extended_tweet");
      checkIndices(extended.get("full_text").asText(), extended.get("entities"));
    }
  }

  private static void checkIndices(String text, JsonNode entities) {
    for (JsonNode tag : entities.get("hashtags")) {
      checkOffset(text, tag.at("/indices/0"), tag.at("/indices/1"), "#", tag.get("text"));
    }
    for (JsonNode user : entities.get("user_mentions")) {
      checkOffset(text, user.at("/indices/0"), user.at("/indices/1"), "@", user.get("screen_name"));
    }
    for (JsonNode url : entities.get("urls")) {
      checkOffset(text, url.at("/indices/0"), url.at("/indices/1"), "", url.get("url"));
    }
  }

  private static void checkOffset(
      String text, JsonNode start, JsonNode end, String sign, JsonNode name) {
    String found =
        text.substring(
            text.offsetByCodePoints(0, start.asInt()), text.offsetByCodePoints(0, end.asInt()));
    assertThat(text, found.replace('\uFF03', '#'), is(sign + name.asText()));
  }

  private static double happyOf(List<String> lines) throws IOException {
    int happy = 0;
    for (String line : lines) {
      happy += Happiness.isHappy(JSON.readTree(line)) ? 1 : 0;
    }
    return (double) happy / lines.size();
  }

  private static String mostUsed(long millis) throws IOException {
    SyntheticTweets tweets = SyntheticTweets.withSeed(1).withHappyShare(1);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      for (JsonNode tag : JSON.readTree(tweets.nextV2(millis + i)).at("/data/entities/hashtags")) {
        counts.merge(tag.get("tag").asText(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static int codePoints(JsonNode text) {
    return text.asText().codePointCount(0, text.asText().length());
  }

  private static long timeOf(long id) {
    return (id >> 22) + 1_288_834_974_657L;
  }

  private static List<String> v2(long seed, int count) {
    return lines(SyntheticTweets.withSeed(seed)::nextV2, count);
  }

  private static List<String> v2Happy(long seed, int count) {
    return lines(SyntheticTweets.withSeed(seed).withHappyShare(0.5)::nextV2, count);
  }

  private static List<String> v1(long seed, int count) {
    return lines(SyntheticTweets.withSeed(seed)::nextV1, count);
  }

  private static List<String> lines(LongFunction<byte[]> generator, int count) {
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(text(generator.apply(START + i * STEP)));
    }
    return lines;
  }

  private static String text(byte[] line) {
    return new String(line, UTF_8);
  }
}
