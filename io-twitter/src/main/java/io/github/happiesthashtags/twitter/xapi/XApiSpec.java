package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.auth.BearerTokenFile;
import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * Streams of X API v2, a connection a split. Holds where the token is, never the token.
 *
 * @param apiUrl the API's base, such as {@code https://api.x.com}
 * @param parts what to read, a split each
 * @param token where the token is, on every machine that reads
 * @param allowance how much all of them may read together
 * @param rules the rules that the filtered stream is to have, as lines; null to leave them
 */
public record XApiSpec(
    String apiUrl,
    List<StreamPart> parts,
    TokenFile token,
    Allowance allowance,
    @Nullable List<String> rules)
    implements FeedSpec {

  /** The base of X's own API. */
  public static final String API_URL = "https://api.x.com";

  /**
   * A file with a bearer token.
   *
   * @param path on every machine that reads
   * @param shared whether other users of these machines may read it too
   */
  public record TokenFile(String path, boolean shared) implements java.io.Serializable {}

  /**
   * Checks what can be checked without connecting.
   *
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  public XApiSpec {
    ApiAddress.check("the API's address", "the token goes", apiUrl, API_URL);
  }

  /**
   * Streams by their names.
   *
   * @param streams such as {@code filtered} or {@code firehose-en}
   * @param partitions numbers and ranges such as {@code 1-4,7}; null for all
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  public static XApiSpec of(
      String apiUrl, List<String> streams, @Nullable String partitions, TokenFile token) {
    return new XApiSpec(
        apiUrl, StreamPart.of(streams, partitions), token, Allowance.UNLIMITED, null);
  }

  /** The same streams, ended after so many statuses in all, and paused after so many a UTC day. */
  public XApiSpec withAllowance(long statuses, long statusesPerDay) {
    return new XApiSpec(apiUrl, parts, token, new Allowance(statuses, statusesPerDay), rules);
  }

  /** The same streams; the filtered one with these rules and no others. */
  public XApiSpec withRules(List<String> rules) {
    if (parts.stream().noneMatch(part -> part.stream() == XStream.FILTERED)) {
      throw new IllegalArgumentException(
          "there are rules, but no filtered stream: leave the rules out, or add the stream"
              + " filtered");
    }
    return new XApiSpec(apiUrl, parts, token, allowance, List.copyOf(rules));
  }

  @Override
  public int splits() {
    return parts.size();
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    StreamPart part = parts.get(split);
    Path file = Path.of(token.path());
    URI uri = uri(apiUrl, part);
    TokenSource tokens = () -> BearerTokenFile.read(file, token.shared());
    return new XApiFeed(
        FeedConfig.of(part.label(), uri, tokens)
            .withRecovery(part.stream().isRecoverable())
            .withAllowance(allowance.share(split, parts.size()))
            // Over loopback there is nothing to save but time.
            .withCompression(!ApiAddress.isLoopback(uri.getHost())));
  }

  static URI uri(String apiUrl, StreamPart part) {
    String base = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
    return URI.create(base + part.pathAndQuery());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("apiUrl", apiUrl).withLabel("API"))
        .add(
            DisplayData.item(
                    "streams",
                    parts.stream().map(StreamPart::label).collect(Collectors.joining(",")))
                .withLabel("Streams"))
        .addIfNotDefault(
            DisplayData.item("maxPostsPerDay", allowance.statusesPerDay())
                .withLabel("Posts a UTC day"),
            0L)
        .addIfNotNull(
            DisplayData.item("rules", rules == null ? null : rules.size()).withLabel("Rule lines"));
  }
}
