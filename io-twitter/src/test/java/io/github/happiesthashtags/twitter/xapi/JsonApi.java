package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.http.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server of JSON documents that answers and records requests. */
final class JsonApi implements AutoCloseable {
  static final String SECRET = "AAAAc4n4ry/AAAA";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request; its body is missing or a document. */
  record Request(String method, String path, String query, String authorization, JsonNode body) {
    String line() {
      return method + ' ' + path + (query.isEmpty() ? "" : '?' + query);
    }
  }

  /** An answer to a request. */
  record Reply(int status, String body, List<String> headers) {
    Reply(int status, String body) {
      this(status, body, List.of());
    }

    static Reply ok(Object document) {
      return new Reply(200, document.toString());
    }
  }

  /** A handler that answers requests. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Request request) throws IOException;
  }

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  JsonApi(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> serve(handler, exchange));
    server.start();
  }

  /** Returns calls to this server, with the token {@link #SECRET}. */
  XApiCalls calls() {
    return new XApiCalls(uri(), () -> BearerToken.of(SECRET), Proxies.of(null));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Returns the method, path and query of each request. */
  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  private void serve(Handler handler, HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      Request request =
          new Request(
              exchange.getRequestMethod(),
              uri.getPath(),
              uri.getQuery() == null ? "" : uri.getQuery(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              JSON.readTree(exchange.getRequestBody()));
      requests.add(request);
      Reply reply = handler.answer(request);
      for (String header : reply.headers()) {
        String[] parts = header.split(": ", 2);
        exchange.getResponseHeaders().add(parts[0], parts[1]);
      }
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
