package io.github.happiesthashtags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.rank.DeadLetter;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.testing.Panes;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TwitterIO;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Tests that the Java code of the pages compiles and runs, because it is repeated here or in the
 * consumer project of {@code io-twitter}, which runs it against the installed connector.
 */
public final class SnippetsTest {
  private static final List<String> PAGES = List.of("README.md", "docs/connector.md");
  private static final List<String> SOURCES =
      List.of(
          "pipeline/src/test/java/io/github/happiesthashtags/SnippetsTest.java",
          "pipeline/src/test/java/io/github/happiesthashtags/job/FolderSource.java",
          "io-twitter/src/it/consumer/src/test/java/example/SnippetsTest.java");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Path ROOT = Path.of("..");

  private static final Path RECORDING = Path.of("tweets-snippets.jsonl.gz");
  private static final String HAPPY =
      "{\"data\":{\"id\":\"1700000000000000001\",\"created_at\":\"2023-09-08T04:17:25.000Z\","
          + "\"text\":\"#cats :)\",\"entities\":{\"hashtags\":[{\"tag\":\"cats\"}]}}}\n";
  private static final String PANE = "04:00-05:00 ON_TIME 0: cats 1";

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Before
  public void record() throws Exception {
    // The pages' patterns are relative.
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(RECORDING))) {
      out.write(HAPPY.getBytes(UTF_8));
    }
  }

  @After
  public void delete() throws Exception {
    Files.deleteIfExists(RECORDING);
  }

  @Test
  public void theReadmesPipelineRanks() {
    PCollection<Leaderboard> leaderboards =
        pipeline
            .apply("Read", TwitterIO.readBlocks().fromRecordings(List.of("tweets-*.jsonl.gz")))
            .apply("Rank", HappiestHashtags.rank().withWindow(Duration.ofHours(1)).withTopN(10))
            .getLeaderboards();

    PAssert.that(Panes.texts(leaderboards)).containsInAnyOrder(PANE);
    pipeline.run();
  }

  @Test
  public void tweetsAreRanked() {
    PCollection<Tweet> tweets =
        pipeline.apply(TwitterIO.read().fromRecordings(List.of("tweets-*.jsonl.gz")));
    // on tweets
    PCollection<Leaderboard> leaderboards =
        tweets.apply("Rank", HappiestHashtags.rank().withWindow(Duration.ofHours(1)).onTweets());

    PAssert.that(Panes.texts(leaderboards)).containsInAnyOrder(PANE);
    pipeline.run();
  }

  @Test
  public void blocksAreRanked() {
    // or, much faster, on blocks
    HappiestHashtags.Result result =
        pipeline
            .apply(
                "Read blocks", TwitterIO.readBlocks().fromRecordings(List.of("tweets-*.jsonl.gz")))
            .apply("Rank blocks", HappiestHashtags.rank().withScore(Score.MAX).withTopN(4));
    PCollection<Leaderboard> ranked = result.getLeaderboards();
    PCollection<DeadLetter> malformed = result.getDeadLetters();

    PAssert.that(Panes.texts(ranked)).containsInAnyOrder(PANE);
    PAssert.that(malformed).empty();
    pipeline.run();
  }

  @Test
  public void thePagesShowCodeThatRuns() throws Exception {
    StringBuilder sources = new StringBuilder();
    for (String source : SOURCES) {
      sources.append(dense(Files.readString(ROOT.resolve(source))));
    }
    int snippets = 0;
    for (String page : PAGES) {
      for (String paragraph : paragraphs(Files.readString(ROOT.resolve(page)))) {
        snippets++;
        assertThat(page, sources.toString(), containsString(dense(paragraph)));
      }
    }
    assertThat(snippets, is(greaterThan(6)));
    pipeline.enableAbandonedNodeEnforcement(false);
  }

  /** Returns the code of a page, which blank lines divide into parts that stand for themselves. */
  private static List<String> paragraphs(String page) {
    List<String> paragraphs = new ArrayList<>();
    Matcher java = JAVA.matcher(page);
    while (java.find()) {
      paragraphs.addAll(List.of(java.group(1).split("\n\n", -1)));
    }
    return paragraphs;
  }

  /** Returns the text without white space, because a page's lines are broken elsewhere. */
  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }
}
