package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.http.LimitedBody;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.http.UserAgent;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The short calls to X API v2, which send a JSON document and receive one. */
final class XApiCalls implements AutoCloseable {
  /** The source of the token, asked for every connection. */
  @FunctionalInterface
  interface TokenSource {
    BearerToken token() throws CredentialsException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(XApiCalls.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEME = "Bearer ";
  private static final int MIN_SECRET = 8;

  /** Long enough for any handshake, far shorter than a person waits. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /**
   * The time for a whole answer: a thousand rules are a few megabytes; X answers other calls within
   * a second.
   */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /** The longest answer: twice a page of 1,000 rules of 1,024 characters, each escaped. */
  private static final int MAX_ANSWER = 16 << 20;

  private final String base;
  private final String host;
  private final TokenSource tokens;
  private final Proxies proxies;
  private final Duration connectTimeout;
  private final Duration callTimeout;
  private final int maxAnswer;

  /** Null once closed: Java 17's client ends its thread only when nothing refers to the client. */
  private volatile @Nullable HttpClient client;

  private final Map<Object, Future<?>> pending = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Creates the calls to one API.
   *
   * @param api the API's address, such as {@code https://api.x.com}
   */
  XApiCalls(URI api, TokenSource tokens, Proxies proxies) {
    this(api, tokens, proxies, CONNECT_TIMEOUT, CALL_TIMEOUT, MAX_ANSWER);
  }

  /** Creates calls with other timeouts and another limit. */
  XApiCalls(
      URI api,
      TokenSource tokens,
      Proxies proxies,
      Duration connectTimeout,
      Duration callTimeout,
      int maxAnswerBytes) {
    String address = api.toString();
    this.base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    this.host = api.getPort() < 0 ? api.getHost() : api.getHost() + ':' + api.getPort();
    this.tokens = tokens;
    this.proxies = proxies;
    this.connectTimeout = connectTimeout;
    this.callTimeout = callTimeout;
    this.maxAnswer = maxAnswerBytes;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .proxy(proxies.selector())
            // A redirect would carry the token to another host.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  String host() {
    return host;
  }

  ApiResponse get(String path, String query) throws IOException, InterruptedException {
    return call("GET", path, query, null);
  }

  ApiResponse post(String path, String query, JsonNode document)
      throws IOException, InterruptedException {
    return call("POST", path, query, document);
  }

  ApiResponse delete(String path, @Nullable JsonNode document)
      throws IOException, InterruptedException {
    return call("DELETE", path, "", document);
  }

  /**
   * Returns the data of all pages.
   *
   * @throws IOException if any page is refused or is not a JSON object
   */
  List<JsonNode> getAll(String path, String query) throws IOException, InterruptedException {
    List<JsonNode> data = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String page = "";
    do {
      ApiResponse answer =
          get(
              path,
              page.isEmpty()
                  ? query
                  : query + "&pagination_token=" + URLEncoder.encode(page, UTF_8));
      JsonNode body = answer.body();
      if (!answer.isSuccess()) {
        throw answer.failure();
      }
      if (body == null || !body.isObject()) {
        throw new IOException(host + " answered " + answer.call() + " without a JSON object");
      }
      body.path("data").forEach(data::add);
      page = body.path("meta").path("next_token").asText("");
      if (!page.isEmpty() && !seen.add(page)) {
        throw new IOException(host + " answered " + answer.call() + " with the same page again");
      }
    } while (!page.isEmpty());
    return data;
  }

  private ApiResponse call(String method, String path, String query, @Nullable JsonNode document)
      throws IOException, InterruptedException {
    BearerToken token = tokens.token();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path + (query.isEmpty() ? "" : '?' + query)))
            .header("Authorization", token.header())
            .header("Accept", "application/json")
            .header(UserAgent.HEADER, UserAgent.VALUE);
    if (document == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(document.toString()));
    }
    String call = method + ' ' + path;
    HttpResponse<byte[]> response = send(request.build(), call);
    LOG.debug("{}: {} answered {}", host, call, response.statusCode());
    return new ApiResponse(
        host,
        call,
        response.statusCode(),
        response.headers(),
        ApiWords.of(parse(response.body(), token)));
  }

  /**
   * Parses an answer without the token, which the answer may repeat.
   *
   * @param body null if a proxy refused the tunnel to the API
   */
  private static @Nullable JsonNode parse(byte @Nullable [] body, BearerToken token) {
    if (body == null) {
      return null;
    }
    String text = new String(body, UTF_8);
    String header = token.header();
    for (String told : List.of(header.substring(SCHEME.length()), header)) {
      // A shorter token comes from a test, and may be a part of any word.
      if (told.length() >= MIN_SECRET) {
        text = text.replace(told, "****").replace(told.replace("/", "\\/"), "****");
      }
    }
    try {
      JsonNode parsed = JSON.readTree(text);
      return parsed.isMissingNode() ? null : parsed;
    } catch (JsonProcessingException e) {
      // For example, a proxy's page of HTML; the status says more.
      return null;
    }
  }

  /** Sends a request and waits for the whole answer: the JDK's own timeout covers only the head. */
  private HttpResponse<byte[]> send(HttpRequest request, String call)
      throws IOException, InterruptedException {
    HttpClient open = client;
    if (open == null) {
      throw new IOException(host + ": " + call + ": closed");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        open.sendAsync(proxies.signedIn(request), info -> new LimitedBody(maxAnswer));
    Object key = new Object();
    pending.put(key, answer);
    try {
      if (closed) {
        answer.cancel(true);
      }
      return answer.get(callTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          host + ": " + call + ": no answer within " + seconds(callTimeout) + " s", e);
    } catch (CancellationException e) {
      throw new IOException(host + ": " + call + ": closed", e);
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof IOException failure
              ? proxies.explained(request.uri(), failure)
              : e;
      throw new IOException(host + ": " + call + ": " + (closed ? "closed" : reason(cause)), cause);
    } finally {
      pending.remove(key);
      // Frees the connection if there was no answer; does nothing after an answer.
      answer.cancel(true);
    }
  }

  private String reason(Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection within " + seconds(connectTimeout) + " s";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        return Printable.line(cause.getMessage());
      }
    }
    return failure instanceof ConnectException
        ? "the connection was refused"
        : failure.getClass().getSimpleName();
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toMillis() / 1000.0).replaceAll("\\.0$", "");
  }

  /** Cancels running calls; later calls fail. */
  @Override
  public void close() {
    closed = true;
    client = null;
    for (Future<?> call : pending.values()) {
      call.cancel(true);
    }
  }
}
