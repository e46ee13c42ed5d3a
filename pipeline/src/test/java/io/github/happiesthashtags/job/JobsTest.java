package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static io.github.happiesthashtags.testing.TestStatus.beamTime;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.OriginTweets;
import io.github.happiesthashtags.testing.Panes;
import io.github.happiesthashtags.testing.TestStatus;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.junit.Test;

/** The two jobs as the command line runs them, and how a run ends. */
public class JobsTest {
  private static final String GRIN = "\uD83D\uDE00";

  @Test
  public void eventTimeRanksFixedHoursByEmoticonsOfAllLanguagesIntoCsv() {
    JobTest.Run run =
        JobTest.of("event-time")
            .withSource(
                Blocks.of(
                    at("10:00").tagged("Joy").withLang("de").smiling(2),
                    at("10:59").tagged("fun").asRetweet(),
                    at("10:30").tagged("grin").saying(GRIN),
                    at("11:00").tagged("next")))
            .run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.sinks(), contains("csv"));
    assertThat(
        Panes.texts(run.leaderboards("csv")),
        containsInAnyOrder("10:00-11:00 ON_TIME 0: joy 2, fun 1", "11:00-12:00 ON_TIME 0: next 1"));
  }

  @Test
  public void slidingRanksTenMinutesByEmojiOfEnglishTweetsOnTheConsole() {
    JobTest.Run run =
        JobTest.of("sliding")
            .withSource(
                Blocks.of(
                    at("10:05").tagged("grin").saying(GRIN),
                    at("10:05:01").tagged("grinsen").saying(GRIN).withLang("de"),
                    at("10:05:02").tagged("joy")))
            .run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.sinks(), contains("console"));
    assertThat(
        Panes.texts(run.leaderboards("console")),
        containsInAnyOrder(
            "09:57-10:07 ON_TIME 0: grin 1",
            "10:00-10:10 ON_TIME 0: grin 1",
            "10:02-10:12 ON_TIME 0: grin 1",
            "10:05-10:15 ON_TIME 0: grin 1"));
  }

  @Test
  public void withoutAJobTheStreamIsSimulatedAndTheWindowsSlide() {
    JobTest.Run run = JobTest.any().withSource(Blocks.of()).run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.source().label(), is("demo"));
    assertThat(run.source().isStreaming(), is(true));
    assertThat(run.pipelineOptions().as(StreamingOptions.class).isStreaming(), is(true));
    assertThat(run.sinks(), contains("console"));
  }

  @Test
  public void theOriginsHourByItsHappiestStatusIsLedBySomeS1() {
    assertThat(
        originHour("--score=MAX"),
        contains("10:00-11:00 ON_TIME 0: someS1 6, someI1 4, someS2 3, someI2 2"));
  }

  @Test
  public void theOriginsHourByAllSmilesIsLedBySomeI1() {
    assertThat(
        originHour("--score=SUM"),
        contains("10:00-11:00 ON_TIME 0: someI1 7, someS1 6, someI2 4, someS2 3"));
  }

  private static List<String> originHour(String score) {
    TestStream<MessageBlock> stream =
        TestStream.create(MessageBlockCoder.of())
            .addElements(
                TimestampedValue.of(
                    Blocks.of(OriginTweets.inTime().toArray(new TestStatus[0])), beamTime("10:00")))
            .advanceWatermarkTo(beamTime("10:30"))
            .addElements(
                TimestampedValue.of(
                    Blocks.arriving("10:30", OriginTweets.twoHoursOld()), beamTime("10:30")))
            .advanceWatermarkToInfinity();
    JobTest.Run run =
        JobTest.of("event-time")
            .withOptions(score, "--topN=4", "--hashtagCase=KEEP", "--early=none")
            .withSource(stream)
            .run();
    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.counter(PipelineMetrics.STATUSES), is(13L));
    assertThat("the two hours old one", run.counter(PipelineMetrics.LATE), is(1L));
    return Panes.texts(run.leaderboards("csv"));
  }

  @Test
  public void theSummaryTellsWhatWasCounted() {
    JobTest.Run run =
        JobTest.of("event-time")
            .withSource(
                Blocks.ofLines(
                    at("10:00").tagged("joy").line(),
                    at("10:00").line(),
                    "{\"limit\":{\"track\":1}}",
                    "",
                    "rubbish"))
            .run();

    assertThat(run.counter(PipelineMetrics.STATUSES), is(2L));
    assertThat(run.counter(PipelineMetrics.HAPPY), is(1L));
    assertThat(run.counter(PipelineMetrics.MALFORMED), is(1L));
    assertThat(run.counter("messages_limit"), is(1L));
    List<String> words =
        run.err().stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
    assertThat(
        words,
        contains(
            is("Summary"),
            is("statuses 2"),
            is("skipped_no_hashtag 1"),
            is("skipped_retweet 0"),
            is("skipped_language 0"),
            is("skipped_no_smile 0"),
            is("happy_statuses 1"),
            is("duplicates 0"),
            is("late_statuses 0"),
            is("malformed 1"),
            containsString("bytes "),
            is("messages_keep_alive 1"),
            is("messages_limit 1")));
  }

  @Test
  public void helpListsEveryOptionAndStartsNothing() {
    for (String help : List.of("--help", "--help=true", "--help=HappiestHashtagsOptions")) {
      JobTest.Run run = JobTest.any().withOptions("--topN=nonsense", help).run();

      assertThat(run.exitCode(), is(ExitCode.OK));
      assertThat(run.started(), is(false));
      String text = String.join("\n", run.out());
      for (Method method : HappiestHashtagsOptions.class.getDeclaredMethods()) {
        if (method.getName().startsWith("get")) {
          String name = method.getName().substring(3);
          assertThat(
              text,
              containsString(
                  "--" + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)));
        }
      }
      assertThat(text, containsString("--xStream="));
      assertThat(text, containsString("--runner"));
      assertThat(text, containsString("--version"));
      assertThat(text, containsString("simulator --help"));
    }
  }

  @Test
  public void aPipelineThatFailsExitsWithOneAndSaysWhy() {
    JobTest.Run run =
        JobTest.of("event-time").withSource(failing(new IOException("the disk is full"))).run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(
        run.err(), hasItem("happiest-hashtags: the job failed: IOException: the disk is full"));
  }

  @Test
  public void aRunnerThatStopsBeforeTheEndExitsWithOne() {
    JobTest.Run run =
        JobTest.of("event-time")
            .withSource(Blocks.of())
            .withOptions("--runner=" + StuckRunner.class.getName())
            .run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(
        run.err(),
        hasItem("happiest-hashtags: the job did not end well: the runner's state is RUNNING"));
  }

  @Test
  public void refusedCredentialsExitWithThreeAndSaySo() {
    JobTest.Run run =
        JobTest.of("event-time")
            .withSource(failing(new CredentialsException("the token was refused")))
            .run();

    assertThat(run.exitCode(), is(ExitCode.CREDENTIALS));
    assertThat(run.err(), contains("happiest-hashtags: the token was refused"));
  }

  private static PTransform<PBegin, PCollection<MessageBlock>> failing(Exception failure) {
    return new PTransform<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public PCollection<MessageBlock> expand(PBegin begin) {
        return begin
            .apply("Some", Create.of("good", "bad"))
            .apply("Fail", ParDo.of(new Failing(failure)))
            .setCoder(MessageBlockCoder.of());
      }
    };
  }

  private static final class Failing extends DoFn<String, MessageBlock> {
    private static final long serialVersionUID = 1L;
    private final Exception failure;

    Failing(Exception failure) {
      this.failure = failure;
    }

    @ProcessElement
    public void process(@Element String element) throws Exception {
      if (element.equals("bad")) {
        throw failure;
      }
    }
  }
}
