package io.github.happiesthashtags.rank;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.util.VarInt;

/**
 * Merges tallies into one map of distinct statuses, and ranks its hashtags.
 *
 * <p>One map a window, because nothing smaller gives right panes: chained aggregations with early
 * panes count a hashtag twice, and splitting by hashtag would count a copy of a status that another
 * copy supersedes. A stream has about one happy status in a hundred, so the map stays small.
 */
final class RankFn extends Combine.CombineFn<WindowedTally, RankFn.Statuses, Ranking> {
  private static final long serialVersionUID = 1L;

  /** Best first in {@link Top}: a higher score, then the hashtag that is first by code point. */
  private static final class BestFirst implements Comparator<LeaderboardRow>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(LeaderboardRow a, LeaderboardRow b) {
      int byScore = a.getScore().compareTo(b.getScore());
      return byScore != 0
          ? byScore
          : CodePointOrder.INSTANCE.compare(b.getHashtag(), a.getHashtag());
    }
  }

  /** A window's distinct statuses by id: those in time, and those that came late. */
  static final class Statuses {
    private final DistinctStatuses onTime;
    private final DistinctStatuses late;

    Statuses(DistinctStatuses onTime, DistinctStatuses late) {
      this.onTime = onTime;
      this.late = late;
    }
  }

  private static final class StatusesCoder extends AtomicCoder<Statuses> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Statuses statuses, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      write(statuses.onTime, out);
      write(statuses.late, out);
    }

    @Override
    public Statuses decode(InputStream stream) throws IOException {
      DataInputStream in = new DataInputStream(stream);
      return new Statuses(read(in), read(in));
    }

    private static void write(DistinctStatuses statuses, DataOutputStream out) throws IOException {
      List<PackedStatuses> parts = statuses.parts();
      VarInt.encode(parts.size(), out);
      for (PackedStatuses part : parts) {
        TallyCoder.writeAll(part, out);
      }
    }

    private static DistinctStatuses read(DataInputStream in) throws IOException {
      List<PackedStatuses> parts = new ArrayList<>();
      int count = VarInt.decodeInt(in);
      if (count < 1) {
        throw new CoderException(count + " parts of a window: the encoding is damaged");
      }
      for (int i = 0; i < count; i++) {
        parts.add(TallyCoder.readAll(in).check());
      }
      DistinctStatuses statuses = new DistinctStatuses();
      statuses.gatherParts(parts);
      return statuses;
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      throw new NonDeterministicException(this, "a hash table has no order");
    }
  }

  private final Score score;
  private final int topN;
  private final int minStatuses;
  private final Top.TopCombineFn<LeaderboardRow, BestFirst> top;

  /**
   * A ranking.
   *
   * @param minStatuses for {@link Score#MEAN}, hashtags with fewer statuses are left out
   */
  RankFn(Score score, int topN, int minStatuses) {
    this.score = score;
    this.topN = topN;
    this.minStatuses = score == Score.MEAN ? minStatuses : 1;
    this.top = new Top.TopCombineFn<>(topN, new BestFirst());
  }

  @Override
  public Statuses createAccumulator() {
    return new Statuses(new DistinctStatuses(), new DistinctStatuses());
  }

  @Override
  public Statuses addInput(Statuses statuses, WindowedTally tally) {
    (tally.late() ? statuses.late : statuses.onTime).gather(tally.statuses());
    return statuses;
  }

  @Override
  public Statuses mergeAccumulators(Iterable<Statuses> accumulators) {
    Statuses merged = createAccumulator();
    for (Statuses statuses : accumulators) {
      merged.onTime.gatherParts(statuses.onTime.parts());
      merged.late.gatherParts(statuses.late.parts());
    }
    return merged;
  }

  @Override
  public Ranking extractOutput(Statuses statuses) {
    List<LeaderboardRow> onTime = rank(statuses.onTime);
    if (statuses.late.isEmpty()) {
      return new Ranking(onTime, null);
    }
    DistinctStatuses all = new DistinctStatuses();
    all.gatherParts(statuses.onTime.parts());
    all.gatherParts(statuses.late.parts());
    return new Ranking(onTime, rank(all));
  }

  private List<LeaderboardRow> rank(DistinctStatuses statuses) {
    HashtagTallies hashtags = HashtagTallies.of(statuses.packed());
    List<LeaderboardRow> rows = new ArrayList<>();
    // A row costs more than its score, and most hashtags come nowhere near a leaderboard.
    PriorityQueue<BigDecimal> bestScores = new PriorityQueue<>();
    hashtags.forEach(
        tally -> {
          if (tally.statuses() < minStatuses) {
            return;
          }
          BigDecimal tallied = score.of(tally.smiles(), tally.happiest(), tally.statuses());
          if (bestScores.size() >= topN) {
            if (tallied.compareTo(bestScores.element()) < 0) {
              return;
            }
            bestScores.remove();
          }
          bestScores.add(tallied);
          rows.add(LeaderboardRow.of(tally.hashtag(), tallied, tally.smiles(), tally.statuses()));
        });
    return new ArrayList<>(top.apply(rows));
  }

  @Override
  public Coder<Statuses> getAccumulatorCoder(
      CoderRegistry registry, Coder<WindowedTally> inputCoder) {
    return new StatusesCoder();
  }
}
