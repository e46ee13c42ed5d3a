package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.testing.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Recordings in which single tweets have wrong times give the same tables, streamed or not. */
public class WildTimesTest {
  private static final Instant START = Instant.parse("2024-05-06T07:00:00Z");
  private static final Duration GAP = Duration.ofDays(2);
  private static final int TWEETS = 300;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private int recordings;

  @Test
  public void aTweetOfTheFarFutureHarmsNoOtherWhereverItIs() throws IOException {
    for (int[] wild : new int[][] {{0, 1}, {150}, {20, 90, 91, 200, 299}}) {
      check(recording(Duration.ZERO, wild), 5 + 1);
    }
  }

  @Test
  public void aGapIsPassedAlsoWhereWrongTimesAreNear() throws IOException {
    for (int[] wild : new int[][] {{}, {148, 152, 153}}) {
      check(recording(GAP, wild), 6 + (wild.length == 0 ? 0 : 1));
    }
  }

  /** At this speed five hours take 18 ms, and a gap or a year must not take longer. */
  @Test
  public void noReplayWaitsForAWrongTimeOrAGap() throws IOException {
    Path recording = recording(GAP, new int[] {0, 10, 160, 161});
    assertThat(tables(recording, "--replaySpeed=1000000"), equalTo(tables(recording)));
  }

  @Test
  public void aTweetThatIsMinutesAheadMakesNoOtherLate() throws IOException {
    for (Duration ahead : new Duration[] {Duration.ofMinutes(3), Duration.ofMinutes(30)}) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 1_600; i++) {
        Instant time = START.plusSeconds(i);
        lines.add(tweet(i, i % 500 == 250 ? time.plus(ahead) : time));
      }
      checkMinutes(lines);
    }
  }

  @Test
  public void tweetsThatAreFarApartAreNoErrors() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant time = START.plus(Duration.ofMinutes(20L * i));
      lines.add(tweet(i, i % 20 == 10 ? time.plus(Duration.ofMinutes(30)) : time));
    }
    checkMinutes(lines);
  }

  private void checkMinutes(List<String> lines) throws IOException {
    Path recording = write(lines);
    Map<String, String> bounded = tables(recording, "--window=1m");
    assertThat(tables(recording, "--window=1m", "--replaySpeed=max"), equalTo(bounded));
  }

  private void check(Path recording, int windows) throws IOException {
    Map<String, String> bounded = tables(recording);
    assertThat(bounded, is(aMapWithSize(windows)));
    assertThat(tables(recording, "--replaySpeed=max"), equalTo(bounded));
  }

  private Map<String, String> tables(Path recording, String... more) throws IOException {
    Path output = folder.newFolder().toPath();
    JobTest.Run run =
        JobTest.of("event-time")
            .withOptions("--source=file", "--input=" + recording, "--outputDir=" + output)
            .withOptions(more)
            .run();
    assertThat(run.exitCode(), is(ExitCode.OK));
    Map<String, String> tables = TextFiles.in(output);
    assertThat(tables.size(), is(greaterThan(0)));
    return tables;
  }

  /** Five hours of tweets; those at the given places are of 2040. */
  private Path recording(Duration gapInTheMiddle, int... wild) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TWEETS; i++) {
      Instant time = START.plusSeconds(60L * i);
      lines.add(tweet(i, i < TWEETS / 2 ? time : time.plus(gapInTheMiddle)));
    }
    for (int place : wild) {
      lines.set(place, tweet(place, Instant.parse("2040-01-01T00:00:00Z").plusSeconds(place)));
    }
    return write(lines);
  }

  private Path write(List<String> lines) throws IOException {
    recordings++;
    return Files.write(folder.getRoot().toPath().resolve(recordings + ".jsonl"), lines);
  }

  private static String tweet(int number, Instant time) {
    return ("{\"id\":%d,\"text\":\"#tag%d :)\",\"lang\":\"en\",\"timestamp_ms\":\"%d\","
            + "\"entities\":{\"hashtags\":[{\"text\":\"tag%d\"}]}}")
        .formatted(number + 1, number % 7, time.toEpochMilli(), number % 7);
  }
}
