package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.recording.RecordingSource;
import io.github.happiesthashtags.twitter.recording.ReplaySpec;
import io.github.happiesthashtags.twitter.stream.FeedSource;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.stream.Sessions;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/** What a transform of {@link TwitterIO} reads: recordings, a replay of them or a live feed. */
@AutoValue
abstract class SourceSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  static final SourceSettings DEFAULTS =
      new AutoValue_SourceSettings.Builder()
          .setMaxOutOfOrder(TwitterIO.DEFAULT_MAX_OUT_OF_ORDER)
          .setOverflow(Overflow.BLOCK)
          .setMaxTweets(0)
          .build();

  @SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
  abstract @Nullable List<String> recordings();

  abstract @Nullable Double replaySpeed();

  abstract @Nullable FeedSpec feed();

  abstract Duration maxOutOfOrder();

  abstract Overflow overflow();

  abstract long maxTweets();

  /** The fields of tweets that a live stream of X is asked for; null for the API's default. */
  @SuppressWarnings("AutoValueImmutableFields") // Never changed; no Guava in our API.
  abstract @Nullable Set<TweetField> asked();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setRecordings(@Nullable List<String> patterns);

    abstract Builder setReplaySpeed(@Nullable Double speed);

    abstract Builder setFeed(@Nullable FeedSpec feed);

    abstract Builder setMaxOutOfOrder(Duration maxOutOfOrder);

    abstract Builder setOverflow(Overflow overflow);

    abstract Builder setMaxTweets(long maxTweets);

    abstract Builder setAsked(@Nullable Set<TweetField> fields);

    abstract SourceSettings build();
  }

  /** Returns these settings, asking a live stream of X only for some fields of tweets. */
  SourceSettings asking(Set<TweetField> fields) {
    if (feed() instanceof XApi api && !api.hasTweets()) {
      throw new IllegalStateException(
          "these streams of X have events, no tweets: use readCompliance or readMessages, or"
              + " XApi.streams");
    }
    return toBuilder().setAsked(fields).build();
  }

  /** Refuses streams of X that have no compliance events. */
  void checkCompliance() {
    if (feed() instanceof XApi api && api.hasTweets()) {
      throw new IllegalStateException(
          "these streams of X have tweets, no compliance events: use XApi.compliance, or read or"
              + " readMessages");
    }
  }

  /** Applies the read to a pipeline. */
  PCollection<MessageBlock> read(PBegin input) {
    List<String> patterns = recordings();
    if (patterns != null && maxTweets() > 0) {
      throw new IllegalStateException(
          "the limit is "
              + maxTweets()
              + " tweets, but recordings are read to their end: leave out withMaxTweets, or read a"
              + " live source");
    }
    if (patterns != null && replaySpeed() == null) {
      return input
          .apply("Recordings", Read.from(RecordingSource.of(patterns)))
          .setCoder(MessageBlockCoder.of());
    }
    FeedSource source = new FeedSource(stream(), maxOutOfOrder().toMillis(), overflow());
    Sessions.belongs(source, input.getPipeline());
    return input.apply("Stream", Read.from(source)).setCoder(MessageBlockCoder.of());
  }

  private FeedSpec stream() {
    List<String> patterns = recordings();
    Double speed = replaySpeed();
    if (patterns != null && speed != null) {
      return new ReplaySpec(patterns, speed);
    }
    FeedSpec live = feed();
    if (live == null) {
      throw new IllegalStateException(
          "TwitterIO has nothing to read: call fromRecordings, fromXApi, fromV1Api, fromLocalApi"
              + " or from");
    }
    if (speed != null) {
      throw new IllegalStateException(
          "the replay speed is "
              + speed
              + ", but the source is live: leave out withReplaySpeed, or call fromRecordings");
    }
    if (maxTweets() > 0 && live instanceof XApi api && !api.hasTweets()) {
      throw new IllegalStateException(
          "these streams of X have events, no tweets: leave out withMaxTweets");
    }
    Set<TweetField> used = asked();
    FeedSpec asking = used == null ? live : live.withUsedFields(used);
    return maxTweets() == 0 ? asking : asking.withMaxTweets(maxTweets());
  }

  /** Describes the source for {@link org.apache.beam.sdk.transforms.PTransform} display data. */
  void populateDisplayData(DisplayData.Builder builder) {
    List<String> patterns = recordings();
    FeedSpec live = feed();
    if (patterns != null) {
      builder
          .add(DisplayData.item("recordings", String.join(",", patterns)).withLabel("Recordings"))
          .addIfNotNull(DisplayData.item("replaySpeed", replaySpeed()).withLabel("Replay speed"));
    } else if (live != null) {
      builder.include("source", live);
    }
    builder.add(
        DisplayData.item("maxOutOfOrder", maxOutOfOrder().toString()).withLabel("Watermark delay"));
  }
}
