package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * From blocks or tweets to leaderboards: tally in the bundle, window, merge, rank; of a bounded
 * input, slice by slice at its end.
 */
public final class RankHashtags extends PTransform<PCollection<Tweet>, PCollection<Leaderboard>> {
  private static final long serialVersionUID = 1L;

  /**
   * What blocks give.
   *
   * @param leaderboards one element a pane
   * @param deadLetters the output of malformed lines, or null if they are only counted
   */
  public record Outputs(
      PCollection<Leaderboard> leaderboards, @Nullable PCollection<DeadLetter> deadLetters) {}

  private final HappyRule rule;
  private final WindowPlan plan;
  private final Score score;
  private final int topN;
  private final int minStatuses;
  private final @Nullable SerializableFunction<Tweet, Integer> smiles;

  /** A ranking; see {@code HappiestHashtags} for what the parts mean. */
  public RankHashtags(
      HappyRule rule,
      WindowPlan plan,
      Score score,
      int topN,
      int minStatuses,
      @Nullable SerializableFunction<Tweet, Integer> smiles) {
    this.rule = rule;
    this.plan = plan;
    this.score = score;
    this.topN = topN;
    this.minStatuses = minStatuses;
    this.smiles = smiles;
  }

  /**
   * Ranks the hashtags of the messages in blocks.
   *
   * @param keepsDeadLetters whether malformed lines are an output, not only counted
   * @param deadLetters writes malformed lines instead of emitting them; or null
   */
  public Outputs expandBlocks(
      PCollection<MessageBlock> blocks,
      boolean keepsDeadLetters,
      DeadLetter.@Nullable Writer deadLetters) {
    PCollectionTuple tallied =
        blocks.apply(
            "Tally blocks",
            ParDo.of(new TallyBlocks(rule, plan, keepsDeadLetters, deadLetters))
                .withOutputTags(
                    TallyBlocks.TALLIES,
                    // Runners work for an output even if nobody takes it: Spark runs a job a batch.
                    keepsDeadLetters
                        ? TupleTagList.of(TallyBlocks.DEAD_LETTERS)
                        : TupleTagList.empty()));
    return new Outputs(
        merge(tallied.get(TallyBlocks.TALLIES)),
        keepsDeadLetters ? tallied.get(TallyBlocks.DEAD_LETTERS) : null);
  }

  @Override
  public PCollection<Leaderboard> expand(PCollection<Tweet> tweets) {
    TallyTweets tally = TallyTweets.of(rule, plan, smiles, tweets.hasSchema());
    return merge(tweets.apply("Tally tweets", ParDo.of(tally)));
  }

  private PCollection<Leaderboard> merge(PCollection<Tally> tallies) {
    tallies.setCoder(new Tally.TallyCoder());
    RankFn ranking = new RankFn(score, topN, minStatuses);
    // Early panes cannot wait for the end.
    if (tallies.isBounded() == PCollection.IsBounded.BOUNDED && plan.earlyMillis() == null) {
      return tallies.apply("Rank at the end", new RankBounded(plan, ranking));
    }
    return tallies
        .apply("Window", plan.window())
        .apply("In time or late", ParDo.of(new InTimeFn()))
        .setCoder(KvCoder.of(VoidCoder.of(), new WindowStatuses.WindowStatusesCoder()))
        .apply("Merge and rank", Combine.perKey(ranking))
        .setCoder(KvCoder.of(VoidCoder.of(), SerializableCoder.of(RankFn.Ranking.class)))
        .apply("Name panes", ParDo.of(new ToLeaderboard(plan)));
  }

  /**
   * Tells for each window whether a tally came in time, late, or too late to count, by the
   * watermark that the source had: a runner's own is somewhere behind it, and would answer
   * differently each run.
   */
  static final class InTimeFn extends DoFn<Tally, KV<Void, WindowStatuses>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Tally tally, BoundedWindow window, OutputReceiver<KV<Void, WindowStatuses>> out) {
      long end = WindowPlan.end(window);
      if (end >= tally.openFrom()) {
        boolean isLate = end < tally.onTimeFrom();
        out.output(KV.of(null, WindowStatuses.of(isLate, tally.statuses())));
      }
    }
  }
}
