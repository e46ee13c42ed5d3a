package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.v1.V1Spec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read from a gateway that speaks Twitter's v1.1 streaming protocol; X itself does no more.
 * Immutable; holds where the credentials are, never the credentials.
 *
 * <pre>{@code
 * V1Api.at("https://gateway.example/1.1/")
 *     .withTrack(List.of("joy", "fun"))
 *     .withOAuthFile("/run/secrets/twitter4j.properties")
 * }</pre>
 *
 * <p>With keywords {@code statuses/filter.json} is read, without {@code statuses/sample.json}, over
 * one connection, signed by OAuth 1.0a. It is made again as X API v2's is; 420 counts as 429, and
 * 90 s without a byte as a loss. v1.1 sends nothing again, so what a gap had is lost and counted. A
 * 401 or 403 ends the feed.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
public abstract class V1Api implements Serializable {
  private static final long serialVersionUID = 1L;

  abstract String url();

  abstract List<String> track();

  abstract List<String> languages();

  abstract @Nullable String oauthFile();

  abstract @Nullable String proxyCredentialsFile();

  /**
   * The gateway with this base address: what comes before {@code statuses/}. Https unless on
   * loopback.
   */
  public static V1Api at(String url) {
    return new AutoValue_V1Api(url, List.of(), List.of(), null, null);
  }

  /** Keywords, any of which a status has to match; without any the sample stream is read. */
  public V1Api withTrack(List<String> keywords) {
    return new AutoValue_V1Api(
        url(), List.copyOf(keywords), languages(), oauthFile(), proxyCredentialsFile());
  }

  /** Language codes, one of which a status has to have; all by default. */
  public V1Api withLanguages(List<String> languages) {
    return new AutoValue_V1Api(
        url(), track(), List.copyOf(languages), oauthFile(), proxyCredentialsFile());
  }

  /**
   * A file of OAuth credentials in the form of {@code twitter4j.properties}. It must be there on
   * every machine that reads, and not be readable by everybody there; read for every connection.
   */
  public V1Api withOAuthFile(String path) {
    return new AutoValue_V1Api(url(), track(), languages(), path, proxyCredentialsFile());
  }

  /**
   * The file that holds {@code user:password} for a proxy, on one line. It must be there on every
   * machine that reads, and not be readable by everybody there; read for every connection. The
   * proxy itself is named by the JVM's properties, such as {@code https.proxyHost}, or else by the
   * environment's {@code https_proxy}.
   */
  public V1Api withProxyCredentialsFile(String path) {
    return new AutoValue_V1Api(url(), track(), languages(), oauthFile(), path);
  }

  /**
   * Checks all that can be checked without connecting.
   *
   * @param maxTweets in all; 0 for no limit
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  V1Spec toSpec(long maxTweets) {
    String file = oauthFile();
    if (file == null) {
      throw new IllegalArgumentException(
          "there are no credentials for the v1.1 gateway: call withOAuthFile");
    }
    return new V1Spec(url(), track(), languages(), file, maxTweets, proxyCredentialsFile());
  }
}
