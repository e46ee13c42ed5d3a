package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.testing.FeedRun;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A v1.1 feed that runs on a thread and does not wait between connections. */
final class V1Run extends FeedRun {
  static final String CONSUMER_KEY = "c4nary-consumer-key";
  static final String CONSUMER_SECRET = "c4nary-consumer-secret";
  static final String ACCESS_TOKEN = "12345-c4nary-access-token";
  static final String ACCESS_TOKEN_SECRET = "c4nary-access-token-secret";

  /** Text that only the four credentials contain. */
  static final String CANARY = "c4nary";

  static final Duration SLICE = Duration.ofMillis(50);
  static final Duration PATIENT = Duration.ofSeconds(30);

  private V1Run(V1Feed feed, Sink sink, List<Duration> waits) {
    super(feed, sink, waits);
  }

  static V1Run start(ScriptedServer server) {
    return start(baseUrl(server), PATIENT);
  }

  static V1Run start(String baseUrl, Duration patience) {
    return start(
        StreamRequest.of(baseUrl, List.of(), List.of()), V1Run::credentials, 0, patience, 0);
  }

  /** Starts the feed with the test's clock. */
  static V1Run start(ScriptedServer server, InstantSource clock) {
    return start(
        StreamRequest.of(baseUrl(server), List.of(), List.of()),
        V1Run::credentials,
        0,
        PATIENT,
        0,
        clock);
  }

  /**
   * Starts the feed.
   *
   * @param before the number of statuses from earlier sessions
   */
  static V1Run start(
      StreamRequest request,
      V1Feed.CredentialsSource credentials,
      long maxStatuses,
      Duration silence,
      long before) {
    return start(request, credentials, maxStatuses, silence, before, InstantSource.system());
  }

  private static V1Run start(
      StreamRequest request,
      V1Feed.CredentialsSource credentials,
      long maxStatuses,
      Duration silence,
      long before,
      InstantSource clock) {
    List<Duration> waits = new CopyOnWriteArrayList<>();
    ReconnectPolicy.Pause pause =
        (closed, wait) -> {
          waits.add(wait);
          return closed.getCount() == 0;
        };
    return new V1Run(
        new V1Feed(request, credentials, maxStatuses, silence, pause, clock, Proxies.of(null)),
        new Sink(before),
        waits);
  }

  static String baseUrl(ScriptedServer server) {
    return server.uri().resolve("/1.1/").toString();
  }

  /** Returns credentials that were read from a file, like all credentials. */
  static OAuthCredentials credentials() throws CredentialsException {
    try {
      Path file = Files.createTempFile("oauth", ".properties");
      try {
        write(file);
        return OAuthCredentials.read(file);
      } finally {
        Files.delete(file);
      }
    } catch (CredentialsException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file) throws IOException {
    Files.writeString(
        file,
        "oauth.consumerKey="
            + CONSUMER_KEY
            + "\noauth.consumerSecret="
            + CONSUMER_SECRET
            + "\noauth.accessToken="
            + ACCESS_TOKEN
            + "\noauth.accessTokenSecret="
            + ACCESS_TOKEN_SECRET
            + "\n");
  }
}
