package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twitter4j.HttpClientConfiguration;
import twitter4j.HttpClientFactory;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.HttpResponse;
import twitter4j.RequestMethod;
import twitter4j.TwitterException;

/**
 * What to ask a gateway for, sent by twitter4j's HTTP client.
 *
 * <p>Not by its {@code TwitterStream}: that reads on a thread of its own into a queue without bound
 * which all streams of the process share, keeps connection failures from raw listeners, reconnects
 * by rules of its own, and cannot be closed while it waits for a byte. The response of its client
 * has the stream's bytes as they came, to be read by whoever asked.
 */
final class StreamRequest {
  /** A connection takes two round trips; a close has to wait for it. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final Map<String, String> HEADERS =
      // A stream is read until it breaks: its connection is of no use to anybody after that.
      Map.of("Connection", "close", "User-Agent", "happiest-hashtags");

  private final RequestMethod method;
  private final String url;
  private final HttpParameter[] parameters;

  private StreamRequest(RequestMethod method, String url, List<HttpParameter> parameters) {
    this.method = method;
    this.url = url;
    this.parameters = parameters.toArray(new HttpParameter[0]);
  }

  /** The sample if there is nothing to track, else what matches any of it. */
  static StreamRequest of(String baseUrl, List<String> track, List<String> languages) {
    String base = baseUrl.endsWith("/") ? baseUrl : baseUrl + '/';
    List<HttpParameter> parameters = new ArrayList<>();
    parameters.add(new HttpParameter("stall_warnings", true));
    if (!languages.isEmpty()) {
      parameters.add(new HttpParameter("language", String.join(",", languages)));
    }
    if (track.isEmpty()) {
      return new StreamRequest(RequestMethod.GET, base + "statuses/sample.json", parameters);
    }
    parameters.add(new HttpParameter("track", String.join(",", track)));
    return new StreamRequest(RequestMethod.POST, base + "statuses/filter.json", parameters);
  }

  /**
   * Connects and waits for the head of the answer.
   *
   * @param readTimeout how long it, and each read of the stream after it, may wait for a byte
   */
  HttpResponse send(OAuthCredentials credentials, Duration readTimeout) throws TwitterException {
    return HttpClientFactory.getInstance(
            new Settings(
                Math.toIntExact(CONNECT_TIMEOUT.toMillis()),
                Math.toIntExact(readTimeout.toMillis())))
        .request(
            new HttpRequest(method, url, parameters, new QuietSignature(credentials), HEADERS));
  }

  String host() {
    return URI.create(url).getAuthority();
  }

  String path() {
    return URI.create(url).getPath();
  }

  /**
   * Settings of our own, so that a {@code twitter4j.properties} on the class path has no say. Holds
   * no credentials, as twitter4j keeps every one it has seen.
   */
  private record Settings(int getHttpConnectionTimeout, int getHttpReadTimeout)
      implements HttpClientConfiguration {
    @Override
    public @Nullable String getHttpProxyHost() {
      // The JVM's own https.proxyHost is heeded.
      return null;
    }

    @Override
    public int getHttpProxyPort() {
      return -1;
    }

    @Override
    public @Nullable String getHttpProxyUser() {
      return null;
    }

    @Override
    public @Nullable String getHttpProxyPassword() {
      return null;
    }

    @Override
    public boolean isHttpProxySocks() {
      return false;
    }

    @Override
    public int getHttpRetryCount() {
      // Whether and when to try again is the feed's to say.
      return 0;
    }

    @Override
    public int getHttpRetryIntervalSeconds() {
      return 0;
    }

    @Override
    public boolean isPrettyDebugEnabled() {
      return false;
    }

    @Override
    public boolean isGZIPEnabled() {
      // A server's compressor holds messages back until it has enough of them.
      return false;
    }
  }
}
