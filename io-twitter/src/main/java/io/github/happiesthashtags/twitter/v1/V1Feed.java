package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import io.github.happiesthashtags.twitter.feed.Allowance;
import io.github.happiesthashtags.twitter.feed.ConnectionLog;
import io.github.happiesthashtags.twitter.feed.ConnectionState;
import io.github.happiesthashtags.twitter.feed.Disconnection;
import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedMark;
import io.github.happiesthashtags.twitter.feed.FeedSink;
import io.github.happiesthashtags.twitter.feed.ReconnectPolicy;
import io.github.happiesthashtags.twitter.feed.StreamLines;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import twitter4j.HttpResponse;
import twitter4j.HttpResponseCode;
import twitter4j.TwitterException;

/**
 * One connection to a v1.1 stream, made again by the API's own rules whenever it is lost. It is
 * read on the thread that runs the feed: while the sink has no room, nothing is read, and the
 * gateway has to wait.
 */
final class V1Feed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(V1Feed.class);

  private static final String NAME = "v1";

  /** Three keep-alives of 30 s. Source: v1.1, "Connecting to a streaming endpoint", "Stalls". */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  /** Long enough for the head of an answer, short enough to wait for with a close. */
  private static final Duration SLICE = Duration.ofSeconds(2);

  /** Some gateways send the head of an answer with its first byte, a keep-alive after 30 s. */
  private static final Duration MAX_SLICE = Duration.ofSeconds(40);

  private static final Pattern JDK_STATUS = Pattern.compile("HTTP response code: ([0-9]{3})");

  /** Where credentials come from each time a connection is made. */
  @FunctionalInterface
  interface CredentialsSource {
    OAuthCredentials credentials() throws CredentialsException;
  }

  /**
   * How long to wait for bytes.
   *
   * @param silence how long no byte may come before the connection counts as lost
   * @param slice how long one read waits at first, and with it a close
   */
  record Patience(Duration silence, Duration slice) {
    static final Patience DEFAULT = new Patience(SILENCE, SLICE);
  }

  private final StreamRequest request;
  private final CredentialsSource credentials;
  private final Allowance allowance;
  private final Patience patience;
  private final ReconnectPolicy.Pause pause;
  private final InstantSource clock;
  private final ReconnectPolicy policy = new ReconnectPolicy();
  private final StreamLines lines;
  private final ConnectionLog log;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Duration slice;

  /**
   * A feed that is not yet connected.
   *
   * @param maxStatuses ends the feed after so many; 0 for never
   * @param pause waits between connections
   * @param clock what time it is
   */
  V1Feed(
      StreamRequest request,
      CredentialsSource credentials,
      long maxStatuses,
      Patience patience,
      ReconnectPolicy.Pause pause,
      InstantSource clock) {
    this.request = request;
    this.credentials = credentials;
    this.allowance = new Allowance(maxStatuses, 0);
    this.patience = patience;
    this.pause = pause;
    this.clock = clock;
    this.slice = patience.slice();
    this.lines = new StreamLines(allowance, clock, policy::dataFlowed, closed);
    this.log = new ConnectionLog(LOG, NAME, request.host());
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    while (isWanted(sink)) {
      sink.report().state(ConnectionState.CONNECTING);
      Outcome outcome = connectAndRead(sink);
      if (isWanted(sink)) {
        sink.report().reconnecting(outcome.cause());
        sink.report().state(ConnectionState.WAITING);
        log.lost(outcome.what(), outcome.pause());
        if (pause.endsWithClose(closed, outcome.pause())) {
          return;
        }
      }
    }
  }

  private boolean isWanted(FeedSink sink) {
    return closed.getCount() > 0 && sink.isWanted() && !allowance.isUsedUp(sink.progress());
  }

  /** How a connection ended, and how long to wait before the next. */
  private record Outcome(Disconnection cause, String what, Duration pause) {}

  private Outcome connectAndRead(FeedSink sink) throws IOException, InterruptedException {
    sink.enter(NAME + '@' + clock.instant());
    HttpResponse response;
    try {
      response = request.send(credentials.credentials(), slice);
      slice = patience.slice();
    } catch (TwitterException e) {
      return failed(e);
    }
    try {
      if (response.getStatusCode() != HttpResponseCode.OK) {
        return refused(response.getStatusCode(), response.getResponseHeader("Retry-After"));
      }
      log.connected();
      // v1.1 sends nothing again.
      log.lostUntil(sink, clock.millis());
      sink.report().state(ConnectionState.STREAMING);
      lines.read(new StreamInput(response.asStream(), patience.silence(), closed), sink);
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
    } catch (IOException e) {
      if (e instanceof CredentialsException) {
        throw e;
      }
      return new Outcome(
          ConnectionLog.causeOf(e),
          "the connection broke: " + ConnectionLog.describe(e),
          policy.afterNetworkError());
    } finally {
      response.disconnect();
    }
  }

  /** The gateway could not be reached, or answered with an error. */
  private Outcome failed(TwitterException failure) throws CredentialsException {
    if (failure.getStatusCode() > 0) {
      return refused(failure.getStatusCode(), retryAfter(failure));
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    int status = statusOf(cause);
    if (status > 0) {
      return refused(status, null);
    }
    if (cause instanceof SocketTimeoutException) {
      Duration longer = slice.multipliedBy(2);
      slice = longer.compareTo(MAX_SLICE) < 0 ? longer : MAX_SLICE;
    }
    IOException io = cause instanceof IOException e ? e : new IOException(cause);
    return new Outcome(
        ConnectionLog.causeOf(io),
        "cannot be reached: " + ConnectionLog.describe(io),
        policy.afterNetworkError());
  }

  private static @Nullable String retryAfter(TwitterException failure) {
    try {
      return failure.getResponseHeader("Retry-After");
    } catch (NullPointerException e) {
      // How twitter4j 4.0.7 says that there is no such header.
      return null;
    }
  }

  /** twitter4j loses the status of an error without content; the JDK's exception still says it. */
  private static int statusOf(Throwable cause) {
    if (cause instanceof FileNotFoundException) {
      return HttpResponseCode.NOT_FOUND;
    }
    Matcher matcher = JDK_STATUS.matcher(String.valueOf(cause.getMessage()));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private Outcome refused(int status, @Nullable String retryAfter) throws CredentialsException {
    switch (status) {
      case HttpResponseCode.UNAUTHORIZED ->
          throw new CredentialsException(
              request.host()
                  + " refused the OAuth credentials (401): check the OAuth file, and this machine's"
                  + " clock, as signatures are good for minutes only");
      case HttpResponseCode.FORBIDDEN ->
          throw new CredentialsException(
              request.host()
                  + " does not give this account the stream "
                  + request.path()
                  + " (403): check the app's and the account's access at the gateway");
      case HttpResponseCode.ENHANCE_YOUR_CLAIM, HttpResponseCode.TOO_MANY_REQUESTS -> {
        return new Outcome(
            Disconnection.RATE_LIMIT,
            "connected too often or more than once (" + status + ')',
            policy.afterRateLimit(seconds(retryAfter)));
      }
      default -> {
        return new Outcome(
            Disconnection.HTTP,
            "the server answered " + status + remedy(status),
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

  /** A header's number of seconds; none if it is a date or nonsense. */
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
  }
}
