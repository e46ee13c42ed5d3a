package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.auth.OAuthFile;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.http.Proxies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a gateway that speaks Twitter's v1.1. Holds where the credentials are, never the
 * credentials.
 *
 * @param baseUrl what comes before {@code statuses/}, such as {@code https://gateway.example/1.1/}
 * @param track keywords, any of which a status has to match; none for the sample stream
 * @param languages language codes, one of which a status has to have; none for all
 * @param oauthFile a file on every machine that reads
 * @param maxStatuses ends the stream after so many; 0 for never
 * @param proxyCredentialsFile holds the user and password for a proxy, on every machine that reads;
 *     null if there is no such proxy
 */
public record V1Spec(
    String baseUrl,
    List<String> track,
    List<String> languages,
    String oauthFile,
    long maxStatuses,
    @Nullable String proxyCredentialsFile)
    implements FeedSpec {
  private static final long serialVersionUID = 1L;

  /** Source: v1.1, "POST statuses/filter", the default access level. */
  private static final int MAX_KEYWORDS = 400;

  /** Source: v1.1, "Standard stream parameters", track. */
  private static final int MAX_KEYWORD_BYTES = 60;

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  /**
   * Checks what can be checked without connecting.
   *
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  public V1Spec {
    ApiAddress.check(
        "the v1.1 gateway's address",
        "signed requests go",
        baseUrl,
        "https://gateway.example/1.1/");
    track = List.copyOf(track);
    languages = List.copyOf(languages);
    if (track.size() > MAX_KEYWORDS) {
      throw new IllegalArgumentException(
          "there are " + track.size() + " keywords to track: v1.1 takes up to " + MAX_KEYWORDS);
    }
    track.forEach(V1Spec::checkKeyword);
    for (String language : languages) {
      if (!LANGUAGE.matcher(language).matches()) {
        throw new IllegalArgumentException(
            "the language \"" + language + "\" is no language code: it takes one such as en");
      }
    }
    if (maxStatuses < 0) {
      throw new IllegalArgumentException(
          "the stream is to end after "
              + maxStatuses
              + " statuses: it takes 1 or more, or 0 for"
              + " never");
    }
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
    Path file = Path.of(oauthFile);
    return new V1Feed(
        StreamRequest.of(baseUrl, track, languages),
        () -> OAuthFile.read(file),
        maxStatuses,
        V1Feed.SILENCE,
        ReconnectPolicy.Pause.UNTIL_CLOSED,
        InstantSource.system(),
        Proxies.of(proxyCredentialsFile));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("v1Url", baseUrl).withLabel("Gateway"))
        .add(DisplayData.item("track", String.join(",", track)).withLabel("Keywords"))
        .add(DisplayData.item("languages", String.join(",", languages)).withLabel("Languages"));
  }
}
