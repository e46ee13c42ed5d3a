package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/**
 * The configuration of a feed, which travels in the serialised source. It holds no secrets and no
 * open resources.
 */
public interface FeedSpec extends Serializable, HasDisplayData {

  /**
   * Returns the number of connections that the feed needs. Does no I/O: a slow answer would stall a
   * runner's start.
   */
  int splits();

  /**
   * Returns this feed with an end after a number of tweets, over all splits.
   *
   * @throws IllegalArgumentException if the feed has no such limit, as by default
   */
  default FeedSpec withMaxTweets(long tweets) {
    throw new IllegalArgumentException(
        getClass().getSimpleName()
            + " has no limit of tweets: leave out withMaxTweets, or limit the feed itself");
  }

  /**
   * Returns this feed asking only for what some fields of a tweet need; by default, this feed.
   *
   * @param fields those that the pipeline reads
   */
  default FeedSpec withUsedFields(Set<TweetField> fields) {
    return this;
  }

  /**
   * Checks the settings when a pipeline that reads this feed is built; does nothing by default.
   *
   * @throws IllegalArgumentException if a setting is missing or invalid; the message says what to
   *     do
   */
  default void validate() {}

  /** Creates the feed of one split, not yet connected. */
  Feed open(int split, PipelineOptions options);

  /**
   * Returns what Beam's lineage calls the source of one split, from general to special, such as
   * {@code api.x.com} and {@code sample}; empty, the default, if lineage need not know.
   */
  default List<String> lineage(int split) {
    return List.of();
  }
}
