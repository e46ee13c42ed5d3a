package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.http.StreamClient;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ConnectGate;
import io.github.happiesthashtags.twitter.stream.ConnectionLog;
import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.GapAccount;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.stream.StreamLines;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import twitter4j.HttpResponseCode;

/**
 * The feed of a v1.1 stream: it keeps one connection, and reconnects with the back-off that the API
 * asks for. The feed reads the connection on its own thread: while the sink has no room, it reads
 * nothing, and the gateway has to wait.
 */
final class V1Feed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(V1Feed.class);

  private static final String NAME = "v1";

  /**
   * The time without a byte after which a connection counts as lost: three intervals of
   * keep-alives, which are 30 s. Source: v1.1, "Connecting to a streaming endpoint", "Stalls".
   */
  static final Duration SILENCE = Duration.ofSeconds(90);

  /** The source of the credentials, asked for every connection. */
  @FunctionalInterface
  interface CredentialsSource {
    OAuthCredentials credentials() throws CredentialsException;
  }

  private final StreamRequest request;
  private final CredentialsSource credentials;
  private final Allowance allowance;
  private final StreamClient client;
  private final ReconnectPolicy.Pause pause;
  private final InstantSource clock;
  private final ReconnectPolicy policy;
  private final StreamLines lines;
  private final ConnectionLog log;
  private final GapAccount gaps;
  private final ConnectGate gate;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Creates a feed that is not yet connected.
   *
   * @param maxStatuses the number of statuses after which the feed ends; 0 for no limit
   * @param silence the time without a byte after which the connection counts as lost
   * @param pause waits between connections
   * @param proxies the proxies on the way to the gateway
   */
  V1Feed(
      StreamRequest request,
      CredentialsSource credentials,
      long maxStatuses,
      Duration silence,
      ReconnectPolicy.Pause pause,
      InstantSource clock,
      Proxies proxies) {
    this.request = request;
    this.credentials = credentials;
    this.allowance = new Allowance(maxStatuses, 0);
    this.client = new StreamClient(silence, proxies);
    this.policy = new ReconnectPolicy(clock);
    this.pause = pause;
    this.clock = clock;
    this.lines = new StreamLines(allowance, clock, this::dataFlowed, closed);
    this.log = new ConnectionLog(LOG, NAME, request.host());
    this.gaps = new GapAccount(log);
    this.gate = new ConnectGate(request.uri(), NAME, clock, pause, log);
  }

  private void dataFlowed() {
    policy.dataFlowed();
    if (log.isUnsteady() && policy.isSteady()) {
      log.steady();
    }
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    while (isWanted(sink)) {
      if (gate.endsWithClose(closed, sink)) {
        return;
      }
      sink.report().state(ConnectionState.CONNECTING);
      Outcome outcome = connectAndRead(sink);
      if (isWanted(sink)) {
        sink.report().reconnecting(outcome.cause());
        sink.report()
            .state(
                outcome.cause() == Disconnection.USAGE_CAP
                    ? ConnectionState.CAPPED
                    : ConnectionState.WAITING);
        sink.report().unreached(NAME, outcome.what());
        log.lost(outcome.cause(), outcome.what(), outcome.pause(), policy.earlyEnds());
        if (pause.endsWithClose(closed, outcome.pause())) {
          return;
        }
      }
    }
  }

  private boolean isWanted(FeedSink sink) {
    return closed.getCount() > 0 && sink.isWanted() && !allowance.isUsedUp(sink.progress());
  }

  /** The end of a connection, and the wait before the next. */
  private record Outcome(Disconnection cause, String what, Duration pause) {}

  private Outcome connectAndRead(FeedSink sink) throws IOException, InterruptedException {
    sink.enter(NAME + '@' + clock.instant());
    HttpResponse<InputStream> response;
    try {
      response = client.open(request.signed(credentials.credentials()));
    } catch (CredentialsException | InvalidRequestException e) {
      throw e;
    } catch (IOException e) {
      gate.failed(e);
      return new Outcome(
          Disconnection.of(e),
          "cannot be reached: " + Disconnection.describe(e),
          policy.afterNetworkError());
    }
    try {
      if (response.statusCode() != HttpResponseCode.OK) {
        return refused(
            response.statusCode(),
            response.headers().firstValue("Retry-After").orElse(null),
            ApiWords.of(StreamClient.errorBody(response)));
      }
      policy.connected();
      log.connected();
      // v1.1 cannot send missed messages again.
      gaps.lostUntil(sink, clock.millis());
      sink.report().state(ConnectionState.STREAMING);
      return read(response, sink);
    } catch (CredentialsException | InvalidRequestException e) {
      throw e;
    } catch (IOException e) {
      return new Outcome(
          Disconnection.of(e), Disconnection.describe(e), policy.afterNetworkError());
    } finally {
      client.closeBody();
    }
  }

  private Outcome read(HttpResponse<InputStream> response, FeedSink sink)
      throws IOException, InterruptedException {
    try (InputStream content = StreamClient.content(response)) {
      lines.read(content, sink);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("the session is closed");
    }
    return lines.endedWithError()
        ? new Outcome(
            Disconnection.OPERATIONAL,
            "the server said that it disconnects",
            policy.afterNetworkError())
        : new Outcome(
            Disconnection.ENDED, "the server ended the stream", policy.afterNetworkError());
  }

  private Outcome refused(int status, @Nullable String retryAfter, ApiWords words)
      throws CredentialsException, InvalidRequestException {
    if (words.isUsageCap() || status == 402) {
      return new Outcome(
          Disconnection.USAGE_CAP,
          "the account has used up its posts or credits (" + status + ')' + words.suffix(),
          policy.afterCap(seconds(retryAfter)));
    }
    switch (status) {
      case HttpResponseCode.BAD_REQUEST ->
          throw new InvalidRequestException(request.host(), request.path(), words);
      case HttpURLConnection.HTTP_PROXY_AUTH -> {
        return new Outcome(
            Disconnection.PROXY,
            "a proxy on the way, not the gateway, wants a user and a password (407)"
                + Proxies.REMEDY
                + words.suffix(),
            policy.afterHttpError(seconds(retryAfter)));
      }
      case HttpResponseCode.UNAUTHORIZED ->
          throw new CredentialsException(
              request.host()
                  + " refused the OAuth credentials (401)"
                  + words.suffix()
                  + ": check the OAuth file, and this machine's"
                  + " clock, as signatures are good for minutes only");
      case HttpResponseCode.FORBIDDEN ->
          throw new CredentialsException(
              request.host()
                  + " does not give this account the stream "
                  + request.path()
                  + " (403)"
                  + words.suffix()
                  + ": check the app's and the account's access at the gateway");
      case HttpResponseCode.ENHANCE_YOUR_CLAIM, HttpResponseCode.TOO_MANY_REQUESTS -> {
        return new Outcome(
            Disconnection.RATE_LIMIT,
            "connected too often or more than once (" + status + ')' + words.suffix(),
            policy.afterRateLimit(seconds(retryAfter)));
      }
      default -> {
        return new Outcome(
            Disconnection.HTTP,
            "the server answered " + status + remedy(status) + words.suffix(),
            policy.afterHttpError(seconds(retryAfter)));
      }
    }
  }

  private String remedy(int status) {
    return switch (status) {
      case HttpResponseCode.NOT_FOUND -> ": it has no " + request.path() + ", check the address";
      case HttpResponseCode.NOT_ACCEPTABLE, 413 ->
          ": it does not take these keywords and languages";
      default -> "";
    };
  }

  /** Returns the seconds in a header; zero if the header is missing, a date or invalid. */
  private static Duration seconds(@Nullable String header) {
    try {
      return header == null
          ? Duration.ZERO
          : Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
    client.close();
  }
}
