package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.smiles.Smiles;
import io.github.happiesthashtags.twitter.Tweet;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.schemas.FieldAccessDescriptor;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tweets to the tallies of the happy ones, for a pipeline that has tweets rather than blocks. */
abstract class TallyTweets extends DoFn<Tweet, Tally> {
  private static final long serialVersionUID = 2L;

  final HappyRule rule;
  private final WindowPlan plan;
  private transient @Nullable SliceTallies tallies;
  transient PipelineMetrics.Counts counts = new PipelineMetrics.Counts();

  private TallyTweets(HappyRule rule, WindowPlan plan) {
    this.rule = rule;
    this.plan = plan;
  }

  /**
   * Returns the step.
   *
   * @param smiles returns the smiles of a tweet, or null to look for those of the rule's lexicon
   * @param hasSchema whether the tweets have their schema, so that the step can say which fields it
   *     uses
   */
  static TallyTweets of(
      HappyRule rule,
      WindowPlan plan,
      @Nullable SerializableFunction<Tweet, Integer> smiles,
      boolean hasSchema) {
    return smiles == null && hasSchema
        ? new OfFields(rule, plan)
        : new OfTweets(rule, plan, smiles);
  }

  /** Uses some fields of a tweet and says which, so that a source need not read the others. */
  private static final class OfFields extends TallyTweets {
    private static final long serialVersionUID = 1L;

    // In the order of the row that process() gets.
    @FieldAccess("used")
    @SuppressWarnings("unused") // Beam looks it up by its name.
    private final FieldAccessDescriptor used =
        FieldAccessDescriptor.withFieldNames("id", "lang", "retweet", "text", "hashtags");

    private OfFields(HappyRule rule, WindowPlan plan) {
      super(rule, plan);
    }

    @ProcessElement
    public void process(
        @FieldAccess("used") @Element Row tweet,
        @Timestamp Instant timestamp,
        OutputReceiver<Tally> out) {
      long id = Objects.requireNonNull(tweet.getInt64("id"));
      boolean retweet = Boolean.TRUE.equals(tweet.getBoolean("retweet"));
      String text = Objects.requireNonNull(tweet.getString("text"));
      List<String> hashtags = List.copyOf(Objects.requireNonNull(tweet.getArray("hashtags")));
      counts.statuses++;
      tally(
          rule.apply(id, tweet.getString("lang"), retweet, hashtags, text, counts), timestamp, out);
    }
  }

  /** Uses whole tweets, because a function of the user's own may use any field. */
  static final class OfTweets extends TallyTweets {
    private static final long serialVersionUID = 1L;

    private final @Nullable SerializableFunction<Tweet, Integer> smiles;

    OfTweets(
        HappyRule rule, WindowPlan plan, @Nullable SerializableFunction<Tweet, Integer> smiles) {
      super(rule, plan);
      this.smiles = smiles;
    }

    @ProcessElement
    public void process(
        @Element Tweet tweet, @Timestamp Instant timestamp, OutputReceiver<Tally> out) {
      counts.statuses++;
      tally(happy(tweet), timestamp, out);
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
  }

  @StartBundle
  public void startBundle() {
    tallies = new SliceTallies(plan);
    counts = new PipelineMetrics.Counts();
  }

  final void tally(@Nullable HappyStatus happy, Instant timestamp, OutputReceiver<Tally> out) {
    if (happy != null && tallies != null) {
      tallies.add(happy, timestamp.getMillis(), Long.MIN_VALUE);
      if (tallies.isFull()) {
        tallies.flush(out::outputWithTimestamp);
      }
    }
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
