package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.Tweet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tweets to the tallies of the happy ones, for a pipeline that has tweets rather than blocks. */
final class TallyTweets extends DoFn<Tweet, Tally> {
  private static final long serialVersionUID = 1L;

  private final HappyRule rule;
  private final WindowPlan plan;
  private transient @Nullable SliceTallies tallies;
  private transient PipelineMetrics.Counts counts = new PipelineMetrics.Counts();

  TallyTweets(HappyRule rule, WindowPlan plan) {
    this.rule = rule;
    this.plan = plan;
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
    HappyStatus happy =
        rule.apply(
            tweet.getId(),
            tweet.getLang(),
            tweet.getRetweet(),
            tweet.getHashtags(),
            tweet.getText(),
            counts);
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
