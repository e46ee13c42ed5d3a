package io.github.happiesthashtags.rank;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;
import org.jspecify.annotations.Nullable;

/**
 * Merges a window's statuses and ranks their hashtags.
 *
 * <p>One set of statuses a window, because nothing smaller gives right panes: chained aggregations
 * with early panes count a hashtag twice, and splitting by hashtag would count a copy of a status
 * that another copy supersedes. A stream has about one happy status in a hundred, so the set stays
 * small.
 */
final class RankFn extends Combine.CombineFn<WindowStatuses, WindowStatuses, RankFn.Ranking> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<LeaderboardRow> BEST_FIRST =
      Comparator.comparing(LeaderboardRow::getScore)
          .reversed()
          .thenComparing(LeaderboardRow::getHashtag, CodePointOrder.INSTANCE);

  /**
   * A window's ranking so far.
   *
   * @param onTime over the statuses that came before the watermark passed the window's end
   * @param withLate over those that came late as well, or null if none did
   * @param duplicates the happy statuses in time that do not count, because a copy does
   */
  record Ranking(
      List<LeaderboardRow> onTime, @Nullable List<LeaderboardRow> withLate, long duplicates)
      implements Serializable {}

  /** What the statuses of one hashtag count. */
  private static final class HashtagTally {
    private long smiles;
    private long happiest = Long.MIN_VALUE;
    private long statuses;

    void add(long more) {
      smiles += more;
      happiest = Math.max(happiest, more);
      statuses++;
    }
  }

  private final Score score;
  private final int topN;
  private final int minStatuses;

  /**
   * A ranking.
   *
   * @param minStatuses for {@link Score#MEAN}, hashtags with fewer statuses are left out
   */
  RankFn(Score score, int topN, int minStatuses) {
    this.score = score;
    this.topN = topN;
    this.minStatuses = score == Score.MEAN ? minStatuses : 1;
  }

  @Override
  public WindowStatuses createAccumulator() {
    return new WindowStatuses();
  }

  @Override
  public WindowStatuses addInput(WindowStatuses statuses, WindowStatuses more) {
    statuses.addAll(more);
    return statuses;
  }

  @Override
  public WindowStatuses mergeAccumulators(Iterable<WindowStatuses> accumulators) {
    WindowStatuses merged = createAccumulator();
    accumulators.forEach(merged::addAll);
    return merged;
  }

  @Override
  public Ranking extractOutput(WindowStatuses statuses) {
    return rank(statuses.onTime(), statuses.late());
  }

  /** Ranks the hashtags of these statuses, to which the late ones are added. */
  Ranking rank(DistinctStatuses statuses, DistinctStatuses late) {
    List<LeaderboardRow> onTime = best(statuses);
    long duplicates = statuses.duplicates();
    if (late.isEmpty()) {
      return new Ranking(onTime, null, duplicates);
    }
    statuses.addAll(late);
    return new Ranking(onTime, best(statuses), duplicates);
  }

  private List<LeaderboardRow> best(DistinctStatuses statuses) {
    Map<String, HashtagTally> tallies = new HashMap<>();
    for (HappyStatus status : statuses.all()) {
      for (String hashtag : status.hashtags()) {
        tallies.computeIfAbsent(hashtag, absent -> new HashtagTally()).add(status.smiles());
      }
    }
    PriorityQueue<LeaderboardRow> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
    tallies.forEach(
        (hashtag, tally) -> {
          if (tally.statuses >= minStatuses) {
            worstFirst.add(
                LeaderboardRow.of(
                    hashtag,
                    score.of(tally.smiles, tally.happiest, tally.statuses),
                    tally.smiles,
                    tally.statuses));
          }
          if (worstFirst.size() > topN) {
            worstFirst.remove();
          }
        });
    List<LeaderboardRow> rows = new ArrayList<>(worstFirst);
    rows.sort(BEST_FIRST);
    return rows;
  }

  @Override
  public Coder<WindowStatuses> getAccumulatorCoder(
      CoderRegistry registry, Coder<WindowStatuses> inputCoder) {
    return inputCoder;
  }
}
