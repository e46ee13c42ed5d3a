package io.github.happiesthashtags.oracle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.happiesthashtags.oracle.NaiveOracle.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;

/** The oracle on real recordings, against what was measured of them without it. */
public class NaiveOracleRecordingsTest {

  private static final String SAMPLE_2013 = "tweets-v1.1/sample-20130505-947lines.jsonl";
  private static final String SAMPLE_2016 = "tweets-v1.1/sample-20161118-237lines.jsonl";
  private static final String SAMPLE_2018 = "tweets-v1.1/sample-20180310-extended-72lines.jsonl";
  private static final String FILTER_2020 = "tweets-v1.1/filter-20200319-apple-275lines.jsonl";

  private Path data;

  @Before
  public void findTheRecordings() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
      folder = folder.getParent();
    }
    assumeTrue("no folder shared/data above the working directory", folder != null);
    data = folder.resolve("shared/data");
  }

  @Test
  public void theSampleOf2013HasItsDeletesAndItsRetweetsWithoutLanguage() throws IOException {
    OracleReader read = read(SAMPLE_2013);

    assertThat(read.statuses().size(), is(819));
    assertThat(read.kinds(), is(Map.of("delete", 128L)));
    assertThat(read.deadLetters(), is(empty()));
    assertThat(count(read, status -> status.language().isEmpty()), is(196L));
    assertThat(count(read, status -> status.language().isEmpty() && status.retweet()), is(196L));
    assertThat(read.statuses().stream().map(OracleStatus::language).distinct().count(), is(32L));
    // 20 and 106 by the statuses' own texts; some retweets say more in what they retweet.
    assertThat(count(read, NaiveOracleRecordingsTest::smiles), is(21L));
    assertThat(count(read, status -> !status.hashtags().isEmpty()), is(111L));
    assertIdsTellTheTime(read);
  }

  @Test
  public void theSampleOf2016HasItsDeletes() throws IOException {
    OracleReader read = read(SAMPLE_2016);

    assertThat(read.statuses().size(), is(209));
    assertThat(read.kinds(), is(Map.of("delete", 28L)));
    assertThat(read.deadLetters(), is(empty()));
    assertIdsTellTheTime(read);
  }

  @Test
  public void extendedTweetsHaveTheirLongTextsHashtags() throws IOException {
    OracleReader read = read(SAMPLE_2018);

    assertThat(read.statuses().size(), is(72));
    assertThat(read.statuses().stream().map(OracleStatus::id).distinct().count(), is(71L));
    assertThat(disorderMillis(read), is(8001L));
    ObjectMapper mapper = new ObjectMapper();
    List<byte[]> truncated = new ArrayList<>();
    for (byte[] line : lines(SAMPLE_2018)) {
      ObjectNode status = (ObjectNode) mapper.readTree(line);
      truncated.add(mapper.writeValueAsBytes(status.without("extended_tweet")));
    }
    List<OracleStatus> shorter = OracleReader.read(truncated).statuses();
    int more = 0;
    for (int i = 0; i < shorter.size(); i++) {
      more += read.statuses().get(i).hashtags().size() > shorter.get(i).hashtags().size() ? 1 : 0;
    }
    assertThat(more, is(20));
    assertIdsTellTheTime(read);
  }

  @Test
  public void theFilteredStreamOf2020IsStatusesInThirteenLanguages() throws IOException {
    OracleReader read = read(FILTER_2020);

    assertThat(read.statuses().size(), is(275));
    assertThat(read.kinds(), is(Map.of()));
    assertThat(read.deadLetters(), is(empty()));
    assertThat(read.statuses().stream().map(OracleStatus::language).distinct().count(), is(13L));
    assertThat(disorderMillis(read), is(3151L));
    assertIdsTellTheTime(read);
  }

  @Test
  public void oldStreamMessagesAreKnown() throws IOException {
    OracleReader read = read("tweets-v1.1/twitter4j-streamingapi-testcase.jsonl");
    assertThat(read.statuses().size(), is(3));
    assertThat(read.kinds(), is(Map.of("delete", 1L, "limit", 1L, "scrub_geo", 1L)));
    assertThat(read.deadLetters(), is(empty()));

    OracleReader warning = read("tweets-v1.1/twitter4j-stallwarning.json");
    assertThat(warning.kinds(), is(Map.of("warning", 1L)));
  }

  @Test
  public void aDocumentOverManyLinesIsNoStream() throws IOException {
    String document = "tweets-v1.1/search-simdjson-twitter.json";
    OracleReader read = read(document);

    assertThat(read.statuses(), is(empty()));
    assertThat(read.deadLetters().size(), is(lines(document).size()));
  }

  @Test
  public void theCutLineOfTheV2StreamIsOneDeadLetter() throws IOException {
    OracleReader read = read("tweets-v2/streaming_output_with_error.jsonl");

    assertThat(read.statuses().size(), is(7));
    assertThat(read.deadLetters(), contains(7));
    assertThat(read.kinds(), is(Map.of()));
    assertIdsTellTheTime(read);
  }

  @Test
  public void pagesGiveAllTheirTweetsAndRetweetsTheOriginalsHashtags() throws IOException {
    OracleReader page = read("tweets-v2/kpop.jsonl");
    assertThat(page.statuses().size(), is(100));
    assertThat(page.deadLetters(), is(empty()));
    assertThat(count(page, OracleStatus::retweet), is(78L));
    // 496 in the pages' own tweets.
    assertThat(page.statuses().stream().mapToInt(s -> s.hashtags().size()).sum(), is(665));
    assertIdsTellTheTime(page);

    OracleReader pages = read("tweets-v2/2sets.jsonl");
    assertThat(pages.statuses().size(), is(200));
    assertThat(pages.kinds(), is(Map.of()));
    // 653 in the pages' own tweets.
    assertThat(pages.statuses().stream().mapToInt(s -> s.hashtags().size()).sum(), is(971));

    assertThat(read("tweets-v2/edited.jsonl").statuses().size(), is(1));
    assertThat(read("tweets-v2/geo_tweets.jsonl").statuses().size(), is(2));
  }

  @Test
  public void complianceRowsAreNoMessagesOfAStream() throws IOException {
    OracleReader tweets = read("tweets-v2/tweets_compliance.jsonl");
    assertThat(tweets.deadLetters(), contains(1, 2));
    assertThat(tweets.kinds(), is(Map.of("keep_alive", 1L)));
    assertThat(read("tweets-v2/users_compliance.jsonl").deadLetters(), contains(0, 1));
  }

  @Test
  public void noRecordingIsTooMuch() throws IOException {
    OracleSettings sliding =
        OracleSettings.eventTime()
            .withWindows(600, 150)
            .withSmiles(Map.of("\uD83D\uDE0A", 1, "\u263A", 1, ":)", 1));
    List<Path> recordings;
    try (Stream<Path> files = Files.walk(data)) {
      recordings =
          files
              .filter(Files::isRegularFile)
              .filter(f -> f.toString().contains("tweets-v"))
              .toList();
    }
    for (Path recording : recordings) {
      List<byte[]> lines = NaiveOracle.lines(Files.readAllBytes(recording));
      Answer answer = NaiveOracle.answer(lines, sliding);
      long others = answer.kinds().values().stream().mapToLong(Long::longValue).sum();
      long accountedFor = answer.statuses() + others + answer.deadLetters().size();
      // A page is one line and many statuses.
      assertThat(recording.toString(), accountedFor, is(greaterThanOrEqualTo((long) lines.size())));
    }
  }

  @Test
  public void theLeaderboardOf2013IsOneHour() throws IOException {
    Answer answer = NaiveOracle.answer(lines(SAMPLE_2013), OracleSettings.eventTime());

    assertThat(answer.statuses(), is(819L));
    assertThat(
        answer.files().keySet(),
        contains("2013-05-05T18-00-00Z_2013-05-05T19-00-00Z_on-time-0.csv"));
    // Worked out apart: five happy statuses with six hashtags, one of them with two smiles.
    assertThat(answer.files().values().iterator().next().lines().count(), is(7L));

    OracleSettings english = OracleSettings.eventTime().withLanguages(Set.of("en"));
    assertThat(NaiveOracle.answer(lines(SAMPLE_2013), english).statuses(), is(819L));
  }

  private OracleReader read(String name) throws IOException {
    return OracleReader.read(lines(name));
  }

  private List<byte[]> lines(String name) throws IOException {
    return NaiveOracle.lines(Files.readAllBytes(data.resolve(name)));
  }

  private static boolean smiles(OracleStatus status) {
    return !new OracleSmiles(Map.of(":)", 1)).find(status.text()).isEmpty();
  }

  private static long count(OracleReader read, Predicate<OracleStatus> test) {
    return read.statuses().stream().filter(test).count();
  }

  private static void assertIdsTellTheTime(OracleReader read) {
    for (OracleStatus status : read.statuses()) {
      long idMillis = (status.id() >> 22) + 1_288_834_974_657L;
      assertThat(Math.abs(idMillis - status.timeMillis()), is(lessThan(1000L)));
    }
  }

  /** How far behind the highest time seen a status comes at most. */
  private static long disorderMillis(OracleReader read) {
    long highest = 0;
    long disorder = 0;
    for (OracleStatus status : read.statuses()) {
      highest = Math.max(highest, status.timeMillis());
      disorder = Math.max(disorder, highest - status.timeMillis());
    }
    return disorder;
  }
}
