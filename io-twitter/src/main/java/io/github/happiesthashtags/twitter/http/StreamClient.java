package io.github.happiesthashtags.twitter.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP client that opens one stream at a time and can be closed while it waits. */
public final class StreamClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamClient.class);

  /** Long enough for any handshake, far shorter than a person waits. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** The most bytes to read of an answer that is not a stream; problem documents have hundreds. */
  private static final int MAX_ERROR_BYTES = 1 << 16;

  /** The time for an answer that is not a stream, which normally comes at once. */
  private static final Duration MAX_ERROR_TIME = Duration.ofSeconds(10);

  /** The names of the gzip coding. Source: RFC 9110, section 8.4.1.3. */
  private static final Set<String> GZIP_NAMES = Set.of("gzip", "x-gzip");

  private final Duration silence;
  private final Proxies proxies;

  /** Null once closed: Java 17's client ends its thread only when nothing refers to the client. */
  private volatile @Nullable HttpClient client;

  private volatile @Nullable Future<?> pending;
  private volatile @Nullable InputStream body;
  private volatile boolean closed;

  /**
   * Creates a client that is not yet connected.
   *
   * @param silence the time without a byte after which reading fails
   */
  public StreamClient(Duration silence, Proxies proxies) {
    this.silence = silence;
    this.proxies = proxies;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(proxies.selector())
            // A redirect would carry the token to another host.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Asks for a stream and waits for the head of the answer.
   *
   * @throws IOException if there is no answer, or the client was closed
   */
  public HttpResponse<InputStream> open(HttpRequest request)
      throws IOException, InterruptedException {
    HttpClient open = client;
    if (open == null) {
      throw new IOException("closed");
    }
    // HttpClient.send would wait without a limit.
    CompletableFuture<HttpResponse<InputStream>> answer =
        open.sendAsync(proxies.signedIn(request), info -> new StreamBody(silence));
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
      throw e.getCause() instanceof IOException failure
          ? proxies.explained(request.uri(), failure)
          : new IOException(e.getCause());
    } finally {
      pending = null;
      // Frees the connection if there was no answer; does nothing after an answer.
      answer.cancel(true);
    }
  }

  /** Returns the content of an answer, inflated if it is compressed. */
  public static InputStream content(HttpResponse<InputStream> response) {
    boolean gzip =
        response
            .headers()
            .firstValue("content-encoding")
            .filter(encoding -> GZIP_NAMES.contains(encoding.strip().toLowerCase(Locale.ROOT)))
            .isPresent();
    InputStream sent = sent(response);
    return gzip ? new GzipStream(sent) : sent;
  }

  /** Returns the body; empty if a proxy refused a tunnel, when the JDK's client has none. */
  private static InputStream sent(HttpResponse<? extends @Nullable InputStream> response) {
    InputStream body = response.body();
    return body == null ? InputStream.nullInputStream() : body;
  }

  /** Reads the beginning of an answer that is not a stream, and closes its connection. */
  public static byte[] errorBody(HttpResponse<InputStream> response) {
    return errorBody(response, MAX_ERROR_TIME);
  }

  static byte[] errorBody(HttpResponse<InputStream> response, Duration time) {
    if (response.body() instanceof StreamBody body) {
      body.endWithin(time);
    }
    byte[] bytes = new byte[MAX_ERROR_BYTES];
    int filled = 0;
    try (InputStream in = content(response)) {
      int read = in.read(bytes, 0, bytes.length);
      while (read > 0) {
        filled += read;
        read = in.read(bytes, filled, bytes.length - filled);
      }
    } catch (IOException e) {
      LOG.debug("the body of an error is incomplete", e);
    }
    return Arrays.copyOf(bytes, filled);
  }

  /** Closes the stream that was opened last. */
  public void closeBody() {
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
