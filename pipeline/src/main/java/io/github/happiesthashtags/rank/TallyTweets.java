package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.smiles.Smiles;
import io.github.happiesthashtags.twitter.Tweet;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tweets to the tallies of the happy ones, for a pipeline that has tweets rather than blocks. */
final class TallyTweets extends DoFn<Tweet, Tally> {
  private static final long serialVersionUID = 1L;

  private final HappyRule rule;
  private final WindowPlan plan;
  private final @Nullable SerializableFunction<Tweet, Integer> smiles;
  private transient @Nullable SliceTallies tallies;
  private transient PipelineMetrics.Counts counts = new PipelineMetrics.Counts();

  /**
   * The step.
   *
   * @param smiles returns the smiles of a tweet, or null to look for those of the rule's lexicon
   */
  TallyTweets(
      HappyRule rule, WindowPlan plan, @Nullable SerializableFunction<Tweet, Integer> smiles) {
    this.rule = rule;
    this.plan = plan;
    this.smiles = smiles;
  }

  @StartBundle
  public void startBundle() {
    tallies = new SliceTallies(plan);
    counts = new PipelineMetrics.Counts();
  }

  @ProcessElement
  public void process(
      @Element Tweet tweet, @Timestamp Instant timestamp, OutputReceiver<Tally> out) {
    counts.statuses++;
    HappyStatus happy = happy(tweet);
    if (happy != null && tallies != null) {
      tallies.add(happy, timestamp.getMillis(), Long.MIN_VALUE);
      if (tallies.isFull()) {
        tallies.flush(out::outputWithTimestamp);
      }
    }
  }

  private @Nullable HappyStatus happy(Tweet tweet) {
    SerializableFunction<Tweet, Integer> own = smiles;
    long id = tweet.getId();
    String lang = tweet.getLang();
    List<String> hashtags = tweet.getHashtags();
    return own == null
        ? rule.apply(id, lang, tweet.getRetweet(), hashtags, tweet.getText(), counts)
        : rule.apply(id, lang, tweet.getRetweet(), hashtags, () -> smiles(own, tweet), counts);
  }

  private static Smiles smiles(SerializableFunction<Tweet, Integer> own, Tweet tweet) {
    int count = own.apply(tweet);
    if (count < 0) {
      throw new IllegalArgumentException(
          "the function of withSmiles() returned " + count + "; return 0 or more");
    }
    return Smiles.of(count);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    if (tallies != null) {
      tallies.flush((tally, time) -> context.output(tally, time, GlobalWindow.INSTANCE));
    }
    counts.report();
  }

  // What is passed on before the bundle ends may be of an earlier slice than the last tweet.
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to say so yet.
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
