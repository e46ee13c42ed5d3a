package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import io.github.happiesthashtags.twitter.http.UserAgent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import twitter4j.HttpParameter;
import twitter4j.RequestMethod;

/**
 * A request for a gateway's stream, signed by twitter4j.
 *
 * <p>twitter4j's {@code TwitterStream} is not used to read the stream. It reads on its own thread
 * into an unbounded queue that all streams of the process share, hides connection failures from raw
 * listeners, reconnects by its own rules, and cannot be closed while it waits for a byte. Its HTTP
 * client is not used either: it reads the body of an error to its end, however long, and takes the
 * end of a gzip member for the end of the stream.
 */
final class StreamRequest {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRequest.class);

  private final RequestMethod method;
  private final String url;
  private final HttpParameter[] parameters;

  private StreamRequest(RequestMethod method, String url, List<HttpParameter> parameters) {
    this.method = method;
    this.url = url;
    this.parameters = parameters.toArray(new HttpParameter[0]);
  }

  /**
   * Returns a request for the sample stream, or for the statuses that match any keyword if there
   * are some.
   */
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
   * Returns the request with a fresh signature, valid for one use.
   *
   * <p>It does not ask for gzip, because a server's compressor holds messages back until it has
   * enough bytes.
   */
  HttpRequest signed(OAuthCredentials credentials) {
    String form = HttpParameter.encodeParameters(parameters);
    LOG.debug("asking for {} {} with {}", method, url, form);
    boolean isGet = method == RequestMethod.GET;
    String address = isGet ? url + '?' + form : url;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header(UserAgent.HEADER, UserAgent.VALUE)
            .header(
                "Authorization",
                new QuietSignature(credentials)
                    .getAuthorizationHeader(
                        new twitter4j.HttpRequest(method, url, parameters, null, Map.of())));
    return isGet
        ? request.build()
        : request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
  }

  URI uri() {
    return URI.create(url);
  }

  String host() {
    return URI.create(url).getAuthority();
  }

  String path() {
    return URI.create(url).getPath();
  }
}
