package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerTokenFile;
import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedSpec;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * A stream of X API v2. Holds where the token is, never the token.
 *
 * @param apiUrl the API's base, such as {@code https://api.x.com}
 * @param stream one of {@link #STREAMS}
 * @param bearerTokenFile a file on every machine that reads
 * @param maxStatuses ends the stream after so many; 0 for never
 */
public record XApiSpec(String apiUrl, String stream, String bearerTokenFile, long maxStatuses)
    implements FeedSpec {

  /** The streams that need no partition, and their paths. Source: X API v2 OpenAPI 2.167. */
  static final Map<String, String> STREAMS =
      Map.of(
          "filtered", "/2/tweets/search/stream",
          "sample", "/2/tweets/sample/stream");

  /** What the leaderboard needs of a tweet, and the retweeted ones beside it. */
  static final String QUERY =
      "tweet.fields=created_at,lang,entities,note_tweet,referenced_tweets,edit_history_tweet_ids"
          + "&expansions=referenced_tweets.id";

  /**
   * Checks what can be checked without connecting.
   *
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  public XApiSpec {
    if (!STREAMS.containsKey(stream)) {
      throw new IllegalArgumentException(
          "the stream " + stream + " is not known: it takes filtered or sample");
    }
    URI uri = URI.create(apiUrl);
    boolean secure = "https".equals(uri.getScheme());
    if (uri.getHost() == null || !(secure || "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "the API's address is " + apiUrl + ": it takes a URL such as https://api.x.com");
    }
    if (!secure && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException(
          "the API's address is " + apiUrl + ": the token goes over https only");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public int splits() {
    return 1;
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    Path file = Path.of(bearerTokenFile);
    return new XApiFeed(
        "x-" + stream, uri(apiUrl, stream), () -> BearerTokenFile.read(file), maxStatuses);
  }

  static URI uri(String apiUrl, String stream) {
    String base = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
    return URI.create(base + STREAMS.get(stream) + '?' + QUERY);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("apiUrl", apiUrl).withLabel("API"))
        .add(DisplayData.item("stream", stream).withLabel("Stream"));
  }
}
