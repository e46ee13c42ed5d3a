package io.github.happiesthashtags.twitter;

import java.time.Duration;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.transforms.Deduplicate;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;

/** Drops copies of tweets: see {@link TwitterIO.Read#withoutCopies(Duration)}. */
final class DropCopies extends PTransform<PCollection<Tweet>, PCollection<Tweet>> {
  private static final long serialVersionUID = 1L;

  private final long withinMillis;

  DropCopies(Duration within) {
    this.withinMillis = within.toMillis();
  }

  @Override
  public PCollection<Tweet> expand(PCollection<Tweet> tweets) {
    SerializableFunction<Tweet, Long> version = DropCopies::version;
    return tweets.apply(
        "By version",
        Deduplicate.withRepresentativeValueFn(version)
            .withRepresentativeCoder(VarLongCoder.of())
            .withTimeDomain(TimeDomain.EVENT_TIME)
            .withDuration(org.joda.time.Duration.millis(withinMillis)));
  }

  private static Long version(Tweet tweet) {
    Long version = tweet.getVersionId();
    return version == null ? tweet.getId() : version;
  }
}
