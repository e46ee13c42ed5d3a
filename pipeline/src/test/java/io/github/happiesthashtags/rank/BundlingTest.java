package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.happiesthashtags.oracle.NaiveOracle;
import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.output.FilesByHand;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.testing.Arrivals;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.Caught;
import io.github.happiesthashtags.testing.Rankings;
import io.github.happiesthashtags.testing.TestStatus;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.TimestampedValue;
import org.junit.Test;

/** A stream's panes against the oracle, however the runner cuts and hurries it. */
public class BundlingTest {
  private static final OracleSettings FIXED =
      OracleSettings.eventTime().withWindows(1800, 1800).withTopN(5);
  private static final OracleSettings SLIDING = FIXED.withWindows(1800, 700);
  private static final List<String> HASHTAGS = List.of("joy", "fun", "sun", "cat", "dog", "tea");

  /** A stream of some two hours, a few of whose statuses are up to an hour late, some twice. */
  private static Arrivals anyArrivals(Random random) {
    Instant now = TestStatus.time("10:00");
    List<TestStatus> statuses = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      now = now.plusMillis(random.nextInt(180_000));
      int behind = random.nextInt(5) == 0 ? random.nextInt(3_600_000) : random.nextInt(15_000);
      String time = now.minusMillis(behind).toString();
      TestStatus status =
          TestStatus.at(time.substring(11, time.length() - 1))
              .tagged(any(random), any(random))
              .smiling(random.nextInt(4));
      statuses.add(status);
      if (random.nextInt(6) == 0) {
        statuses.add(random.nextInt(statuses.size()), status.smiling(random.nextInt(6)));
      }
    }
    return new Arrivals(statuses);
  }

  @Test
  public void onTimeAndFinalPanesDependOnTheOrderOfArrivalAlone() {
    for (int seed = 0; seed < 4; seed++) {
      OracleSettings settings = seed % 2 == 0 ? FIXED : SLIDING;
      Duration lateness = seed < 2 ? Duration.ZERO : Duration.ofMinutes(20);
      Arrivals arrivals = anyArrivals(new Random(seed));
      Map<String, String> onTime = expected(arrivals, settings, Duration.ZERO);
      Map<String, String> last = expected(arrivals, settings, lateness);
      for (int run = 0; run < 3; run++) {
        Random random = new Random(run);
        TestStream<MessageBlock> stream = stream(arrivals.cut(random, 1 + 15 * run), random);

        List<Leaderboard> panes = panes(stream, settings, lateness, null);

        String what = "seed " + seed + ", run " + run;
        Map<String, String> foundOnTime = new TreeMap<>();
        Map<String, String> foundLast = new TreeMap<>();
        for (Leaderboard pane : panes) {
          if (pane.timing() == Timing.ON_TIME) {
            foundOnTime.put(window(pane), csv(pane));
          }
          foundLast.put(window(pane), csv(pane));
        }
        assertThat(what, foundOnTime, equalTo(onTime));
        assertThat(what, foundLast, equalTo(last));
      }
    }
  }

  @Test
  public void earlyPanesAreWhatHasArrivedSoFar() {
    int earlyPanes = 0;
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      OracleSettings settings =
          (seed == 0 ? FIXED : SLIDING)
              .withScore(seed == 1 ? OracleSettings.Score.MAX : OracleSettings.Score.SUM)
              .withTopN(100);
      List<List<TestStatus>> bundles = bundlesInTime(random);
      TestStream.Builder<MessageBlock> stream = TestStream.create(MessageBlockCoder.of());
      Map<String, List<String>> expected = new TreeMap<>();
      List<byte[]> soFar = new ArrayList<>();
      for (List<TestStatus> bundle : bundles) {
        MessageBlock block = Blocks.of(bundle.toArray(new TestStatus[0]));
        stream =
            stream
                .addElements(TimestampedValue.of(block, TestStatus.beamTime("10:00")))
                .advanceProcessingTime(org.joda.time.Duration.standardMinutes(1));
        List<byte[]> now = bundle.stream().map(Blocks::bytes).toList();
        soFar.addAll(now);
        Map<String, String> touched = NaiveOracle.answer(now, settings).files();
        NaiveOracle.answer(soFar, settings)
            .files()
            .forEach(
                (window, csv) -> {
                  if (touched.containsKey(window)) {
                    expected.computeIfAbsent(window, absent -> new ArrayList<>()).add(csv);
                  }
                });
      }

      List<Leaderboard> panes =
          panes(
              stream.advanceWatermarkToInfinity(), settings, Duration.ZERO, Duration.ofSeconds(10));

      Map<String, List<String>> early = new TreeMap<>();
      Map<String, Leaderboard> before = new TreeMap<>();
      for (Leaderboard pane : panes) {
        String window = window(pane);
        assertNeverFalls(before.put(window, pane), pane);
        if (pane.timing() == Timing.EARLY) {
          List<String> ofWindow = early.computeIfAbsent(window, absent -> new ArrayList<>());
          assertThat(pane.getPane(), equalTo((long) ofWindow.size()));
          ofWindow.add(csv(pane));
          earlyPanes++;
        }
      }
      assertThat("seed " + seed, early, equalTo(expected));
    }
    assertThat(earlyPanes, is(greaterThan(30)));
  }

  private static void assertNeverFalls(Leaderboard before, Leaderboard now) {
    Map<String, LeaderboardRow> rows = new TreeMap<>();
    for (LeaderboardRow row : now.getRows()) {
      assertThat("no hashtag twice", rows.put(row.getHashtag(), row) == null, is(true));
    }
    if (before != null) {
      for (LeaderboardRow row : before.getRows()) {
        assertThat(row.getScore(), is(lessThanOrEqualTo(rows.get(row.getHashtag()).getScore())));
      }
    }
  }

  /** Statuses of two hours in any order; a status that comes again is happier. */
  private static List<List<TestStatus>> bundlesInTime(Random random) {
    List<List<TestStatus>> bundles = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<TestStatus> bundle = new ArrayList<>();
      for (int n = random.nextInt(6); n >= 0; n--) {
        int minute = random.nextInt(120);
        bundle.add(
            TestStatus.at("%02d:%02d".formatted(10 + minute / 60, minute % 60))
                .tagged(HASHTAGS.get(minute % HASHTAGS.size()), "joy")
                .smiling(random.nextInt(4)));
      }
      bundles.add(bundle);
    }
    return bundles;
  }

  /** The blocks in bundles of some, with a watermark that is never ahead of the source's. */
  private static TestStream<MessageBlock> stream(List<MessageBlock> blocks, Random random) {
    TestStream.Builder<MessageBlock> stream = TestStream.create(MessageBlockCoder.of());
    int next = 0;
    while (next < blocks.size()) {
      int end = Math.min(blocks.size(), next + 1 + random.nextInt(4));
      long watermark = blocks.get(next).arrival().watermarkMillis();
      if (watermark != Long.MIN_VALUE && random.nextInt(3) != 0) {
        stream = stream.advanceWatermarkTo(org.joda.time.Instant.ofEpochMilli(watermark));
      }
      List<TimestampedValue<MessageBlock>> bundle = new ArrayList<>();
      for (MessageBlock block : blocks.subList(next, end)) {
        long time =
            Math.max(TestStatus.time("09:00").toEpochMilli(), block.arrival().watermarkMillis());
        bundle.add(TimestampedValue.of(block, org.joda.time.Instant.ofEpochMilli(time)));
      }
      stream = stream.addElements(bundle.get(0), bundle.subList(1, bundle.size()).toArray(array()));
      if (random.nextInt(3) == 0) {
        stream = stream.advanceProcessingTime(org.joda.time.Duration.standardSeconds(5));
      }
      next = end;
    }
    return stream.advanceWatermarkToInfinity();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type.
  private static TimestampedValue<MessageBlock>[] array() {
    return new TimestampedValue[0];
  }

  private static List<Leaderboard> panes(
      TestStream<MessageBlock> stream, OracleSettings settings, Duration lateness, Duration early) {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    Caught<Leaderboard> caught = new Caught<>(Leaderboard.class);
    var ranking = Rankings.of(settings).withAllowedLateness(lateness);
    pipeline
        .apply(stream)
        .apply("Rank", early == null ? ranking : ranking.withEarly(early))
        .getLeaderboards()
        .apply("Keep", caught);
    pipeline.run().waitUntilFinish();
    return caught.elements();
  }

  /** For each window what the oracle says of the statuses that came before it was too late. */
  private static Map<String, String> expected(
      Arrivals arrivals, OracleSettings settings, Duration lateness) {
    Map<String, String> expected = new TreeMap<>();
    List<byte[]> all = arrivals.before(Long.MAX_VALUE);
    for (String window : new TreeSet<>(NaiveOracle.answer(all, settings).files().keySet())) {
      Instant end = Instant.parse(window.split("_", -1)[1].replaceAll("T(..)-(..)-", "T$1:$2:"));
      List<byte[]> inTime = arrivals.before(end.plus(lateness).toEpochMilli());
      String csv = NaiveOracle.answer(inTime, settings).files().get(window);
      if (csv != null) {
        expected.put(window, csv);
      }
    }
    return expected;
  }

  /** The name that the oracle gives a window. */
  private static String window(Leaderboard pane) {
    return (seconds(pane.getWindowStart()) + "_" + seconds(pane.getWindowEnd())).replace(':', '-')
        + "_on-time-0.csv";
  }

  private static Instant seconds(org.joda.time.Instant instant) {
    return Instant.ofEpochMilli(instant.getMillis());
  }

  /** The pane as if it were the on-time one, as the oracle writes it. */
  private static String csv(Leaderboard pane) {
    return FilesByHand.csv(
        Leaderboard.of(
            pane.getWindowStart(), pane.getWindowEnd(), Timing.ON_TIME, 0, pane.getRows()));
  }

  private static String any(Random random) {
    return HASHTAGS.get(random.nextInt(HASHTAGS.size()));
  }
}
