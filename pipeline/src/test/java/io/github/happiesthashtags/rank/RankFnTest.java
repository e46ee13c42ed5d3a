package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class RankFnTest {
  private static final RankFn SUM = new RankFn(Score.SUM, 4, 5);
  private static final RankFn MEAN = new RankFn(Score.MEAN, 4, 2);

  @Test
  public void higherScoresComeFirstAndOnlySoMany() {
    RankFn.Ranking ranking =
        rank(
            SUM,
            inTime(
                status(1, 3, "c"), status(2, 5, "a"), status(3, 4, "b"), status(4, 2, "d", "e")));

    assertThat(rows(ranking.onTime()), contains("a 5 5 1", "b 4 4 1", "c 3 3 1", "d 2 2 1"));
  }

  @Test
  public void tiesGoToTheHashtagThatIsFirstByCodePoint() {
    RankFn.Ranking ranking =
        rank(SUM, inTime(status(1, 1, "\uD83D\uDE00", "\uFF5E", "b", "a", "\uD835\uDC00")));

    assertThat(
        rows(ranking.onTime()),
        contains("a 1 1 1", "b 1 1 1", "\uFF5E 1 1 1", "\uD835\uDC00 1 1 1"));
  }

  @Test
  public void meansThatAreRoundedToTheSameAreATie() {
    RankFn.Ranking ranking =
        rank(
            new RankFn(Score.MEAN, 4, 1),
            inTime(status(1, 1_000_000_001, "b"), status(2, 0, "b"), status(3, 500_000_000, "a")));

    assertThat(rows(ranking.onTime()).get(0), equalTo("b 500000000.500000 1000000001 2"));
    assertThat(
        rows(rank(new RankFn(Score.MEAN, 4, 1), inTime(status(1, 2, "b", "a"))).onTime()),
        contains("a 2.000000 2 1", "b 2.000000 2 1"));
  }

  @Test
  public void aMeanNeedsEnoughStatusesAndOtherScoresDoNot() {
    WindowStatuses tally = inTime(status(1, 9, "rare", "often"), status(2, 1, "often"));

    assertThat(rows(rank(MEAN, tally).onTime()), contains("often 5.000000 10 2"));
    assertThat(rows(rank(SUM, tally).onTime()), contains("often 10 10 2", "rare 9 9 1"));
    assertThat(
        rows(rank(new RankFn(Score.MAX, 4, 5), tally).onTime()),
        contains("often 9 10 2", "rare 9 9 1"));
  }

  @Test
  public void ofCopiesOnlyTheBestCounts() {
    RankFn.Ranking ranking =
        rank(SUM, inTime(status(1, 1, "a")), inTime(status(1, 2, "b"), status(1, 2, "c")));

    assertThat(rows(ranking.onTime()), contains("b 2 2 1"));
  }

  @Test
  public void lateStatusesAreKeptApart() {
    RankFn.Ranking ranking = rank(SUM, inTime(status(1, 1, "a")), late(status(1, 3, "a", "b")));

    assertThat(rows(ranking.onTime()), contains("a 1 1 1"));
    assertThat(rows(ranking.withLate()), contains("a 3 3 1", "b 3 3 1"));
  }

  @Test
  public void withoutLateStatusesThereIsNoSecondRanking() {
    assertThat(rank(SUM, inTime(status(1, 1, "a"))).withLate(), nullValue());
  }

  @Test
  public void lateStatusesAloneLeaveTheFirstRankingEmpty() {
    RankFn.Ranking ranking = rank(SUM, late(status(1, 1, "a")));

    assertThat(ranking.onTime(), empty());
    assertThat(rows(ranking.withLate()), contains("a 1 1 1"));
  }

  @Test
  public void nothingGivesAnEmptyRanking() {
    assertThat(SUM.extractOutput(SUM.createAccumulator()).onTime(), empty());
  }

  @Test
  public void extractingTwiceGivesTheSame() {
    WindowStatuses statuses =
        SUM.addInput(
            SUM.addInput(SUM.createAccumulator(), inTime(status(1, 1, "a"))),
            late(status(1, 2, "b")));

    assertThat(SUM.extractOutput(statuses), equalTo(SUM.extractOutput(statuses)));
  }

  @Test
  public void theFunctionAndItsRankingsAreSerialisable() {
    RankFn copy = SerializableUtils.clone(MEAN);
    RankFn.Ranking ranking = rank(copy, inTime(status(1, 1, "a"), status(2, 2, "a")));

    assertThat(SerializableUtils.clone(ranking), equalTo(ranking));
  }

  @Test
  public void theBestOfManyAreThoseThatSortingFinds() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<HappyStatus> statuses = new ArrayList<>();
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        // Few different scores, so that the last places are shared.
        int smiles = 1 + random.nextInt(random.nextInt(40) + 1);
        String hashtag = "tag" + i * 7_919 % 10_007;
        statuses.add(status(i, smiles, hashtag));
        all.add("%03d %s".formatted(999 - smiles, hashtag));
      }
      Collections.sort(all);

      List<String> best =
          rank(SUM, inTime(statuses.toArray(new HappyStatus[0]))).onTime().stream()
              .map(row -> "%03d %s".formatted(999 - row.getSmiles(), row.getHashtag()))
              .toList();

      assertThat("seed " + seed, best, equalTo(all.subList(0, 4)));
    }
  }

  @Test
  public void hashtagsCountWhatAMapOfThemCounts() {
    Random random = new Random(1);
    List<HappyStatus> statuses = new ArrayList<>();
    Map<String, List<Long>> expected = new HashMap<>();
    for (int id = 0; id < 20_000; id++) {
      String[] hashtags =
          random
              .ints(1 + id % 3, 0, 3_000)
              .distinct()
              .mapToObj(i -> i % 7 == 0 ? "\u00E9\uD83D\uDE00" + i : "AaBB".repeat(i % 5) + i)
              .toArray(String[]::new);
      long smiles = random.nextInt(-3, 10);
      statuses.add(status(id, smiles, hashtags));
      Arrays.stream(hashtags)
          .forEach(name -> expected.computeIfAbsent(name, n -> new ArrayList<>()).add(smiles));
    }

    List<LeaderboardRow> rows =
        rank(new RankFn(Score.MAX, 3_000, 1), inTime(statuses.toArray(new HappyStatus[0])))
            .onTime();

    for (LeaderboardRow row : rows) {
      // Each once, and none that was not there.
      List<Long> smiles = expected.remove(row.getHashtag());
      assertThat(row.getStatuses(), equalTo((long) smiles.size()));
      assertThat(row.getSmiles(), equalTo(smiles.stream().mapToLong(n -> n).sum()));
      assertThat(
          row.getScore().longValue(), equalTo(smiles.stream().mapToLong(n -> n).max().getAsLong()));
    }
    assertThat(expected.keySet(), empty());
  }

  @Test
  public void aRankingKnowsItsDuplicatesInTime() {
    RankFn.Ranking ranking =
        rank(
            SUM,
            inTime(status(1, 1, "a"), status(1, 2, "a")),
            inTime(status(1, 1, "a"), status(2, 1, "b")),
            late(status(1, 1, "a")));

    assertThat(ranking.duplicates(), equalTo(2L));
  }

  @Property(trials = 500)
  public void neitherOrderNorGroupingMatters(
      @From(HappyStatuses.class) HappyStatus a,
      @From(HappyStatuses.class) HappyStatus b,
      @From(HappyStatuses.class) HappyStatus c,
      @From(HappyStatuses.class) HappyStatus d,
      @From(Longs.class) Long seed) {
    List<WindowStatuses> tallies =
        new ArrayList<>(List.of(inTime(a, b), late(c), inTime(d), late(a, d), inTime()));
    RankFn.Ranking expected = rank(SUM, tallies.toArray(new WindowStatuses[0]));
    Random random = new Random(seed);
    Collections.shuffle(tallies, random);
    List<WindowStatuses> parts = new ArrayList<>();
    for (WindowStatuses tally : tallies) {
      parts.add(random.nextInt(parts.size() + 1), SUM.createAccumulator());
      int part = random.nextInt(parts.size());
      parts.set(part, SUM.addInput(parts.get(part), tally));
    }
    int split = random.nextInt(parts.size());
    WindowStatuses first = SUM.mergeAccumulators(parts.subList(0, split));
    WindowStatuses second = SUM.mergeAccumulators(parts.subList(split, parts.size()));

    assertThat(SUM.extractOutput(SUM.mergeAccumulators(List.of(second, first))), equalTo(expected));
  }

  private static RankFn.Ranking rank(RankFn rankFn, WindowStatuses... tallies) {
    WindowStatuses statuses = rankFn.createAccumulator();
    for (WindowStatuses tally : tallies) {
      statuses = rankFn.addInput(statuses, tally);
    }
    return rankFn.extractOutput(statuses);
  }

  private static List<String> rows(List<LeaderboardRow> rows) {
    return rows.stream()
        .map(
            row ->
                "%s %s %d %d"
                    .formatted(
                        row.getHashtag(),
                        row.getScore().toPlainString(),
                        row.getSmiles(),
                        row.getStatuses()))
        .toList();
  }

  private static WindowStatuses inTime(HappyStatus... statuses) {
    return WindowStatuses.of(false, DistinctStatusesTest.of(statuses).encode());
  }

  private static WindowStatuses late(HappyStatus... statuses) {
    return WindowStatuses.of(true, DistinctStatusesTest.of(statuses).encode());
  }

  private static HappyStatus status(long id, long smiles, String... hashtags) {
    return new HappyStatus(id, smiles, List.of(hashtags));
  }
}
