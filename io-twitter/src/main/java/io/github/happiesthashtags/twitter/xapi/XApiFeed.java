package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedMark;
import io.github.happiesthashtags.twitter.feed.FeedSink;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to an X API v2 stream, made again by the API's own rules whenever it is lost. */
final class XApiFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(XApiFeed.class);

  /** Long enough for any handshake, far shorter than a person waits. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** The API sends at least a keep-alive every 20 s; the rest is slack for a slow network. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** Where a token comes from each time a connection is made. */
  @FunctionalInterface
  interface TokenSource {
    BearerToken token() throws CredentialsException;
  }

  /** Waits before the next connection; true if the feed was closed meanwhile. */
  @FunctionalInterface
  interface Pause {
    boolean endsWithClose(CountDownLatch closed, Duration wait) throws InterruptedException;
  }

  private final String name;
  private final URI uri;
  private final TokenSource tokens;
  private final long maxStatuses;
  private final Duration silence;
  private final Pause pause;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          // A redirect would carry the token to another host.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ReconnectPolicy policy = new ReconnectPolicy();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Future<?> pending;
  private volatile @Nullable InputStream body;
  private long received;
  private boolean reachable = true;

  /**
   * A feed that is not yet connected.
   *
   * @param name names the stream in dead letters and logs
   * @param maxStatuses ends the feed after so many; 0 for never
   */
  XApiFeed(String name, URI uri, TokenSource tokens, long maxStatuses) {
    this(
        name,
        uri,
        tokens,
        maxStatuses,
        SILENCE,
        (closed, wait) -> closed.await(wait.toNanos(), TimeUnit.NANOSECONDS));
  }

  /**
   * A feed with a patience of its own.
   *
   * @param silence how long no byte may come before the connection counts as lost
   * @param pause waits between connections
   */
  XApiFeed(
      String name, URI uri, TokenSource tokens, long maxStatuses, Duration silence, Pause pause) {
    this.name = name;
    this.uri = uri;
    this.tokens = tokens;
    this.maxStatuses = maxStatuses;
    this.silence = silence;
    this.pause = pause;
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    while (closed.getCount() > 0 && !isEnough(sink)) {
      Duration wait;
      try {
        wait = connectAndRead(sink);
      } catch (CredentialsException e) {
        throw e;
      } catch (IOException e) {
        if (closed.getCount() == 0) {
          return;
        }
        wait = policy.afterNetworkError();
        lost(String.valueOf(e.getMessage() == null ? e : e.getMessage()), wait);
      }
      if (!isEnough(sink) && pause.endsWithClose(closed, wait)) {
        return;
      }
    }
  }

  private boolean isEnough(FeedSink sink) {
    return maxStatuses > 0 && sink.statuses() >= maxStatuses;
  }

  /** Reads until the connection ends; how long to wait before the next. */
  private Duration connectAndRead(FeedSink sink) throws IOException, InterruptedException {
    sink.enter(name + '@' + Instant.now());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", tokens.token().header())
            .header("User-Agent", "happiest-hashtags")
            .GET()
            .build();
    HttpResponse<InputStream> response = send(request);
    try (InputStream in = response.body()) {
      body = in;
      if (closed.getCount() == 0) {
        return Duration.ZERO;
      }
      if (response.statusCode() != 200) {
        return refused(response);
      }
      if (!reachable) {
        LOG.info("{}: connected again", name);
        reachable = true;
      }
      read(in, sink);
      if (Thread.interrupted()) {
        throw new InterruptedException("the session is closed");
      }
      Duration wait = policy.afterNetworkError();
      if (!isEnough(sink) && closed.getCount() > 0) {
        lost("the server ended the stream", wait);
      }
      return wait;
    } finally {
      body = null;
    }
  }

  /** Waits for the head of the answer: {@link HttpClient#send} would wait for ever. */
  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, info -> new StreamBody(silence));
    pending = answer;
    try {
      if (closed.getCount() == 0) {
        throw new IOException("closed");
      }
      return answer.get(silence.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no answer for " + silence.toSeconds() + " s");
    } catch (CancellationException e) {
      throw new IOException("closed", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      pending = null;
      // Without an answer this frees the connection, after one it does nothing.
      answer.cancel(true);
    }
  }

  private void read(InputStream body, FeedSink sink) throws IOException {
    long base = received;
    UntilBroken in = new UntilBroken(body);
    Lines.read(
        in,
        base,
        Long.MAX_VALUE,
        false,
        (line, offset, length, position, overlong) -> {
          int content = length > 0 && line[offset + length - 1] == '\r' ? length - 1 : length;
          received = position + length + 1;
          try {
            MessageInspector seen = sink.inspect(line, offset, content);
            // A connection may begin with a blank line and end with an error, and bring no data.
            if (seen.statuses() > 0 || (content == 0 && position > base)) {
              policy.dataFlowed();
            }
            sink.append(line, offset, content, position, received);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
          return !isEnough(sink);
        });
    in.rethrow();
  }

  /** Ends where the connection broke, so that what came of the last line is passed on too. */
  private static final class UntilBroken extends FilterInputStream {
    private @Nullable IOException failure;

    UntilBroken(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        failure = e;
        return -1;
      }
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private Duration refused(HttpResponse<InputStream> response) throws CredentialsException {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new CredentialsException(
          status == 401
              ? uri.getHost()
                  + " refused the bearer token (401): check the token file, or create a"
                  + " new token in the developer portal"
              : uri.getHost()
                  + " does not give this app the stream "
                  + uri.getPath()
                  + " (403): check the plan and the app's access in the developer portal");
    }
    Duration wait =
        status == 429
            ? policy.afterRateLimit(untilReset(response))
            : policy.afterHttpError(seconds(number(response, "retry-after").orElse(0)));
    lost(
        status == 409
            ? "the filtered stream has no rules (409): add one"
            : "the server answered " + status,
        wait);
    return wait;
  }

  private static Duration untilReset(HttpResponse<?> response) {
    long now = Instant.now().getEpochSecond();
    return seconds(
        number(response, "retry-after")
            .orElseGet(() -> number(response, "x-rate-limit-reset").orElse(now) - now));
  }

  /** A header's number; none if it is a date or nonsense. */
  private static OptionalLong number(HttpResponse<?> response, String header) {
    try {
      return response.headers().firstValueAsLong(header);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.max(seconds, 0));
  }

  /** Logs once a change of state: a server that stays away must not fill the log. */
  private void lost(String what, Duration wait) {
    if (reachable) {
      LOG.warn("{}: {}; trying again, first in {} ms", name, what, wait.toMillis());
      reachable = false;
    } else {
      LOG.debug("{}: {}; next try in {} ms", name, what, wait.toMillis());
    }
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
    Future<?> connecting = pending;
    if (connecting != null) {
      connecting.cancel(true);
    }
    InputStream open = body;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("{}: closing the connection failed", name, e);
      }
    }
  }
}
