package io.github.happiesthashtags.twitter.v1;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * What to read from a gateway that speaks Twitter's v1.1 streaming protocol, which X itself no
 * longer offers. Immutable; holds the path of the credentials file, never the credentials.
 *
 * <pre>{@code
 * V1Api.at("https://gateway.example/1.1/")
 *     .withTrack(List.of("joy", "fun"))
 *     .withOAuthFile("/run/secrets/twitter4j.properties")
 * }</pre>
 *
 * <p>The feed reads {@code statuses/filter.json} if there are keywords, else {@code
 * statuses/sample.json}, over one connection that is signed by OAuth 1.0a. It reconnects as the
 * feed of X API v2 does; a 420 counts as a 429, and a connection counts as lost after 90 s without
 * a byte. v1.1 cannot send missed messages again, so every gap is lost and counted. A 401 or 403
 * ends the feed.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
public abstract class V1Api implements FeedSpec {
  private static final long serialVersionUID = 1L;

  /** The most keywords. Source: v1.1, "POST statuses/filter", the default access level. */
  private static final int MAX_KEYWORDS = 400;

  /** The longest keyword, in UTF-8. Source: v1.1, "Standard stream parameters", track. */
  private static final int MAX_KEYWORD_BYTES = 60;

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  abstract String url();

  abstract List<String> track();

  abstract List<String> languages();

  abstract @Nullable String oauthFile();

  abstract long maxTweets();

  abstract @Nullable String proxyCredentialsFile();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUrl(String url);

    abstract Builder setTrack(List<String> keywords);

    abstract Builder setLanguages(List<String> languages);

    abstract Builder setOauthFile(@Nullable String path);

    abstract Builder setMaxTweets(long tweets);

    abstract Builder setProxyCredentialsFile(@Nullable String path);

    abstract V1Api build();
  }

  /**
   * Reads from a gateway.
   *
   * @param url the gateway's address up to {@code statuses/}; https unless on loopback
   */
  public static V1Api at(String url) {
    return new AutoValue_V1Api.Builder()
        .setUrl(url)
        .setTrack(List.of())
        .setLanguages(List.of())
        .setMaxTweets(0)
        .build();
  }

  /** Sets keywords, one of which a status must match; without keywords, reads the sample stream. */
  public V1Api withTrack(List<String> keywords) {
    return toBuilder().setTrack(List.copyOf(keywords)).build();
  }

  /** Sets the language codes of the statuses to read; all languages by default. */
  public V1Api withLanguages(List<String> languages) {
    return toBuilder().setLanguages(List.copyOf(languages)).build();
  }

  /**
   * Sets the file of OAuth credentials, in the format of {@code twitter4j.properties}. The file
   * must exist on every machine that reads, and other users must not be able to read it; it is read
   * for every connection.
   */
  public V1Api withOAuthFile(String path) {
    return toBuilder().setOauthFile(path).build();
  }

  /**
   * Sets the file that holds {@code user:password} for a proxy, on one line. The file must exist on
   * every machine that reads, and other users must not be able to read it; it is read for every
   * connection. The JVM's properties, such as {@code https.proxyHost}, name the proxy itself, or
   * else the environment variable {@code https_proxy} does.
   */
  public V1Api withProxyCredentialsFile(String path) {
    return toBuilder().setProxyCredentialsFile(path).build();
  }

  /** Sets the number of tweets after which the stream ends; 0, the default, for no limit. */
  @Override
  public V1Api withMaxTweets(long tweets) {
    return toBuilder().setMaxTweets(tweets).build();
  }

  /**
   * Checks the settings without connecting.
   *
   * @throws IllegalArgumentException if a setting is missing or invalid; the message says what to
   *     do
   */
  public void check() {
    file();
    ApiAddress.check(
        "the v1.1 gateway's address", "signed requests go", url(), "https://gateway.example/1.1/");
    if (track().size() > MAX_KEYWORDS) {
      throw new IllegalArgumentException(
          "there are " + track().size() + " keywords to track: v1.1 takes up to " + MAX_KEYWORDS);
    }
    track().forEach(V1Api::checkKeyword);
    for (String language : languages()) {
      if (!LANGUAGE.matcher(language).matches()) {
        throw new IllegalArgumentException(
            "the language \"" + language + "\" is not a language code: give one such as en");
      }
    }
    if (maxTweets() < 0) {
      throw new IllegalArgumentException(
          "the limit is " + maxTweets() + " statuses: give 1 or more, or 0 for no limit");
    }
  }

  private Path file() {
    String file = oauthFile();
    if (file == null) {
      throw new IllegalArgumentException(
          "there are no credentials for the v1.1 gateway: call withOAuthFile");
    }
    return Path.of(file);
  }

  private static void checkKeyword(String keyword) {
    if (keyword.isBlank()) {
      throw new IllegalArgumentException("a keyword to track is blank: leave it out");
    }
    if (keyword.contains(",")) {
      throw new IllegalArgumentException(
          "the keyword \""
              + keyword
              + "\" has a comma, which v1.1 takes for the end of a keyword:"
              + " give two keywords");
    }
    int bytes = keyword.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_KEYWORD_BYTES) {
      throw new IllegalArgumentException(
          "the keyword \""
              + keyword
              + "\" has "
              + bytes
              + " bytes in UTF-8: v1.1 takes up to "
              + MAX_KEYWORD_BYTES);
    }
  }

  @Override
  public int splits() {
    return 1;
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    Path file = file();
    return new V1Feed(
        StreamRequest.of(url(), track(), languages()),
        () -> OAuthCredentials.read(file),
        maxTweets(),
        V1Feed.SILENCE,
        ReconnectPolicy.Pause.UNTIL_CLOSED,
        InstantSource.system(),
        Proxies.of(proxyCredentialsFile()));
  }

  @Override
  public List<String> lineage(int split) {
    return List.of(URI.create(url()).getAuthority(), track().isEmpty() ? "sample" : "filter");
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("v1Url", url()).withLabel("Gateway"))
        .add(DisplayData.item("track", String.join(",", track())).withLabel("Keywords"))
        .add(DisplayData.item("languages", String.join(",", languages())).withLabel("Languages"));
  }
}
