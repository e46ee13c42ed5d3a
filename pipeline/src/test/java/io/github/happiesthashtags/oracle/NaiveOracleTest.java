package io.github.happiesthashtags.oracle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.oracle.NaiveOracle.Answer;
import io.github.happiesthashtags.oracle.OracleSettings.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** Every rule of the contract on cases small enough to work out by hand. */
public class NaiveOracleTest {

  private static final OracleSettings SETTINGS = OracleSettings.eventTime();
  private static final String TEN_PAST = ",'timestamp_ms':'1577837400000'";

  @Test
  public void anHourWithOneHappyStatusIsOneFile() {
    Answer answer = NaiveOracle.answer(tweet(1, ":) :)", "Joy", "fun"), SETTINGS);

    assertThat(
        answer.files(),
        is(
            Map.of(
                "2020-01-01T00-00-00Z_2020-01-01T01-00-00Z_on-time-0.csv",
                String.join(
                    "\r\n",
                    "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses",
                    "2020-01-01T00:00:00Z,2020-01-01T01:00:00Z,ON_TIME,0,1,fun,2,2,1",
                    "2020-01-01T00:00:00Z,2020-01-01T01:00:00Z,ON_TIME,0,2,joy,2,2,1",
                    ""))));
  }

  @Test
  public void aWindowHoldsItsStartAndNotItsEnd() {
    String lines =
        at("1577836799999", "before") + at("1577836800000", "start") + at("1577840399999", "last");
    Map<String, String> files = NaiveOracle.answer(lines, SETTINGS).files();

    assertThat(
        files.keySet(),
        contains(
            "2019-12-31T23-00-00Z_2020-01-01T00-00-00Z_on-time-0.csv",
            "2020-01-01T00-00-00Z_2020-01-01T01-00-00Z_on-time-0.csv"));
    assertThat(ranks(files.values().iterator().next()), contains("before 1 1 1"));
  }

  @Test
  public void slidingWindowsOverlapAndAreAlignedToTheEpoch() {
    Answer answer = NaiveOracle.answer(at("1577836800000", "joy"), SETTINGS.withWindows(600, 150));

    assertThat(
        answer.files().keySet(),
        contains(
            "2019-12-31T23-52-30Z_2020-01-01T00-02-30Z_on-time-0.csv",
            "2019-12-31T23-55-00Z_2020-01-01T00-05-00Z_on-time-0.csv",
            "2019-12-31T23-57-30Z_2020-01-01T00-07-30Z_on-time-0.csv",
            "2020-01-01T00-00-00Z_2020-01-01T00-10-00Z_on-time-0.csv"));
  }

  @Test
  public void scoresAreSumMaxOrMean() {
    String lines = tweet(1, ":) :) :)", "a") + tweet(2, ":)", "a") + tweet(3, ":)", "a", "b");

    assertThat(ranking(lines, SETTINGS), contains("a 5 5 3", "b 1 1 1"));
    assertThat(ranking(lines, SETTINGS.withScore(Score.MAX)), contains("a 3 5 3", "b 1 1 1"));
    OracleSettings mean = SETTINGS.withScore(Score.MEAN);
    assertThat(
        ranking(lines, mean.withMinStatuses(1)), contains("a 1.666667 5 3", "b 1.000000 1 1"));
    assertThat(ranking(lines, mean.withMinStatuses(2)), contains("a 1.666667 5 3"));
    assertThat(NaiveOracle.answer(lines, mean).files().keySet(), is(empty()));
  }

  @Test
  public void meansThatRoundToTheSameAreATie() {
    OracleSettings mean = SETTINGS.withScore(Score.MEAN).withMinStatuses(1);
    OracleSettings halves = mean.withSmiles(Map.of("x", 125, "z", 0));
    StringBuilder lines = new StringBuilder(tweet(1, "x", "a"));
    for (int id = 2; id <= 64; id++) {
      lines.append(tweet(id, "z", "a"));
    }
    assertThat(ranking(lines.toString(), halves), contains("a 1.953125 125 64"));
    lines.append(tweet(65, "x", "b")).append(tweet(66, "z", "b"));
    for (int id = 67; id <= 128; id++) {
      lines.append(tweet(id, "z", "b", "a"));
    }
    lines.append(tweet(129, "z", "a")).append(tweet(130, "z", "a"));
    // 125 / 128 is 0.9765625: the half goes up.
    assertThat(
        ranking(lines.toString(), halves), contains("b 1.953125 125 64", "a 0.976563 125 128"));

    OracleSettings thirds = mean.withSmiles(Map.of("x", 1, "z", 0));
    assertThat(
        ranking(
            tweet(1, "x", "b", "a") + tweet(2, "z", "b", "a") + tweet(3, "z", "b", "a"), thirds),
        contains("a 0.333333 1 3", "b 0.333333 1 3"));
  }

  @Test
  public void tiesGoByCodePointAndTheListIsCut() {
    String lines = tweet(1, ":)", "\uD835\uDC00", "\uFF5E", "b", "a");

    assertThat(
        ranking(lines, SETTINGS.withFoldedHashtags(false)),
        contains("a 1 1 1", "b 1 1 1", "\uFF5E 1 1 1", "\uD835\uDC00 1 1 1"));
    assertThat(ranking(lines, SETTINGS.withTopN(1)), contains("a 1 1 1"));
  }

  @Test
  public void hashtagsFoldByCompatibilityAndFullCase() {
    assertThat(NaiveOracle.fold("\uFF2A\uFF4F\uFF59"), is("joy"));
    assertThat(NaiveOracle.fold("STRASSE"), is(NaiveOracle.fold("stra\u00DFe")));
    assertThat(NaiveOracle.fold("\u0130"), is("i\u0307"));
    assertThat(NaiveOracle.fold("\u0131"), is("\u0131"));
    assertThat(NaiveOracle.fold("\u03A3\u0391\u03A3"), is("\u03C3\u03B1\u03C3"));
    assertThat(NaiveOracle.fold("\uD801\uDC00"), is("\uD801\uDC28"));
    assertThat(NaiveOracle.fold("cafe\u0301"), is("caf\u00E9"));
    assertThat(NaiveOracle.fold("\uFF03Joy"), is("joy"));

    String lines = tweet(1, ":)", "Joy", "JOY") + tweet(2, ":)", "joy");
    assertThat(ranking(lines, SETTINGS), contains("joy 2 2 2"));
    assertThat(
        ranking(lines, SETTINGS.withFoldedHashtags(false)),
        contains("JOY 1 1 1", "Joy 1 1 1", "joy 1 1 1"));
  }

  @Test
  public void aHashtagThatWouldBreakTheTableIsQuoted() {
    String csv =
        NaiveOracle.answer(tweet(1, ":)", "a,b", "c\\\"d", "e\\nf", "g h"), SETTINGS)
            .files()
            .values()
            .iterator()
            .next();

    assertThat(csv.contains(",\"a,b\",1,"), is(true));
    assertThat(csv.contains(",\"c\"\"d\",1,"), is(true));
    assertThat(csv.contains(",\"e\nf\",1,"), is(true));
    assertThat(csv.contains(",g h,1,"), is(true));
  }

  @Test
  public void copiesOfAStatusCountOnceAndTheHappiestDecides() {
    assertThat(
        ranking(tweet(1, ":)", "a") + tweet(1, ":) :)", "b"), SETTINGS), contains("b 2 2 1"));
    // Equal smiles: [a, z] is smaller than [b], and [a] smaller than [a, b].
    assertThat(
        ranking(tweet(1, ":)", "b") + tweet(1, ":)", "z", "A"), SETTINGS),
        contains("a 1 1 1", "z 1 1 1"));
    assertThat(
        ranking(tweet(1, ":)", "b", "a") + tweet(1, ":)", "a"), SETTINGS), contains("a 1 1 1"));
    // A copy without a smile or a hashtag is no candidate at all.
    assertThat(
        ranking(tweet(1, ":) :)") + tweet(1, ":(", "b") + tweet(1, ":)", "a"), SETTINGS),
        contains("a 1 1 1"));
  }

  @Test
  public void ofTheVersionsOfAStatusTheNewestDecidesWhateverItsSmiles() {
    String first = version(1, "en", ":) :) :) #a");
    String second = version(2, "en", ":) #b");
    String third = version(3, "de", ":( #c");

    assertThat(ranking(first + second, SETTINGS), contains("b 1 1 1"));
    assertThat(ranking(second + first, SETTINGS), contains("b 1 1 1"));
    assertThat(ranking(second + version(2, "en", ":) :) #d"), SETTINGS), contains("d 2 2 1"));
    assertThat(ranking(second + version(2, "en", ""), SETTINGS), contains("b 1 1 1"));
    assertThat(NaiveOracle.answer(third + first + second, SETTINGS).files().size(), is(0));
    assertThat(
        NaiveOracle.answer(first + version(2, "de", ":) #b"), SETTINGS.withLanguages(Set.of("en")))
            .files()
            .size(),
        is(0));
  }

  /** All versions are of ten past. */
  private static String version(int number, String lang, String text) {
    long first = (1_577_837_400_000L - 1_288_834_974_657L) << 22;
    return json(
        "{'id_str':'%d','edit_history_tweet_ids':['%d'],'lang':'%s','text':'%s'}\n"
            .formatted(first + number - 1, first, lang, text));
  }

  @Test
  public void filtersActBeforeCopiesAreCompared() {
    String english = tweet(1, ":)", "a").replace("{", "{\"lang\":\"en\",");
    String german = tweet(1, ":) :)", "b").replace("{", "{\"lang\":\"de\",");
    OracleSettings onlyEnglish = SETTINGS.withLanguages(Set.of("en"));

    assertThat(ranking(english + german, SETTINGS), contains("b 2 2 1"));
    assertThat(NaiveOracle.answer(tweet(1, ":)", "a"), onlyEnglish).files().size(), is(0));
    String plain = "{'id':1,'lang':'en','text':':) #a'" + TEN_PAST + "}\n";
    String other = "{'id':1,'lang':'de','text':':) :) #b'" + TEN_PAST + "}\n";
    assertThat(ranking(json(plain + other), onlyEnglish), contains("a 1 1 1"));
  }

  @Test
  public void retweetsCanBeLeftOutCarriedOrNot() {
    OracleSettings noRetweets = SETTINGS.withRetweets(false);
    String start = "{'id':1,'text':':) #a'" + TEN_PAST;

    for (String mark :
        List.of("'retweeted_status':{}", "'referenced_tweets':[{'type':'retweeted','id':'5'}]")) {
      String line = json(start + "," + mark + "}");
      assertThat(ranking(line, SETTINGS), contains("a 1 1 1"));
      assertThat(NaiveOracle.answer(line, noRetweets).files().size(), is(0));
    }
    String quote = json(start + ",'referenced_tweets':[{'type':'quoted','id':'5'}]}");
    assertThat(ranking(quote, noRetweets), contains("a 1 1 1"));
  }

  @Test
  public void smilesAreFoundLongestFirstWithoutOverlap() {
    OracleSmiles one = new OracleSmiles(Map.of(":)", 1));
    assertThat(one.find(":):)"), contains(1, 1));
    assertThat(one.find(":))"), contains(1));
    assertThat(one.find(": )"), is(empty()));
    OracleSmiles many = new OracleSmiles(Map.of(":)", 1, ":))", 5, "(:", 2));
    assertThat(many.find(":))"), contains(5));
    assertThat(many.find("(:)"), contains(2));
    assertThat(many.find(":)(:"), contains(1, 2));
  }

  @Test
  public void emojiMatchAsWholeSequencesWhateverTheirSelectors() {
    OracleSmiles smiles = new OracleSmiles(Map.of("\uD83D\uDE42", 1, "\u263A\uFE0F", 2));
    assertThat(smiles.find("\uD83D\uDE42\uFE0F\u263A\u263A\uFE0F"), contains(1, 2, 2));
    String shaking = "\uD83D\uDE42\u200D\u2194\uFE0F";
    assertThat(smiles.find(shaking), is(empty()));
    assertThat(smiles.find(shaking.replace("\uFE0F", "")), is(empty()));
    assertThat(smiles.find("\uD83D\uDE42\u200D"), contains(1));
    assertThat(smiles.find("\uD83D\uDE42\u200D\uD83D\uDE42"), contains(1, 1));
    assertThat(new OracleSmiles(Map.of(shaking, 1)).find(shaking), contains(1));
    assertThat(
        new OracleSmiles(Map.of("\uD83D\uDC4D", 1)).find("\uD83D\uDC4D\uD83C\uDFFD"), is(empty()));
    assertThat(new OracleSmiles(Map.of("1", 1)).find("1\uFE0F\u20E3 1"), contains(1));
  }

  @Test
  public void weightsAddUpAndMayBeZeroOrNegative() {
    OracleSettings weighted = SETTINGS.withSmiles(Map.of(":)", 3, ":(", -2, "meh", 0));
    String lines = tweet(1, ":) :(", "a") + tweet(2, ":(", "b") + tweet(3, "meh", "c");

    assertThat(ranking(lines, weighted), contains("a 1 1 1", "c 0 0 1", "b -2 -2 1"));
  }

  private static String tweet(long id, String text, String... hashtags) {
    return tweetAt("1577837400000", id, text, hashtags);
  }

  private static String at(String millis, String hashtag) {
    return tweetAt(millis, Long.parseLong(millis), ":)", hashtag);
  }

  private static String tweetAt(String millis, long id, String text, String... hashtags) {
    StringBuilder entities = new StringBuilder();
    for (String hashtag : hashtags) {
      entities.append(entities.isEmpty() ? "" : ",").append("{\"text\":\"" + hashtag + "\"}");
    }
    return "{\"id\":%d,\"timestamp_ms\":\"%s\",\"text\":\"%s\",\"entities\":{\"hashtags\":[%s]}}\n"
        .formatted(id, millis, text, entities);
  }

  /** JSON with the other quotes, so that the cases can be read. */
  private static String json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"');
  }

  /** The rows of the only window, each as hashtag, score, smiles and statuses. */
  private static List<String> ranking(String lines, OracleSettings settings) {
    Map<String, String> files = NaiveOracle.answer(lines, settings).files();
    assertThat(files.size(), is(1));
    return ranks(files.values().iterator().next());
  }

  private static List<String> ranks(String csv) {
    List<String> ranks = new ArrayList<>();
    List<String> rows = csv.lines().skip(1).toList();
    for (String row : rows) {
      List<String> columns = List.of(row.split(",", -1));
      assertThat(columns.get(4), is(Integer.toString(ranks.size() + 1)));
      ranks.add(String.join(" ", columns.subList(5, 9)));
    }
    return ranks;
  }
}
