package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A bad option: exit 2, one line that says all, nothing started, nothing written. */
public class BadOptionsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void anOptionThatIsUnknownIsNamedWithTheOnesThatWereMeant() {
    assertBad("--topX=5", "no such option", "--topN", "--help");
    assertBad("--nonsense", "no such option", "--help");
    assertBad("--demoRat=5", "no such option", "--demoRate");
  }

  @Test
  public void aValueOfAnUnknownOptionIsNotRepeated() {
    JobTest.Run run = JobTest.any().withOptions("--bearerToken=hunter2").run();

    assertThat(run.err().get(0), not(containsString("hunter2")));
  }

  @Test
  public void anOptionGivenTwiceIsRefused() {
    assertRefused(List.of("--topN=5", "--topN=5"), "--topN", "twice");
    assertRefused(List.of("--runner=DirectRunner", "--runner=DirectRunner"), "--runner", "twice");
  }

  @Test
  public void anOptionWithoutItsValueIsRefused() {
    assertBad("--topN", "no value", "Rows a leaderboard, 1 to 1000");
    assertBad("--outputDir", "no value", "directory");
    assertBad("--input", "no value", "globs");
    assertBad("--topN=", "1 to 1000");
    assertBad("--window=", "90s");
    assertBad("--outputDir=", "a directory");
    assertBad("--output=", "console, csv, jsonl");
    assertBad("--source=", "demo, file, x");
    assertBad("--lexicon=", "a file");
  }

  @Test
  public void whatIsNoOptionIsRefused() {
    assertBad("recording.jsonl", "--name=value");
    assertBad("-topN=5", "--name=value");
  }

  @Test
  public void numbersOutOfRangeAreRefused() {
    for (String value : List.of("0", "1001", "abc", "-1", "1.5", "99999999999999999999")) {
      assertBad("--topN=" + value, "a whole number from 1 to 1000");
    }
    assertBad("--minStatuses=0", "a whole number from 1");
    assertBad("--demoTweets=-1", "a whole number, 0 or more");
    assertBad("--demoSeed=x", "a whole number");
    assertBad("--demoRate=0", "above 0");
    assertBad("--demoRate=fast", "tweets per second");
    assertBad("--demoRate=1000001", "at most 1000000");
    assertBad("--demoRate=NaN", "above 0");
    assertBad("--demoRate=1e-300", "at least 0.001");
  }

  @Test
  public void timesThatAreNoneAreRefused() {
    for (String option :
        List.of("window", "every", "early", "allowedLateness", "maxOutOfOrder", "progressEvery")) {
      for (String value : List.of("10", "abc", "1.5s", "PT0.5S", "10 m", "m", "1m1h")) {
        assertBad("--" + option + "=" + value, "90s, 10m, 1h, 1h30m or PT1H");
      }
      assertBad("--" + option + "=367d", "366d");
      assertBad("--" + option + "=-PT1S", "a time from");
    }
    assertBad("--window=0s", "a time from 1s");
    assertBad("--every=0s", "a time from 1s");
    assertBad("--early=0s", "a time from 1s", "or none");
    assertBad("--early=abc", "or none");
  }

  @Test
  public void aPeriodLongerThanTheWindowIsRefused() {
    assertBad("--every=11m", "at most the window, 600s");
    assertRefused(List.of("--window=366d", "--every=1s"), "--every=1s", "at most 20000");
    assertRefused(List.of("--window=60s", "--every=61s"), "--every=61s", "at most the window");
  }

  @Test
  public void namesThatAreUnknownAreAnsweredWithThoseThatAreKnown() {
    assertBad("--job=hourly", "event-time, sliding");
    assertBad("--source=kafka", "demo, file, x");
    assertBad("--output=csv,parquet", "parquet", "console, csv, jsonl");
    assertBad("--output=jdbc", "console, csv, jsonl");
    assertBad("--output=csv,,jsonl", "console, csv, jsonl");
    assertBad("--score=MEDIAN", "SUM, MAX, MEAN");
    assertBad("--smiles=SAD", "EMOTICON, EMOJI, ALL");
    assertBad("--retweets=maybe", "INCLUDE, EXCLUDE");
    assertBad("--hashtagCase=UPPER", "FOLD, KEEP");
    assertBad("--writeEarly=perhaps", "true, false");
    assertBad("--csvEscapeFormulas=perhaps", "true, false");
    assertBad("--language=en,,de", "en,de");
  }

  @Test
  public void portsThatDoNotExistAreRefused() {
    for (String port : List.of("0", "65536", "99999", "99999999999", "-1")) {
      String url = "http://127.0.0.1:" + port;
      assertRefused(
          List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=" + url), "--xApiUrl=" + url);
      assertRefused(
          List.of("--source=v1", "--oauthFile=t", "--v1Url=" + url + "/1.1/"), "--v1Url=" + url);
    }
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=https://api.x.com:70000"),
        "--xApiUrl=https://api.x.com:70000",
        "a port from 1 to 65535");
  }

  @Test
  public void inputsThatAreNotThereAreRefused() throws IOException {
    assertRefused(List.of("--source=file"), "--input", "recordings");
    String nothing = folder.getRoot() + "/nothing-*.jsonl";
    assertRefused(
        List.of("--source=file", "--input=" + nothing), "--input=" + nothing, "no file matches");
    Path file = Files.writeString(folder.newFile("day.jsonl").toPath(), "{}\n");
    String some = file + "," + nothing;
    assertRefused(List.of("--source=file", "--input=" + some), "--input=" + some, nothing);
    assertRefused(
        List.of("--source=file", "--input=" + file, "--replaySpeed=0"),
        "--replaySpeed=0",
        "a number above 0, or max");
    for (String speed : List.of("1e-300", "1e300", "Infinity", "NaN", "-1")) {
      assertRefused(
          List.of("--source=file", "--input=" + file, "--replaySpeed=" + speed),
          "--replaySpeed=" + speed,
          "max (from 0.001 to 1000000000)");
    }
    assertRefused(
        List.of("--source=file", "--input=nowhere://a/b"), "--input=nowhere://a/b", "nowhere");
    String many = "--input=" + folder.getRoot() + "/{0..999999}{0..999999}";
    assertRefused(List.of("--source=file", many), many, "use a wildcard");
  }

  @Test
  public void aCommaInBracesBelongsToItsGlob() {
    assertThat(
        OptionValues.globs("input", "a/{b,c{d,e}}.json, f"), contains("a/{b,c{d,e}}.json", "f"));
    assertThat(OptionValues.globs("input", "a{b,c"), contains("a{b", "c"));
    assertThat(OptionValues.globs("input", "a}b,c"), contains("a}b", "c"));
  }

  @Test
  public void optionsOfAnotherSourceAreRefused() {
    assertBad("--input=day.jsonl", "--source=file", "demo");
    assertBad("--replaySpeed=2", "--source=file", "demo");
    assertBad("--xStream=sample", "--source=x", "demo");
    assertBad("--xApiUrl=https://api.x.com", "--source=x", "demo");
    assertBad("--bearerTokenFile=token", "--source=x", "demo");
    assertBad("--xPartitions=1", "--source=x", "demo");
    assertBad("--xRules=file", "--source=x", "demo");
    assertBad("--xMaxPosts=1", "--source=x", "demo");
    assertBad("--v1Url=https://gateway.example", "--source=v1", "demo");
    assertBad("--track=joy", "--source=v1", "demo");
    assertBad("--oauthFile=file", "--source=v1", "demo");
    assertBad("--proxyCredentialsFile=file", "--source=x or v1", "demo");
    assertRefused(List.of("--source=x", "--demoRate=5"), "--demoRate=5", "--source=demo");
    assertRefused(List.of("--source=file", "--demoSeed=5"), "--demoSeed=5", "--source=demo");
    assertRefused(List.of("--source=file", "--demoTweets=5"), "--demoTweets=5", "--source=demo");
  }

  @Test
  public void anOverflowOfABoundedInputIsRefused() throws IOException {
    String input = "--input=" + folder.newFile("day.jsonl");
    assertRefused(
        List.of("--source=file", input, "--overflow=BLOCK"), "--overflow=BLOCK", "--replaySpeed");
  }

  @Test
  public void theApiNeedsATokenFileAStreamAndAnAddress() {
    assertRefused(List.of("--source=x"), "--bearerTokenFile", "bearer token");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=all"),
        "--xStream=all",
        "filtered, sample");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=http://example.com"),
        "--xApiUrl=http://example.com",
        "https");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xPartitions=1"),
        "--xPartitions=1",
        "sample has none");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=sample10", "--xPartitions=3"),
        "--xPartitions=3",
        "from 1 to 2");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xMaxPosts=-1"),
        "--xMaxPosts=-1",
        "0 or more");
    assertBad("--overflow=PANIC", "BLOCK, DROP_OLDEST");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile="), "--bearerTokenFile=", "bearer token");
    assertRefused(
        List.of("--source=v1", "--v1Url=http://a/", "--oauthFile="), "--oauthFile=", "twitter4j");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--proxyCredentialsFile="),
        "--proxyCredentialsFile=",
        "user:password");
  }

  @Test
  public void rulesAreCheckedLineByLine() throws IOException {
    Path rules = folder.newFile("rules.txt").toPath();
    Files.writeString(rules, "# mood\ncat has:hashtags\tcats\ncat has:hashtags\n");
    String option = "--xRules=" + rules;
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=filtered", option),
        option,
        "line 3: the same rule as in line 2");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", option), option, "add the stream filtered");
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xRules=missing"),
        "--xRules=missing",
        "a text file");
    for (String odd : List.of("--xRules=/dev/zero", "--xRules=a\0b")) {
      assertRefused(
          List.of("--source=x", "--bearerTokenFile=t", "--xStream=filtered", odd),
          odd,
          "a text file in UTF-8, one rule a line,");
    }
    assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xRulesDryRun=true"),
        "--xRulesDryRun=true",
        "--xRules");
  }

  @Test
  public void aPasswordInAnAddressIsNotRepeated() {
    for (List<String> options :
        List.of(
            List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=https://me:hunter2@x.com"),
            List.of("--source=v1", "--oauthFile=t", "--v1Url=https://me:hunter2@x.com/1.1/"))) {
      JobTest.Run run = JobTest.any().withOptions(options.toArray(new String[0])).run();
      assertThat(run.exitCode(), is(ExitCode.BAD_OPTION));
      assertThat(run.err().toString(), containsString("has a user in it"));
      assertThat(run.err().toString(), not(containsString("hunter2")));
    }
  }

  @Test
  public void rulesAreTriedFromHereSoTheTokenMustBeHere() throws IOException {
    Path rules = Files.writeString(folder.newFile("rules.txt").toPath(), "cat\n");
    Path token = folder.getRoot().toPath().resolve("no-token");
    assertRefused(
        List.of(
            "--source=x",
            "--bearerTokenFile=" + token,
            "--xStream=filtered",
            "--xRules=" + rules,
            "--xRulesDryRun"),
        "--bearerTokenFile=" + token,
        "there is no file");
  }

  @Test
  public void aGatewayNeedsAnAddressAndCredentials() {
    assertRefused(List.of("--source=v1"), "--v1Url", "https://gateway.example/1.1/");
    assertRefused(List.of("--source=v1", "--v1Url=http://a/"), "--oauthFile", "twitter4j");
    assertRefused(
        List.of("--source=v1", "--oauthFile=t", "--v1Url=http://example.com/"),
        "--v1Url=http://example.com/",
        "https");
    String longest = "--track=" + "x".repeat(61);
    assertRefused(
        List.of("--source=v1", "--oauthFile=t", "--v1Url=https://a/", longest), longest, "60");
  }

  @Test
  public void lexiconsThatCannotBeReadAreRefused() throws IOException {
    Path missing = folder.getRoot().toPath().resolve("missing.tsv");
    assertBad("--lexicon=" + missing, "a file that can be read");
    assertBad("--lexicon=/dev/zero", "a file of at most 1048576 bytes");
    Path badLine = Files.writeString(folder.newFile("bad.tsv").toPath(), ":)\tone\n");
    assertBad("--lexicon=" + badLine, "one");
    Path empty = folder.newFile("empty.tsv").toPath();
    assertBad("--lexicon=" + empty, "no token");
    Path latin = folder.newFile("latin.tsv").toPath();
    Files.write(latin, "\u00FC\n".getBytes(StandardCharsets.ISO_8859_1));
    assertBad("--lexicon=" + latin, "UTF-8");
    assertBad("--lexicon=\0", "--lexicon");
    Path good = Files.writeString(folder.newFile("good.tsv").toPath(), ":)\t2\n");
    assertRefused(List.of("--lexicon=" + good, "--smiles=ALL"), "--smiles=ALL", "--lexicon");
  }

  @Test
  public void directoriesThatCannotBeAreRefused() throws IOException {
    Path file = folder.newFile("file").toPath();
    assertRefused(
        List.of("--output=csv", "--outputDir=" + file), "--outputDir=" + file, "a directory");
    assertBad("--outputDir=" + file.resolve("below"), "a directory");
    assertBad("--deadLetters=" + file, "a directory");
    assertBad("--deadLetters= ", "a directory");
    assertBad("--outputDir=-", "a directory", "--output=console");
    assertBad("--deadLetters=-", "a directory");
    assertRefused(
        List.of("--output=csv", "--outputDir=file://" + file),
        "--outputDir=file://" + file,
        "a directory");
    assertBad("--outputDir=a\0b", "a directory");
  }

  @Test
  public void fileSystemsThatAreNotThereAreAnsweredWithThoseThatAre() {
    for (String address :
        List.of("s3://bucket/dir", "S3:/bucket", "hdfs:/dir", "gs://b/c", "classpath:///x")) {
      String scheme = address.substring(0, address.indexOf(':'));
      for (String option : List.of("--outputDir=", "--deadLetters=")) {
        assertBad(option + address, "no file system for " + scheme + "://", "only for: file;");
      }
      assertRefused(
          List.of("--source=file", "--input=day.jsonl," + address),
          "--input=day.jsonl," + address,
          "no file system for " + scheme + "://",
          "only for: file;");
    }
  }

  @Test
  public void aDefaultDirectoryThatNobodyWritesToDoesNotMatter() {
    assertThat(
        JobTest.of("sliding").withSource(Blocks.of()).run().sinkSettings().outputDir(),
        is("output"));
  }

  @Test
  public void optionsOfBeamAndItsRunnersAreCheckedToo() {
    assertBad("--runner=NoRunner", "NoRunner", "DirectRunner");
    assertBad("--runner=java.lang.String", "java.lang.String", "DirectRunner");
    assertBad("--targetParallelism=many", "many");
    assertBad("--blockOnRun=maybe", "maybe");
    assertBad("--=x", "empty argument name");
  }

  @Test
  public void whatARunnerRefusesIsABadOption() {
    IllegalArgumentException reason =
        new IllegalArgumentException("--master takes\n an address, not 'x'");
    JobTest.Run run =
        JobTest.any()
            .withSource(Blocks.of())
            .withRunnerThatThrows(new RuntimeException("cannot create", reason))
            .run();

    assertThat(run.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(run.err(), hasSize(1));
    assertThat(
        run.err().get(0), containsString("--runner=DirectRunner: --master takes an address"));
  }

  private void assertBad(String option, String... parts) {
    int equals = option.indexOf('=');
    String named = equals < 0 ? option : option.substring(0, equals);
    assertRefused(List.of(option), named, parts);
  }

  /** Refused with one line that begins with the option and holds the parts. */
  private void assertRefused(List<String> options, String named, String... parts) {
    List<String> before = files();
    JobTest.Run run =
        JobTest.any().withSource(Blocks.of()).withOptions(options.toArray(new String[0])).run();

    String what = options + " gave " + run.err();
    assertThat(what, run.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(what, run.started(), is(false));
    assertThat(what, run.out(), hasSize(0));
    assertThat(what, run.err(), hasSize(1));
    List<Matcher<? super String>> wanted = new ArrayList<>();
    wanted.add(startsWith("happiest-hashtags: " + Printable.escaped(named)));
    for (String part : parts) {
      wanted.add(containsString(part));
    }
    assertThat(what, run.err().get(0), allOf(wanted));
    assertThat(what, files(), is(before));
  }

  private List<String> files() {
    String[] names = folder.getRoot().list();
    Arrays.sort(names);
    return List.of(names);
  }
}
