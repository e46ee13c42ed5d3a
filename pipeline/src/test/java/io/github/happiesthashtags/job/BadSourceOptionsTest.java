package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Bad options of sources: exit 2, one line that says all, nothing started, nothing written. */
public class BadSourceOptionsTest {
  @Rule public final BadOptionsFolder folder = new BadOptionsFolder();

  @Test
  public void portsThatDoNotExistAreRefused() {
    for (String port : List.of("0", "65536", "99999", "99999999999", "-1")) {
      String url = "http://127.0.0.1:" + port;
      folder.assertRefused(
          List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=" + url), "--xApiUrl=" + url);
      folder.assertRefused(
          List.of("--source=v1", "--oauthFile=t", "--v1Url=" + url + "/1.1/"), "--v1Url=" + url);
    }
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=https://api.x.com:70000"),
        "--xApiUrl=https://api.x.com:70000",
        "a port from 1 to 65535");
  }

  @Test
  public void inputsThatAreNotThereAreRefused() throws IOException {
    folder.assertRefused(List.of("--source=file"), "--input", "recordings");
    String nothing = folder.getRoot() + "/nothing-*.jsonl";
    folder.assertRefused(
        List.of("--source=file", "--input=" + nothing), "--input=" + nothing, "no file matches");
    Path file = Files.writeString(folder.newFile("day.jsonl").toPath(), "{}\n");
    String some = file + "," + nothing;
    folder.assertRefused(List.of("--source=file", "--input=" + some), "--input=" + some, nothing);
    folder.assertRefused(
        List.of("--source=file", "--input=" + file, "--replaySpeed=0"),
        "--replaySpeed=0",
        "a number from 0.001 to 1000000000, or max");
    for (String speed : List.of("1e-300", "1e300", "Infinity", "NaN", "-1")) {
      folder.assertRefused(
          List.of("--source=file", "--input=" + file, "--replaySpeed=" + speed),
          "--replaySpeed=" + speed,
          "a number from 0.001 to 1000000000, or max");
    }
    folder.assertRefused(
        List.of("--source=file", "--input=nowhere://a/b"), "--input=nowhere://a/b", "nowhere");
    String many = "--input=" + folder.getRoot() + "/{0..999999}{0..999999}";
    folder.assertRefused(List.of("--source=file", many), many, "use a wildcard");
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
    folder.assertBad("--input=day.jsonl", "--source=file", "demo");
    folder.assertBad("--replaySpeed=2", "--source=file", "demo");
    folder.assertBad("--xStream=sample", "--source=x", "demo");
    folder.assertBad("--xApiUrl=https://api.x.com", "--source=x", "demo");
    folder.assertBad("--bearerTokenFile=token", "--source=x", "demo");
    folder.assertBad("--xPartitions=1", "--source=x", "demo");
    folder.assertBad("--xRules=file", "--source=x", "demo");
    folder.assertBad("--xMaxPosts=1", "--source=x", "demo");
    folder.assertBad("--xMaxPostsPerMonth=1", "--source=x", "demo");
    folder.assertBad("--xPostPrice=1", "--source=x", "demo");
    folder.assertBad("--xUsage", "--source=x", "demo");
    folder.assertBad("--v1Url=https://gateway.example", "--source=v1", "demo");
    folder.assertBad("--track=joy", "--source=v1", "demo");
    folder.assertBad("--oauthFile=file", "--source=v1", "demo");
    folder.assertBad("--proxyCredentialsFile=file", "--source=x or v1", "demo");
    folder.assertRefused(List.of("--source=x", "--demoRate=5"), "--demoRate=5", "--source=demo");
    folder.assertRefused(List.of("--source=file", "--demoSeed=5"), "--demoSeed=5", "--source=demo");
    folder.assertRefused(
        List.of("--source=file", "--demoTweets=5"), "--demoTweets=5", "--source=demo");
  }

  @Test
  public void anOverflowOfABoundedInputIsRefused() throws IOException {
    String input = "--input=" + folder.newFile("day.jsonl");
    folder.assertRefused(
        List.of("--source=file", input, "--overflow=BLOCK"), "--overflow=BLOCK", "--replaySpeed");
  }

  @Test
  public void theApiNeedsATokenFileAStreamAndAnAddress() {
    folder.assertRefused(List.of("--source=x"), "--bearerTokenFile", "bearer token");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=all"),
        "--xStream=all",
        "filtered, sample");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=http://example.com"),
        "--xApiUrl=http://example.com",
        "https");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xPartitions=1"),
        "--xPartitions=1",
        "filtered has none");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=sample10", "--xPartitions=3"),
        "--xPartitions=3",
        "from 1 to 2");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xMaxPosts=-1"),
        "--xMaxPosts=-1",
        "0 or more, or unlimited");
    folder.assertBad("--overflow=PANIC", "BLOCK, DROP_OLDEST");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile="), "--bearerTokenFile=", "bearer token");
    folder.assertRefused(
        List.of("--source=v1", "--v1Url=http://a/", "--oauthFile="), "--oauthFile=", "twitter4j");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--proxyCredentialsFile="),
        "--proxyCredentialsFile=",
        "user:password");
  }

  @Test
  public void aJobThatXBillsNeedsABudget() {
    String remedy = "use a number of posts a UTC day, such as 10000, or unlimited";
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t"),
        "--xMaxPosts is missing: X bills each post; ",
        remedy);
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xApiUrl=https://api.twitter.com"),
        "--xMaxPosts is missing",
        remedy);
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xMaxPosts=0"), "--xMaxPosts=0: ", remedy);
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xMaxPosts=many"),
        "--xMaxPosts=many: ",
        "a whole number, 0 or more, or unlimited");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xPostPrice=half"),
        "--xPostPrice=half: ",
        "US dollars a post, such as 0.005");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xPostPrice=-1"),
        "--xPostPrice=-1: ",
        "from 0 to 1000");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xPostPrice=1e-999999999"),
        "--xPostPrice=1e-999999999: ",
        "at most 9 decimals");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xMaxPostsPerMonth=-1"),
        "--xMaxPostsPerMonth=-1: ",
        "0 or more");
  }

  @Test
  public void theApiIsAskedOneQuestionAtATime() throws IOException {
    Path rules = Files.writeString(folder.newFile("rules.txt").toPath(), "cat\n");
    folder.assertRefused(
        List.of(
            "--source=x", "--bearerTokenFile=t", "--xRules=" + rules, "--xRulesDryRun", "--xUsage"),
        "--xUsage=true: ",
        "--xRulesDryRun");
  }

  @Test
  public void rulesAreCheckedLineByLine() throws IOException {
    Path rules = folder.newFile("rules.txt").toPath();
    Files.writeString(rules, "# mood\ncat has:hashtags\tcats\ncat has:hashtags\n");
    String option = "--xRules=" + rules;
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=filtered", option),
        option,
        "line 3: the same rule as in line 2");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xStream=sample", option),
        option,
        "add the stream filtered");
    folder.assertRefused(
        List.of("--source=x", "--bearerTokenFile=t", "--xRules=missing"),
        "--xRules=missing",
        "a text file");
    for (String odd : List.of("--xRules=/dev/zero", "--xRules=a\0b")) {
      folder.assertRefused(
          List.of("--source=x", "--bearerTokenFile=t", "--xStream=filtered", odd),
          odd,
          "a text file in UTF-8, one rule a line,");
    }
    folder.assertRefused(
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
    folder.assertRefused(
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
    folder.assertRefused(List.of("--source=v1"), "--v1Url", "https://gateway.example/1.1/");
    folder.assertRefused(List.of("--source=v1", "--v1Url=http://a/"), "--oauthFile", "twitter4j");
    folder.assertRefused(
        List.of("--source=v1", "--oauthFile=t", "--v1Url=http://example.com/"),
        "--v1Url=http://example.com/",
        "https");
    String longest = "--track=" + "x".repeat(61);
    folder.assertRefused(
        List.of("--source=v1", "--oauthFile=t", "--v1Url=https://a/", longest), longest, "60");
  }
}
