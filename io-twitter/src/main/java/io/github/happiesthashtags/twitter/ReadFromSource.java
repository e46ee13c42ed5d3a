package io.github.happiesthashtags.twitter;

import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.xapi.LocalApi;
import io.github.happiesthashtags.twitter.xapi.LocalApiSpec;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The settings that all transforms of {@link TwitterIO} share: what to read, and how to follow a
 * stream. Every method returns a changed copy.
 *
 * @param <T> the elements
 * @param <R> the transform itself
 */
public abstract class ReadFromSource<T, R extends ReadFromSource<T, R>>
    extends PTransform<PBegin, PCollection<T>> {

  /** A longer delay is a mistake, and far longer ones overflow a long of milliseconds. */
  private static final Duration LONGEST_DELAY = Duration.ofDays(36_525);

  ReadFromSource() {}

  abstract SourceSettings source();

  /** Returns this transform with other settings of the source. */
  abstract R with(SourceSettings source);

  /**
   * Reads recordings, bounded unless {@link #withReplaySpeed} is given. If bounded, the matching
   * files are listed when the transform is applied, which fails if there are none.
   *
   * @param patterns paths or globs in any of Beam's file systems
   */
  public R fromRecordings(List<String> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no recordings to read: it takes at least one path or glob");
    }
    return with(source().toBuilder().setFeed(null).setRecordings(List.copyOf(patterns)).build());
  }

  /**
   * Streams the recordings in the order of their names. A live source cannot be replayed: the
   * transform refuses one when it is applied.
   *
   * @param speed the ratio of event time to real time, above zero; {@link Double#POSITIVE_INFINITY}
   *     for no waits
   */
  public R withReplaySpeed(double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "the replay speed is " + speed + ": it takes a number above zero");
    }
    return with(source().toBuilder().setReplaySpeed(speed).build());
  }

  /**
   * Reads streams of X API v2, with one split for each connection.
   *
   * @throws IllegalArgumentException if a setting is missing or invalid; the message says what to
   *     do
   */
  public R fromXApi(XApi api) {
    // Checked here so that the stack trace points to the mistake.
    api.check();
    return from(api);
  }

  /**
   * Reads a stream of a v1.1 gateway, in one split.
   *
   * @throws IllegalArgumentException if a setting is missing or invalid; the message says what to
   *     do
   */
  public R fromV1Api(V1Api api) {
    api.check();
    return from(api);
  }

  /**
   * Reads the sample stream of an API that runs inside the reading process, through real HTTP, such
   * as a simulator for demos.
   */
  public R fromLocalApi(LocalApi api) {
    return from(new LocalApiSpec(api));
  }

  /**
   * Reads a feed of your own, with one split for each of its connections; see {@code FeedContract},
   * in the test-jar, for what it must do.
   */
  public R from(FeedSpec feed) {
    return with(source().toBuilder().setRecordings(null).setFeed(feed).build());
  }

  /**
   * Sets how far the watermark of a live stream or a replay stays behind the highest event time; 10
   * s by default, a hundred years at most.
   */
  public R withMaxOutOfOrder(Duration maxOutOfOrder) {
    if (maxOutOfOrder.isNegative() || maxOutOfOrder.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "the watermark delay is " + maxOutOfOrder + ": give a time from zero to a hundred years");
    }
    return with(source().toBuilder().setMaxOutOfOrder(maxOutOfOrder).build());
  }

  /**
   * Sets what to do when the pipeline is slower than a live stream and its buffer of 32 MB is full;
   * {@link Overflow#BLOCK} by default.
   */
  public R withOverflow(Overflow overflow) {
    return with(source().toBuilder().setOverflow(overflow).build());
  }

  /**
   * Sets the number of tweets after which a live stream ends; 0, the default, for no limit. The
   * transform refuses a limit for recordings when it is applied.
   */
  public R withMaxTweets(long maxTweets) {
    if (maxTweets < 0) {
      throw new IllegalArgumentException(
          "the limit is " + maxTweets + " tweets: it takes zero (none) or more");
    }
    return with(source().toBuilder().setMaxTweets(maxTweets).build());
  }
}
