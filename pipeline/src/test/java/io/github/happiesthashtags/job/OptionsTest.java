package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.Panes;
import io.github.happiesthashtags.testing.TextFiles;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Every option does something, and what it says. */
public class OptionsTest {
  private static final String V1_URL = "--v1Url=https://gateway.example/1.1/";
  private static final String H2 = "--jdbcUrl=jdbc:h2:mem:any";

  private static final String KAFKA = "--output=kafka";
  private static final String BROKER = "--kafkaBootstrapServers=a:1";
  private static final String TOPIC = "--kafkaTopic=t";

  /** Each option's value, and the options that it goes with. */
  private static final Map<String, List<String>> VALUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("job", List.of("event-time")),
              Map.entry("source", List.of("file", "--input=FILE")),
              Map.entry("input", List.of("FILE,FILE", "--source=file", "--input=FILE")),
              Map.entry("replaySpeed", List.of("60", "--source=file", "--input=FILE")),
              Map.entry("demoRate", List.of("7.5")),
              Map.entry("demoSeed", List.of("-3")),
              Map.entry("demoTweets", List.of("500")),
              Map.entry("xStream", List.of("sample", "--source=x", "--bearerTokenFile=t")),
              Map.entry(
                  "xPartitions",
                  List.of("1", "--source=x", "--bearerTokenFile=t", "--xStream=sample10")),
              Map.entry(
                  "xRules",
                  List.of("RULES", "--source=x", "--bearerTokenFile=t", "--xStream=filtered")),
              Map.entry(
                  "xRulesDryRun",
                  List.of(
                      "true",
                      "--source=x",
                      "--bearerTokenFile=t",
                      "--xStream=filtered",
                      "--xRules=RULES")),
              Map.entry(
                  "v1Url",
                  List.of("http://localhost/1.1/", "--source=v1", V1_URL, "--oauthFile=t")),
              Map.entry("track", List.of("joy,fun", "--source=v1", V1_URL, "--oauthFile=t")),
              Map.entry("oauthFile", List.of("u", "--source=v1", V1_URL, "--oauthFile=t")),
              Map.entry("xMaxPosts", List.of("1000", "--source=x", "--bearerTokenFile=t")),
              Map.entry("xMaxPostsPerMonth", List.of("9", "--source=x", "--bearerTokenFile=t")),
              Map.entry("xPostPrice", List.of("0.01", "--source=x", "--bearerTokenFile=t")),
              Map.entry("xUsage", List.of("true", "--source=x", "--bearerTokenFile=t")),
              Map.entry(
                  "allowSharedTokenFile", List.of("true", "--source=x", "--bearerTokenFile=t")),
              Map.entry("proxyCredentialsFile", List.of("u", "--source=x", "--bearerTokenFile=t")),
              Map.entry("overflow", List.of("DROP_OLDEST")),
              Map.entry(
                  "xApiUrl", List.of("http://127.0.0.1:8080", "--source=x", "--bearerTokenFile=t")),
              Map.entry("bearerTokenFile", List.of("u", "--source=x", "--bearerTokenFile=t")),
              Map.entry("window", List.of("20m")),
              Map.entry("every", List.of("5m")),
              Map.entry("early", List.of("5s")),
              Map.entry("allowedLateness", List.of("1h30m")),
              Map.entry("maxOutOfOrder", List.of("1m")),
              Map.entry("smiles", List.of("ALL")),
              Map.entry("lexicon", List.of("LEXICON")),
              Map.entry("language", List.of("de,fr")),
              Map.entry("retweets", List.of("EXCLUDE")),
              Map.entry("hashtagCase", List.of("KEEP")),
              Map.entry("score", List.of("MAX")),
              Map.entry("topN", List.of("3")),
              Map.entry("minStatuses", List.of("2")),
              Map.entry("output", List.of("jsonl")),
              Map.entry("outputDir", List.of("elsewhere")),
              Map.entry("outputFolders", List.of("day", "--output=csv")),
              Map.entry("keep", List.of("30d", "--output=csv")),
              Map.entry("writeEarly", List.of("true")),
              Map.entry("csvEscapeFormulas", List.of("true")),
              Map.entry("board", List.of("evening")),
              Map.entry("jdbcUrl", List.of("jdbc:h2:mem:other", "--output=jdbc", H2)),
              Map.entry("jdbcUser", List.of("u", "--output=jdbc", H2)),
              Map.entry("jdbcPasswordFile", List.of("p", "--output=jdbc", H2)),
              Map.entry("kafkaBootstrapServers", List.of("b:2", KAFKA, BROKER, TOPIC)),
              Map.entry("kafkaTopic", List.of("u", KAFKA, BROKER, TOPIC)),
              Map.entry("kafkaConfig", List.of("f", KAFKA, BROKER, TOPIC)),
              Map.entry("webPort", List.of("0", "--output=web")),
              Map.entry("webHost", List.of("0.0.0.0", "--output=web")),
              Map.entry("deadLetters", List.of("letters")),
              Map.entry("progressEvery", List.of("5s")),
              Map.entry("metricsPort", List.of("9464")),
              Map.entry("metricsHost", List.of("0.0.0.0", "--metricsPort=9464")),
              Map.entry("logLevel", List.of("DEBUG")),
              Map.entry("logFormat", List.of("json"))));

  private static final MessageBlock BLOCK =
      Blocks.of(
          at("10:00").tagged("Joy").smiling(3),
          at("10:01").tagged("joy").smiling(1).asRetweet(),
          at("10:02").tagged("fun").smiling(2).withLang("de"),
          at("10:03").tagged("fun").smiling(2),
          at("10:20").tagged("laugh").saying(":D :D ^_^"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void everyOptionChangesWhatTheJobIs() throws IOException {
    Path file = Files.writeString(folder.newFile("day.jsonl").toPath(), "{}\n");
    Path rules = Files.writeString(folder.newFile("rules.txt").toPath(), "cat has:hashtags\n");
    Path lexicon = Files.writeString(folder.newFile("lexicon.tsv").toPath(), "lol\t2\n");
    for (String option : JobOption.all().stream().map(JobOption::name).toList()) {
      List<String> value = VALUES.getOrDefault(option, List.of());
      assertThat("a value to test --" + option + " with", value.isEmpty(), is(false));
      List<String> without = new ArrayList<>();
      for (String other : value.subList(1, value.size())) {
        without.add(other.replace("FILE", file.toString()).replace("RULES", rules.toString()));
      }
      List<String> with = new ArrayList<>(without);
      with.removeIf(other -> other.startsWith("--" + option + "="));
      with.add(
          "--"
              + option
              + '='
              + value
                  .get(0)
                  .replace("FILE", file.toString())
                  .replace("LEXICON", "" + lexicon)
                  .replace("RULES", "" + rules));
      if (option.equals("source")) {
        without.clear();
      }

      assertThat(with.toString(), settings(with), not(equalTo(settings(without))));
      assertThat(with.toString(), settings(with), equalTo(settings(with)));
    }
  }

  @Test
  public void durationsMayBeWrittenInManyWays() {
    for (String hour : List.of("1h", "60m", "3600s", "59m60s", "PT1H", "pt60m", "0h60m")) {
      assertThat(hour, duration(hour), is(Duration.ofHours(1)));
    }
    assertThat(duration("1h30m"), is(Duration.ofMinutes(90)));
    assertThat(duration("1d2h3m4s"), is(Duration.parse("P1DT2H3M4S")));
  }

  @Test
  public void windowsSlideByTheJobsPeriodWhereItFitsAndElseNotAtAll() {
    assertThat(settings("--window=5m"), equalTo(settings("--window=5m", "--every=150s")));
    assertThat(settings("--window=150s"), equalTo(settings("--window=150s", "--every=150s")));
    assertThat(settings("--window=2m"), equalTo(settings("--window=2m", "--every=2m")));
    assertThat(
        settings("--job=event-time", "--window=5m"),
        equalTo(settings("--job=event-time", "--window=5m", "--every=5m")));
  }

  @Test
  public void streamsHaveEarlyPanesUnlessTheyAreTurnedOff() {
    assertThat(settings(), equalTo(settings("--early=30s")));
    assertThat(settings("--early=none"), not(equalTo(settings())));
    assertThat(settings("--early=NONE"), equalTo(settings("--early=none")));
  }

  @Test
  public void boundedInputNeverHasEarlyPanes() throws IOException {
    Path file = Files.writeString(folder.newFile("day.jsonl").toPath(), "{}\n");
    String source = "--source=file";
    String input = "--input=" + file;

    assertThat(settings(source, input, "--early=5s"), equalTo(settings(source, input)));
    assertThat(
        settings(source, input, "--replaySpeed=max", "--early=5s"),
        not(equalTo(settings(source, input, "--replaySpeed=max"))));
  }

  @Test
  public void anOutputGivenTwiceIsWrittenOnce() {
    assertThat(
        settings("--output=csv,CONSOLE,csv").sinks(),
        contains(Sinks.named("csv"), Sinks.named("console")));
  }

  @Test
  public void aFlagNeedsNoValue() {
    assertThat(settings("--writeEarly"), equalTo(settings("--writeEarly=true")));
  }

  @Test
  public void rankingFollowsItsOptions() {
    assertThat(panes(), contains("10:00-11:00 ON_TIME 0: fun 4, joy 4"));
    assertThat(panes("--score=MAX"), contains("10:00-11:00 ON_TIME 0: joy 3, fun 2"));
    assertThat(
        panes("--score=MEAN", "--minStatuses=2"),
        contains("10:00-11:00 ON_TIME 0: fun 2.000000, joy 2.000000"));
    assertThat(panes("--topN=1"), contains("10:00-11:00 ON_TIME 0: fun 4"));
    assertThat(panes("--hashtagCase=KEEP"), contains("10:00-11:00 ON_TIME 0: fun 4, Joy 3, joy 1"));
    assertThat(panes("--retweets=EXCLUDE"), contains("10:00-11:00 ON_TIME 0: fun 4, joy 3"));
    assertThat(panes("--language=DE"), contains("10:00-11:00 ON_TIME 0: fun 2"));
    assertThat(panes("--smiles=all"), contains("10:00-11:00 ON_TIME 0: fun 4, joy 4, laugh 3"));
  }

  @Test
  public void windowsFollowTheirOptions() {
    assertThat(
        panes("--window=2m"),
        containsInAnyOrder("10:00-10:02 ON_TIME 0: joy 4", "10:02-10:04 ON_TIME 0: fun 4"));
    assertThat(
        panes("--window=4m", "--every=3m"),
        containsInAnyOrder(
            "09:57-10:01 ON_TIME 0: joy 3",
            "10:00-10:04 ON_TIME 0: fun 4, joy 4",
            "10:03-10:07 ON_TIME 0: fun 2"));
  }

  @Test
  public void aLexiconFileSaysWhatASmileIs() throws IOException {
    Path lexicon = Files.writeString(folder.newFile("l.tsv").toPath(), ":D\t5\n^_^\t1\n");

    assertThat(panes("--lexicon=" + lexicon), contains("10:00-11:00 ON_TIME 0: laugh 11"));
  }

  @Test
  public void deadLettersAreWrittenWhereTheyAreAskedFor() {
    Path letters = folder.getRoot().toPath().resolve("letters");
    JobTest.Run run =
        JobTest.of("event-time")
            .withSource(Blocks.ofLines("rubbish"))
            .withOptions("--deadLetters=" + letters)
            .run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(TextFiles.in(letters).size(), is(1));
  }

  private static List<String> panes(String... options) {
    JobTest.Run run = JobTest.of("event-time").withSource(BLOCK).withOptions(options).run();
    assertThat(run.exitCode(), is(ExitCode.OK));
    return Panes.texts(run.leaderboards("csv"));
  }

  private static Duration duration(String value) {
    return OptionValues.duration("test", value, Duration.ZERO);
  }

  private static JobSettings settings(List<String> options) {
    return settings(options.toArray(new String[0]));
  }

  private static JobSettings settings(String... options) {
    return JobSettings.of(CommandLine.parse(options));
  }
}
