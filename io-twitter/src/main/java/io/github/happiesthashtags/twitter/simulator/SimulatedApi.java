package io.github.happiesthashtags.twitter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The X API's side of the conversation: who may stream what, and what then is sent when. */
final class SimulatedApi implements StreamTransport.Api {
  private static final Set<String> STREAMS =
      Set.of("/2/tweets/search/stream", "/2/tweets/sample/stream");

  private static final String SCHEME = "Bearer ";
  private static final byte[] KEEP_ALIVE = {'\r', '\n'};

  /** Short enough to look steady at any rate, long enough to send batches at a high one. */
  private static final Duration TICK = Duration.ofMillis(2);

  private static final String TOO_MANY_CONNECTIONS =
      """
      {"title":"ConnectionException",\
      "detail":"This stream is currently at the maximum allowed connection limit.",\
      "connection_issue":"TooManyConnections",\
      "type":"https://api.twitter.com/2/problems/streaming-connection"}""";

  private final StreamSettings settings;
  private final byte[] bearerToken;
  private final TweetStream tweets;
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final CountDownLatch ending = new CountDownLatch(1);

  SimulatedApi(StreamSettings settings, String bearerToken) {
    this.settings = settings;
    this.bearerToken = bearerToken.getBytes(UTF_8);
    this.tweets = new TweetStream(settings);
  }

  @Override
  public StreamTransport.Answer answer(StreamTransport.Request request) {
    if (!STREAMS.contains(request.path())) {
      return problem(404, "Not Found", Map.of());
    }
    if (!request.method().equals("GET")) {
      return problem(405, "Method Not Allowed", Map.of("Allow", "GET"));
    }
    if (!isAuthorized(request.authorization())) {
      return problem(401, "Unauthorized", Map.of());
    }
    if (!open.add(request.path())) {
      return new StreamTransport.Document(429, Map.of(), TOO_MANY_CONNECTIONS);
    }
    connections.incrementAndGet();
    tweets.enter();
    return new Connection(request.path());
  }

  long served() {
    return served.get();
  }

  /** How many streams were ever opened. */
  long connections() {
    return connections.get();
  }

  int openConnections() {
    return open.size();
  }

  /** Lets every stream come to its regular end. */
  void end() {
    ending.countDown();
  }

  private boolean isAuthorized(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] given = authorization.substring(SCHEME.length()).getBytes(UTF_8);
    return MessageDigest.isEqual(given, bearerToken);
  }

  private static StreamTransport.Document problem(
      int status, String title, Map<String, String> headers) {
    String json =
        "{\"title\":\"%s\",\"type\":\"about:blank\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, title);
    return new StreamTransport.Document(status, headers, json);
  }

  /** One client's stream, which holds its endpoint until it is closed. */
  private final class Connection implements StreamTransport.Stream {
    private final String path;

    Connection(String path) {
      this.path = path;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      long lastSent = System.nanoTime();
      while (ending.getCount() > 0) {
        int statuses = tweets.drainTo(batch);
        if (statuses > 0) {
          batch.writeTo(out);
          out.flush();
          batch.reset();
          served.addAndGet(statuses);
          lastSent = System.nanoTime();
        } else if (System.nanoTime() - lastSent >= settings.keepAlive().toNanos()) {
          out.write(KEEP_ALIVE);
          out.flush();
          lastSent = System.nanoTime();
        } else if (endsWithinTick()) {
          return;
        }
      }
    }

    @Override
    public void close() {
      tweets.leave();
      open.remove(path);
    }

    private boolean endsWithinTick() {
      try {
        return ending.await(TICK.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }
}
