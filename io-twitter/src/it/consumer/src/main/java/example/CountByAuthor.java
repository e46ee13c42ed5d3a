package example;

import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/** Counts the tweets of the filtered stream by author and matching rule, ten seconds at a time. */
public final class CountByAuthor {
  private CountByAuthor() {}

  /** Returns the counts, by an author's id and a rule's tag with a space between them. */
  public static PCollection<KV<String, Long>> of(Pipeline pipeline, XApi api, long maxTweets) {
    return pipeline
        .apply(
            TwitterIO.read()
                .fromXApi(api)
                .withMaxTweets(maxTweets)
                .withFields("author.id", "matchingRules"))
        .apply(Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply(FlatMapElements.into(TypeDescriptors.strings()).via(CountByAuthor::keys))
        .apply(Count.perElement());
  }

  private static List<String> keys(Tweet tweet) {
    List<String> keys = new ArrayList<>();
    if (tweet.getAuthor() != null && tweet.getMatchingRules() != null) {
      for (MatchingRule rule : tweet.getMatchingRules()) {
        keys.add(tweet.getAuthor().getId() + " " + rule.getTag());
      }
    }
    return keys;
  }
}
