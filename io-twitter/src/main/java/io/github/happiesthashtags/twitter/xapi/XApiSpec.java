package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerTokenFile;
import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
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

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

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
    URI uri = parse(apiUrl);
    if (!"https".equals(uri.getScheme()) && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException(
          "the API's address is " + apiUrl + ": the token goes over https only");
    }
  }

  private static URI parse(String apiUrl) {
    try {
      URI uri = new URI(apiUrl);
      boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        if (uri.getUserInfo() != null) {
          // Not shown: it may be a password.
          throw new IllegalArgumentException(
              "the API's address has a user in it: it takes a URL such as https://api.x.com");
        }
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "the API's address is " + apiUrl + ": it takes a URL such as https://api.x.com");
  }

  /** By the name alone: to look it up can take as long as a name server likes. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || LOOPBACK.matcher(host).matches();
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
