package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.Recording;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * A bad option ends the process with code 2 and one line that names the option, its value and its
 * valid values; nothing is started and nothing written.
 */
@Category(Thorough.class)
@RunWith(Parameterized.class)
public final class BadOptionsIT {
  private static final String RECORDING = "<recording>";
  private static final String FILE = "--source=file --input=" + RECORDING + " ";
  private static final String TOKEN = "<token>";
  private static final String SHARED_TOKEN = "<shared-token>";
  private static final String RULES = "<rules>";
  private static final String BAD_RULES = "<bad-rules>";
  private static final String X = "--source=x --bearerTokenFile=token ";
  private static final String V1 = "--source=v1 --v1Url=https://gateway.example/1.1/ ";
  private static final String OAUTH = V1 + "--oauthFile=oauth ";
  private static final String DURATION = "not a duration; use 90s, 10m, 1h30m or PT1H";

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  /** The processes run in parallel, and each test waits for its own. */
  private static final Map<String, Future<Run>> RUNS = new HashMap<>();

  private static ExecutorService pool;

  /** A process and the directory that it ran in. */
  private record Run(JobProcess.Outcome outcome, Path directory) {}

  @Parameterized.Parameter public String options;

  @Parameterized.Parameter(1)
  public String names;

  @Parameterized.Parameter(2)
  public String takes;

  /** Returns options, the beginning of the message and other parts of it. */
  @Parameterized.Parameters(name = "{0}")
  public static List<Object[]> table() {
    return List.of(
        row("--job=hourly", "--job=hourly: ", "one of event-time, sliding"),
        row("--source=kafka", "--source=kafka: ", "one of demo, file, x, v1"),
        row("--source=file", "--input is missing", "with --source=file give recordings"),
        row("--source=file --input=none-*.jsonl", "--input=none-*.jsonl: ", "no file matches"),
        row(FILE.strip() + ",none.gz", "--input=", "no file matches none.gz"),
        row("--source=file --input=a,,b", "--input=a,,b: ", "globs separated by commas"),
        row("--input=" + RECORDING, "--input=", "only for --source=file"),
        row(FILE + "--demoRate=5", "--demoRate=5: ", "only for --source=demo"),
        row(
            FILE + "--replaySpeed=0",
            "--replaySpeed=0: ",
            "a number from 0.001 to 1000000000, or max"),
        row(
            FILE + "--replaySpeed=fast",
            "--replaySpeed=fast: ",
            "a number from 0.001 to 1000000000, or max"),
        row("--demoRate=-1", "--demoRate=-1: ", "a number from 0.001 to 1000000"),
        row("--demoRate=NaN", "--demoRate=NaN: ", "a number from 0.001 to 1000000"),
        row("--demoSeed=x", "--demoSeed=x: ", "a whole number"),
        row("--demoTweets=-1", "--demoTweets=-1: ", "a whole number, 0 or more"),
        row("--source=x", "--bearerTokenFile is missing", "the file that holds the app's bearer"),
        row(X.strip(), "--bearerTokenFile=token: ", "there is no file token: save"),
        row("--source=x --bearerTokenFile=" + SHARED_TOKEN, "--bearerTokenFile=", "chmod 600"),
        row(X + "--allowSharedTokenFile=maybe", "--allowSharedTokenFile=maybe: ", "true, false"),
        row(
            X + "--xStream=firehose9",
            "--xStream=firehose9: ",
            "use one or more of filtered, sample"),
        row(X + "--xStream=sample,", "--xStream=sample,: ", "one or more of filtered, sample"),
        row(X + "--xStream=sample,sample", "--xStream=sample,sample: ", "name every stream once"),
        row(X + "--xPartitions=1", "--xPartitions=1: ", "filtered has none: leave them out"),
        row(
            X + "--xStream=sample10 --xPartitions=3",
            "--xPartitions=3: ",
            "sample10 takes numbers and ranges from 1 to 2"),
        row(X + "--xStream=filtered --xRules=none", "--xRules=none: ", "a text file in UTF-8"),
        row(X + "--xStream=sample --xRules=" + RULES, "--xRules=", "add the stream filtered"),
        row(X + "--xStream=filtered --xRules=" + BAD_RULES, "--xRules=", "line 2: 1025 characters"),
        row(X + "--xRulesDryRun=true", "--xRulesDryRun=true: ", "only for --xRules"),
        row(X + "--xMaxPosts=-1", "--xMaxPosts=-1: ", "a whole number, 0 or more"),
        row(
            "--source=x --bearerTokenFile=" + TOKEN,
            "--xMaxPosts is missing",
            "a number of posts a UTC day, such as 10000"),
        row("--xMaxPosts=1", "--xMaxPosts=1: ", "only for --source=x"),
        row(X + "--xApiUrl=http://example.com", "--xApiUrl=http://example.com: ", "https"),
        row(X + "--xApiUrl=nowhere", "--xApiUrl=nowhere: ", "https://api.x.com"),
        row("--source=v1", "--v1Url is missing", "https://gateway.example/1.1/"),
        row(V1.strip(), "--oauthFile is missing", "twitter4j.properties"),
        row(OAUTH.strip(), "--oauthFile=oauth: ", "there is no file oauth: save there"),
        row(
            "--source=v1 --oauthFile=oauth --v1Url=http://gateway.example/1.1/",
            "--v1Url=http://gateway.example/1.1/: ",
            "over https only"),
        row(OAUTH + "--track=joy,,fun", "--track=joy,,fun: ", "keywords separated by commas"),
        row("--track=joy", "--track=joy: ", "only for --source=v1"),
        row("--overflow=WAIT", "--overflow=WAIT: ", "one of BLOCK, DROP_OLDEST"),
        row("--window=soon", "--window=soon: ", DURATION),
        row("--window=1.5s", "--window=1.5s: ", DURATION),
        row("--window=0s", "--window=0s: ", "a duration from 1s to 366d"),
        row("--window=1h --every=2h", "--every=2h: ", "at most the window, 3600s"),
        row("--every=often", "--every=often: ", DURATION),
        row("--early=never", "--early=never: ", DURATION),
        row("--allowedLateness=-PT1S", "--allowedLateness=-PT1S: ", "a duration from 0s to 366d"),
        row("--maxOutOfOrder=ten", "--maxOutOfOrder=ten: ", DURATION),
        row("--smiles=GRIN", "--smiles=GRIN: ", "one of EMOTICON, EMOJI, ALL"),
        row("--lexicon=none.tsv", "--lexicon=none.tsv: ", "cannot be read; use a file"),
        row("--lexicon=" + RECORDING + " --smiles=ALL", "--smiles=ALL: ", "with --lexicon"),
        row("--language=en,,de", "--language=en,,de: ", "languages such as en,de, or all"),
        row("--retweets=SOME", "--retweets=SOME: ", "one of INCLUDE, EXCLUDE"),
        row("--hashtagCase=UPPER", "--hashtagCase=UPPER: ", "one of FOLD, KEEP"),
        row("--score=BEST", "--score=BEST: ", "one of SUM, MAX, MEAN"),
        row("--topN=0", "--topN=0: ", "a whole number from 1 to 1000"),
        row("--topN=1001", "--topN=1001: ", "a whole number from 1 to 1000"),
        row("--minStatuses=0", "--minStatuses=0: ", "a whole number from 1"),
        row("--output=ftp", "--output=ftp: ", "one or more of console, csv, "),
        row("--output=csv,", "--output=csv,: ", "one or more of console, csv, "),
        row("--outputDir=", "--outputDir=: ", "no value; use --outputDir=PATH"),
        row("--outputDir=" + RECORDING, "--outputDir=", "is not a directory that can be written"),
        row(
            "--deadLetters=" + RECORDING + "/x",
            "--deadLetters=",
            "a directory that can be written"),
        row("--writeEarly=maybe", "--writeEarly=maybe: ", "one of true, false"),
        row("--metricsPort=http", "--metricsPort=http: ", "a whole number from 0 to 65535"),
        row("--metricsHost=0.0.0.0", "--metricsHost=0.0.0.0: ", "only with --metricsPort"),
        row(
            "--metricsPort=0 --metricsHost=192.0.2.1",
            "--metricsPort=0: ",
            "cannot listen on 192.0.2.1"),
        row("--tpoN=3", "--tpoN: ", "did you mean --topN?"),
        row("--topN=3 --topN=4", "--topN: ", "given twice"),
        row("--runner=FlinkRunner", "", "'runner' specified 'FlinkRunner'"),
        row("topN=3", "topN=3: ", "--name=value"));
  }

  private static Object[] row(String options, String names, String takes) {
    return new Object[] {options, names, takes};
  }

  @BeforeClass
  public static void runAll() throws IOException {
    Path recording =
        Recording.v2(10, Duration.ofMinutes(1)).write(FOLDER.newFile("tweets.jsonl").toPath());
    Path token = Files.writeString(FOLDER.newFile("shared-token").toPath(), "not-a-secret\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Path secret = Files.writeString(FOLDER.newFile("token").toPath(), "not-a-secret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path rules = Files.writeString(FOLDER.newFile("rules.txt").toPath(), "has:hashtags\n");
    Path badRules =
        Files.writeString(
            FOLDER.newFile("bad-rules.txt").toPath(), "has:hashtags\n" + "x".repeat(1025) + "\n");
    Map<String, Path> files =
        Map.of(
            RECORDING, recording,
            TOKEN, secret,
            SHARED_TOKEN, token,
            RULES, rules,
            BAD_RULES, badRules);
    pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    for (Object[] row : table()) {
      String options = (String) row[0];
      String actual = options;
      for (Map.Entry<String, Path> file : files.entrySet()) {
        actual = actual.replace(file.getKey(), file.getValue().toString());
      }
      String given = actual;
      RUNS.put(options, pool.submit(() -> run(given)));
    }
  }

  private static Run run(String options) throws IOException {
    Path directory = FOLDER.newFolder().toPath();
    return new Run(JobProcess.run(directory, List.of(options.split(" ", -1))), directory);
  }

  @AfterClass
  public static void stop() {
    pool.shutdownNow();
  }

  private Run own() throws InterruptedException, ExecutionException, TimeoutException {
    return RUNS.get(options).get(5 * JobProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  public void isAnsweredInOneLineWithCodeTwoAndNothingElse() throws Exception {
    Run run = own();
    List<String> lines = run.outcome().err().lines().toList();

    assertThat(run.outcome().err(), lines.size(), is(1));
    assertThat(lines.get(0), startsWith("happiest-hashtags: " + names));
    assertThat(lines.get(0), containsString(takes));
    assertThat(run.outcome().exitCode(), is(2));
    assertThat(run.outcome().out(), is(""));
    assertThat(run.directory().toFile().list(), is(emptyArray()));
  }
}
