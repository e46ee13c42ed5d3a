package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one stream at a time over HTTP; can be closed while it waits. */
final class StreamClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamClient.class);

  /** Long enough for any handshake, far shorter than a person waits. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** As large as what the socket holds, so that inflating is done in few calls. */
  private static final int INFLATER_BYTES = 1 << 16;

  private final Duration silence;
  private final boolean compressed;

  /** Null once closed: Java 17's ends its thread no sooner than nothing refers to it. */
  private volatile @Nullable HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          // A redirect would carry the token to another host.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private volatile @Nullable Future<?> pending;
  private volatile @Nullable InputStream body;
  private volatile boolean closed;

  /**
   * A client that is not yet connected.
   *
   * @param silence how long no byte may come
   * @param compressed whether to ask for gzip
   */
  StreamClient(Duration silence, boolean compressed) {
    this.silence = silence;
    this.compressed = compressed;
  }

  /**
   * Asks for a stream and waits for the head of the answer.
   *
   * @throws IOException if there is none, or the client was closed
   */
  HttpResponse<InputStream> open(URI uri, BearerToken token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", token.header())
            .header("User-Agent", "happiest-hashtags")
            .GET();
    if (compressed) {
      request.header("Accept-Encoding", "gzip");
    }
    HttpClient open = client;
    if (open == null) {
      throw new IOException("closed");
    }
    // HttpClient.send would wait for ever.
    CompletableFuture<HttpResponse<InputStream>> answer =
        open.sendAsync(request.build(), info -> new StreamBody(silence));
    pending = answer;
    try {
      if (closed) {
        throw new IOException("closed");
      }
      HttpResponse<InputStream> response = answer.get(silence.toNanos(), TimeUnit.NANOSECONDS);
      body = response.body();
      if (closed) {
        closeBody();
        throw new IOException("closed");
      }
      return response;
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

  /** The content of an answer, inflated if need be. */
  static InputStream content(HttpResponse<InputStream> response) throws IOException {
    boolean gzip =
        response
            .headers()
            .firstValue("content-encoding")
            .filter("gzip"::equalsIgnoreCase)
            .isPresent();
    return gzip ? new GZIPInputStream(response.body(), INFLATER_BYTES) : response.body();
  }

  /** Ends the stream that was opened last. */
  void closeBody() {
    InputStream open = body;
    body = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing a connection failed", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    client = null;
    Future<?> connecting = pending;
    if (connecting != null) {
      connecting.cancel(true);
    }
    closeBody();
  }
}
