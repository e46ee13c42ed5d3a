package io.github.happiesthashtags.twitter.xapi;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.BearerTokenFile;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * What to read from X API v2, and with what. Immutable; holds where the token is, never the token.
 *
 * <pre>{@code
 * XApi.streams("filtered")
 *     .withBearerTokenFile("/run/secrets/x-token")
 *     .withRules(List.of("(cat OR dog) has:hashtags lang:en"))
 *     .withMaxPostsPerDay(50_000)
 * }</pre>
 *
 * <h2>Streams</h2>
 *
 * <p>{@code filtered} and {@code sample} are one connection each; {@code sample10} has 2
 * partitions, {@code firehose} 20, {@code firehose-en} 8 and {@code firehose-ja}, {@code -ko} and
 * {@code -pt} 2, a connection each. Which of them an app may read is a matter of its plan.
 *
 * <h2>Connections</h2>
 *
 * <p>A lost one is made again at once, then after 250 ms more each time, up to 16 s; after an HTTP
 * error in 5 s, doubling to 320 s; after a 429 in a minute, doubling to 16 min, and not before the
 * API says. The waits begin anew when data has come. 30 s without a byte is a loss: X sends a
 * keep-alive every 20 s. If X says that another connection holds the stream, the one that was lost
 * is ended, once, through {@code /2/connections}. X allows 50 connects in 15 minutes.
 *
 * <p>A 401 (unless the token file has changed meanwhile) and a 403 (unless only the catch-up is
 * refused, which is then left out) end the feed, as another try would not help; a filtered stream
 * without a rule is asked for again, by the HTTP error's waits.
 *
 * <h2>Rules</h2>
 *
 * <p>They belong to the app, not to a connection: two jobs of one app with different {@link
 * #withRules} fight. Before the filtered stream connects, X checks all new rules; if one is
 * refused, nothing is changed and the feed ends with its line. Then missing ones are added, and
 * what is not listed is deleted; one that stays is never away. {@link #tryRules} only tells. X
 * takes 1,000 rules of 1,024 characters.
 *
 * <h2>Cost</h2>
 *
 * <p>X bills posts, those that come again too: each reconnect after data asks for at least the last
 * minute, which holds posts that came before. {@link #withMaxPostsPerDay} bounds it, by what was
 * received; splits have equal parts of it, and one does not use what another leaves. At the limit
 * the connection is closed until the next UTC day; event time goes on, and what is missed is not
 * asked for and not counted as lost. The count is in the checkpoints: a pipeline that restarts
 * without one begins at zero.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
public abstract class XApi implements FeedSpec {
  private static final long serialVersionUID = 1L;

  /** The base of X's own API. */
  private static final String API_URL = "https://api.x.com";

  abstract String url();

  abstract List<String> names();

  abstract @Nullable String partitions();

  abstract @Nullable String bearerTokenFile();

  abstract boolean sharedTokenFile();

  abstract @Nullable List<String> rules();

  abstract long maxPosts();

  abstract long maxPostsPerDay();

  abstract @Nullable String proxyCredentialsFile();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUrl(String url);

    abstract Builder setNames(List<String> names);

    abstract Builder setPartitions(@Nullable String partitions);

    abstract Builder setBearerTokenFile(@Nullable String path);

    abstract Builder setSharedTokenFile(boolean shared);

    abstract Builder setRules(@Nullable List<String> rules);

    abstract Builder setMaxPosts(long posts);

    abstract Builder setMaxPostsPerDay(long posts);

    abstract Builder setProxyCredentialsFile(@Nullable String path);

    abstract XApi build();
  }

  /**
   * Streams by name, each with connections of its own.
   *
   * @param names of {@code filtered}, {@code sample}, {@code sample10}, {@code firehose}, {@code
   *     firehose-en}, {@code firehose-ja}, {@code firehose-ko} and {@code firehose-pt}
   */
  public static XApi streams(String... names) {
    return new AutoValue_XApi.Builder()
        .setUrl(API_URL)
        .setNames(List.of(names))
        .setSharedTokenFile(false)
        .setMaxPosts(0)
        .setMaxPostsPerDay(0)
        .build();
  }

  /** The API's base, {@code https://api.x.com} by default; https unless on loopback. */
  public XApi withUrl(String url) {
    return toBuilder().setUrl(url).build();
  }

  /**
   * Of streams that have partitions, the ones to read; all by default. A partition is a connection
   * and a split.
   *
   * @param partitions numbers and ranges such as {@code 1-4,7}
   */
  public XApi withPartitions(String partitions) {
    return toBuilder().setPartitions(partitions).build();
  }

  /**
   * The file that holds the app's bearer token alone. It must be there on every machine that reads,
   * and not be readable by everybody there. Read for every connection, so a token can be replaced
   * while the pipeline runs.
   */
  public XApi withBearerTokenFile(String path) {
    return toBuilder().setBearerTokenFile(path).build();
  }

  /** Takes a token file that other users of the machine may read, as mounted secrets may be. */
  public XApi withSharedTokenFile() {
    return toBuilder().setSharedTokenFile(true).build();
  }

  /**
   * The file that holds {@code user:password} for a proxy, on one line. It must be there on every
   * machine that reads, and not be readable by everybody there; read for every connection. The
   * proxy itself is named by the JVM's properties, such as {@code https.proxyHost}, or else by the
   * environment's {@code https_proxy}.
   */
  public XApi withProxyCredentialsFile(String path) {
    return toBuilder().setProxyCredentialsFile(path).build();
  }

  /**
   * The rules that the filtered stream is to have: before connecting, missing ones are added and
   * all others of the app are deleted. By default the rules are left as they are.
   *
   * @param lines a rule a line, with a tab and a tag behind it if it is to have one; blank lines,
   *     and lines that begin with {@code #} and a space, say nothing
   */
  public XApi withRules(List<String> lines) {
    return toBuilder().setRules(List.copyOf(lines)).build();
  }

  /**
   * Stops reading after so many posts a UTC day, and goes on the next; 0, the default, for never. X
   * takes money for posts, not for connections. What is kept in checkpoints outlives restarts.
   */
  public XApi withMaxPostsPerDay(long posts) {
    if (posts < 0) {
      throw new IllegalArgumentException(
          "the budget is " + posts + " posts a day: it takes zero (none) or more");
    }
    return toBuilder().setMaxPostsPerDay(posts).build();
  }

  /** Ends all streams after so many posts together; 0, the default, for never. */
  public XApi withMaxPosts(long posts) {
    return toBuilder().setMaxPosts(posts).build();
  }

  /**
   * Checks all that can be checked without connecting.
   *
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  public void check() {
    tokenFile();
    ApiAddress.check("the API's address", "the token goes", url(), API_URL);
    boolean isFiltered = parts().stream().anyMatch(part -> part.stream() == XStream.FILTERED);
    if (rules() != null && !isFiltered) {
      throw new IllegalArgumentException(
          "there are rules, but no filtered stream: leave the rules out, or add the stream"
              + " filtered");
    }
    rulesFile();
  }

  private String tokenFile() {
    String file = bearerTokenFile();
    if (file == null) {
      throw new IllegalArgumentException(
          "there is no token to read X with: call withBearerTokenFile");
    }
    return file;
  }

  /** What to read, a split each. */
  List<XStream.Part> parts() {
    return XStream.Part.of(names(), partitions());
  }

  private @Nullable RulesFile rulesFile() {
    List<String> lines = rules();
    try {
      return lines == null ? null : RulesFile.parse("rules", String.join("\n", lines));
    } catch (RulesException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private BearerToken readToken() throws CredentialsException {
    return BearerTokenFile.read(Path.of(tokenFile()), sharedTokenFile());
  }

  /**
   * Asks the API what {@link #withRules} would change, and whether it takes the new rules; nothing
   * is changed.
   *
   * @throws RulesException if the API refuses a rule; names its line
   * @throws IOException if the API can't be asked
   */
  public RuleChanges tryRules() throws IOException, InterruptedException {
    check();
    RulesFile rules = rulesFile();
    if (rules == null) {
      throw new IllegalStateException("there are no rules to try: call withRules");
    }
    try (XApiCalls calls =
        new XApiCalls(URI.create(url()), this::readToken, Proxies.of(proxyCredentialsFile()))) {
      return RuleSet.reconcile(calls, rules, /* dryRun= */ true);
    }
  }

  @Override
  public int splits() {
    return parts().size();
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    List<XStream.Part> parts = parts();
    XStream.Part part = parts.get(split);
    URI uri = uri(url(), part);
    Proxies proxies = Proxies.of(proxyCredentialsFile());
    RulesFile rules = part.stream() == XStream.FILTERED ? rulesFile() : null;
    return new XApiFeed(
        new FeedSetup(part.label(), uri, this::readToken)
            .control(new XApiControl(URI.create(url()), this::readToken, proxies, part, rules))
            .proxies(proxies)
            .recoverable(part.stream().isRecoverable())
            .allowance(new Allowance(maxPosts(), maxPostsPerDay()).share(split, parts.size()))
            // Over loopback there is nothing to save but time.
            .compressed(!ApiAddress.isLoopback(uri.getHost())));
  }

  static URI uri(String apiUrl, XStream.Part part) {
    String base = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
    return URI.create(base + part.pathAndQuery());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    List<String> rules = rules();
    builder
        .add(DisplayData.item("apiUrl", url()).withLabel("API"))
        .add(
            DisplayData.item(
                    "streams",
                    parts().stream().map(XStream.Part::label).collect(Collectors.joining(",")))
                .withLabel("Streams"))
        .addIfNotDefault(
            DisplayData.item("maxPostsPerDay", maxPostsPerDay()).withLabel("Posts a UTC day"), 0L)
        .addIfNotNull(
            DisplayData.item("rules", rules == null ? null : rules.size()).withLabel("Rule lines"));
  }
}
