package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.BearerTokenFile;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.http.Proxies;
import java.io.IOException;
import java.io.Serializable;
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
 * @param proxyCredentialsFile holds the user and password for a proxy, on every machine that reads;
 *     null if there is no such proxy
 */
public record XApiSpec(
    String apiUrl,
    List<StreamPart> parts,
    TokenFile token,
    Allowance allowance,
    @Nullable List<String> rules,
    @Nullable String proxyCredentialsFile)
    implements FeedSpec {

  /** The base of X's own API. */
  public static final String API_URL = "https://api.x.com";

  /**
   * A file with a bearer token.
   *
   * @param path on every machine that reads
   * @param shared whether other users of these machines may read it too
   */
  public record TokenFile(String path, boolean shared) implements Serializable {}

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
        apiUrl, StreamPart.of(streams, partitions), token, Allowance.UNLIMITED, null, null);
  }

  /** The same streams, ended after so many statuses in all, and paused after so many a UTC day. */
  public XApiSpec withAllowance(long statuses, long statusesPerDay) {
    return new XApiSpec(
        apiUrl, parts, token, new Allowance(statuses, statusesPerDay), rules, proxyCredentialsFile);
  }

  /** The same streams; the filtered one with these rules and no others. */
  public XApiSpec withRules(List<String> rules) {
    if (parts.stream().noneMatch(part -> part.stream() == XStream.FILTERED)) {
      throw new IllegalArgumentException(
          "there are rules, but no filtered stream: leave the rules out, or add the stream"
              + " filtered");
    }
    try {
      rulesFile(rules);
    } catch (RulesException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new XApiSpec(apiUrl, parts, token, allowance, List.copyOf(rules), proxyCredentialsFile);
  }

  /** The same streams, through a proxy that wants the user and password in this file. */
  public XApiSpec withProxyCredentialsFile(String path) {
    return new XApiSpec(apiUrl, parts, token, allowance, rules, path);
  }

  private static RulesFile rulesFile(List<String> lines) throws RulesException {
    return RulesFile.parse("rules", String.join("\n", lines));
  }

  /**
   * What {@link #withRules} would change; the API checks the new rules, and nothing is changed.
   *
   * @throws RulesException if the API refuses a rule; names its line
   * @throws IOException if the API can't be asked
   */
  public RuleChanges tryRules() throws IOException, InterruptedException {
    if (rules == null) {
      throw new IllegalStateException("there are no rules to try: call withRules");
    }
    try (XApiCalls calls =
        new XApiCalls(URI.create(apiUrl), this::readToken, Proxies.of(proxyCredentialsFile))) {
      return RuleSet.reconcile(calls, rulesFile(rules), true);
    }
  }

  private BearerToken readToken() throws CredentialsException {
    return BearerTokenFile.read(Path.of(token.path()), token.shared());
  }

  @Override
  public int splits() {
    return parts.size();
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    StreamPart part = parts.get(split);
    URI uri = uri(apiUrl, part);
    Proxies proxies = Proxies.of(proxyCredentialsFile);
    return new XApiFeed(
        FeedConfig.of(part.label(), uri, this::readToken)
            .withControl(control(part, proxies))
            .withProxies(proxies)
            .withRecovery(part.stream().isRecoverable())
            .withAllowance(allowance.share(split, parts.size()))
            // Over loopback there is nothing to save but time.
            .withCompression(!ApiAddress.isLoopback(uri.getHost())));
  }

  private XApiControl control(StreamPart part, Proxies proxies) {
    try {
      RulesFile file = rules == null || part.stream() != XStream.FILTERED ? null : rulesFile(rules);
      return new XApiControl(URI.create(apiUrl), this::readToken, proxies, part, file);
    } catch (RulesException e) {
      throw new IllegalStateException("rules that were checked before", e);
    }
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
