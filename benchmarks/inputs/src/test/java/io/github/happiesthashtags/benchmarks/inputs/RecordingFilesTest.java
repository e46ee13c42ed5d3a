package io.github.happiesthashtags.benchmarks.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RecordingFilesTest {
  private static final int TWEETS = 20_000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aPlanGivesTheSameBytesAgainAndAnotherSeedGivesOthers() throws IOException {
    for (Form form : Form.values()) {
      RecordingPlan plan = RecordingPlan.of(form, 500);
      byte[] once = bytes(made(plan));
      assertThat(bytes(made(plan)), is(once));
      assertThat(bytes(made(plan.withSeed(2))), is(not(once)));
    }
  }

  @Test
  public void partsTogetherAreTheWholeRecording() throws IOException {
    RecordingPlan plan = RecordingPlan.of(Form.V2, 501);
    assertThat(bytes(made(plan.withFiles(7))), is(bytes(made(plan.withFiles(1)))));
  }

  @Test
  public void aRecordingThatIsThereIsLeftAloneAndOneOfAnotherPlanIsReplaced() throws IOException {
    RecordingPlan plan = RecordingPlan.of(Form.V2, 100).withFiles(2);
    Path directory = made(plan);
    Path part = parts(directory).get(1);
    Files.writeString(part, "marked");
    RecordingFiles.make(directory, plan);
    assertThat(Files.readString(part), is("marked"));
    RecordingFiles.make(directory, plan.withFiles(1));
    assertThat(bytes(directory), is(bytes(made(plan))));
  }

  @Test
  public void everyLineIsOfTheKindThatItsPlanSays() throws IOException {
    Census v1 = census(RecordingPlan.of(Form.V1, TWEETS));
    assertThat(v1.statuses, is((long) TWEETS));
    assertThat(v1.malformed, is(0L));
    assertThat((double) v1.others / v1.lines, is(closeTo(0.125, 0.01)));
    Census v2 = census(RecordingPlan.of(Form.V2, TWEETS));
    assertThat(v2.statuses, is((long) TWEETS));
    assertThat(v2.lines, is((long) TWEETS));
  }

  @Test
  public void statusesHaveTheSizesOfRecordedOnes() throws IOException {
    // The samples of 2013 and 2016 have 3.0 and 4.5 KB.
    assertThat(meanBytes(Form.V1), is(closeTo(3_400, 200)));
    assertThat(meanBytes(Form.V2), is(closeTo(865, 50)));
  }

  @Test
  public void v1IsAsciiAloneAndV2IsRawUtf8() throws IOException {
    assertThat(census(RecordingPlan.of(Form.V1, 1_000)).linesBeyondAscii, is(0L));
    assertThat(census(RecordingPlan.of(Form.V2, 1_000)).linesBeyondAscii, is(greaterThan(300L)));
  }

  @Test
  public void sharesAreThoseOfRecordings() throws IOException {
    for (Form form : Form.values()) {
      Census census = census(RecordingPlan.of(form, TWEETS));
      assertThat(share(census.tagged), is(both(greaterThan(0.13)).and(lessThan(0.19))));
      assertThat(share(census.smiling), is(both(greaterThan(0.014)).and(lessThan(0.026))));
      assertThat(share(census.happy), is(both(greaterThan(0.002)).and(lessThan(0.014))));
      assertThat(share(census.retweets), is(both(greaterThan(0.24)).and(lessThan(0.40))));
    }
  }

  @Test
  public void fewLinesHaveASmileAnywhere() throws IOException {
    Census census = census(RecordingPlan.of(Form.V1, TWEETS));
    assertThat(share(census.linesWithSmileBytes), is(both(greaterThan(0.02)).and(lessThan(0.06))));
  }

  @Test
  public void inAStormEveryStatusIsHappyAndTagged() throws IOException {
    for (Form form : Form.values()) {
      assertThat(census(RecordingPlan.of(form, 2_000).withStorm(true)).happy, is(2_000L));
    }
  }

  @Test
  public void thereAreAsManyHashtagsAsAskedFor() throws IOException {
    RecordingPlan storm = RecordingPlan.of(Form.V2, 5_000).withStorm(true);
    assertThat(census(storm.withHashtags(1)).names.size(), is(1));
    assertThat(census(storm.withHashtags(100)).names.size(), is(100));
    assertThat(census(storm.withHashtags(100_000)).names.size(), is(greaterThan(2_000)));
  }

  @Test
  public void eventTimeGoesThroughTheSpanAndIsOutOfOrderByAFewSeconds() throws IOException {
    RecordingPlan plan = RecordingPlan.of(Form.V2, TWEETS).withSpan(Duration.ofHours(2));
    Census census = census(plan);
    long end = RecordingFiles.START_MILLIS + Duration.ofHours(2).toMillis();
    assertThat(census.firstMillis, is(greaterThanOrEqualTo(RecordingFiles.START_MILLIS)));
    assertThat(census.lastMillis, is(allOf(lessThan(end), greaterThan(end - 10_000))));
    assertThat(census.mostOutOfOrder, is(both(greaterThan(0L)).and(lessThanOrEqualTo(3_000L))));
    assertThat(census.ids.size(), is(TWEETS));
  }

  @Test
  public void inAnyLayoutARecordingHasTheSameTweets() throws IOException {
    for (Form form : Form.values()) {
      RecordingPlan plan = RecordingPlan.of(form, 2_000);
      Census usual = census(plan);
      for (Layout layout : List.of(Layout.OPTIONAL, Layout.SHUFFLED)) {
        RecordingPlan variant = plan.withLayout(layout);
        assertThat(bytes(made(variant)), is(bytes(made(variant))));
        assertThat(bytes(made(variant)), is(not(bytes(made(plan)))));
        Census found = census(variant);
        assertThat(found.malformed, is(0L));
        assertThat(found.ids, is(usual.ids));
        assertThat(found.names, is(usual.names));
        assertThat(found.happy, is(usual.happy));
        assertThat(found.retweets, is(usual.retweets));
      }
    }
  }

  @Test
  public void aPlanOfNothingIsRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> RecordingPlan.of(Form.V2, 0));
    assertThat(refused.getMessage(), is("tweets is 0: give 1 to " + Long.MAX_VALUE));
  }

  private static double share(long count) {
    return (double) count / TWEETS;
  }

  private double meanBytes(Form form) throws IOException {
    Census census = census(RecordingPlan.of(form, TWEETS));
    return (double) census.statusBytes / census.statuses;
  }

  private Census census(RecordingPlan plan) throws IOException {
    return Census.of(parts(made(plan)));
  }

  private Path made(RecordingPlan plan) throws IOException {
    Path directory = folder.newFolder().toPath();
    RecordingFiles.make(directory, plan);
    return directory;
  }

  private static byte[] bytes(Path directory) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path part : parts(directory)) {
      all.write(Files.readAllBytes(part));
    }
    return all.toByteArray();
  }

  private static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
