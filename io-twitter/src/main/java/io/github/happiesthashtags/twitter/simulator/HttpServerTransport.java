package io.github.happiesthashtags.twitter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP by the JDK's own small server: every connection that streams has a thread. */
final class HttpServerTransport implements StreamTransport {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServerTransport.class);

  /** {@link #ADDRESS}. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final String PROBLEM = "application/problem+json; charset=utf-8";
  private static final String MESSAGES = "application/json; charset=utf-8";

  /** For the server's {@code sendResponseHeaders}, 0 means chunks of any length, -1 no body. */
  private static final int CHUNKED = 0;

  private static final int NO_BODY = -1;
  private static final int BACKLOG = 50;

  /** Threads end at once when their connections are cut; this only keeps a defect from hanging. */
  private static final long END_TIMEOUT_SECONDS = 10;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpServerTransport(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param port 0 for any free one
   * @throws IOException if the port can't be bound
   */
  static StreamTransport listen(int port, Api api) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
    ExecutorService threads =
        Executors.newCachedThreadPool(daemons("x-api-simulator-" + server.getAddress().getPort()));
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, api));
    startAsDaemon(server, threads);
    return new HttpServerTransport(server, threads);
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A thread of the simulator did not end in {} s", END_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void handle(HttpExchange exchange, Api api) {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"));
      Answer answer = api.answer(request);
      if (answer instanceof Stream stream) {
        try (stream) {
          send(exchange, stream);
        }
      } else if (answer instanceof Document document) {
        send(exchange, document);
      }
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    } catch (RuntimeException e) {
      // The server would swallow it, and the client would see no more than a cut connection.
      LOG.error("The simulator failed to answer {}", exchange.getRequestURI(), e);
    }
  }

  private static void send(HttpExchange exchange, Stream stream) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", MESSAGES);
    exchange.sendResponseHeaders(200, CHUNKED);
    OutputStream body = exchange.getResponseBody();
    stream.writeTo(body);
    body.close();
  }

  private static void send(HttpExchange exchange, Document document) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", PROBLEM);
    document.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] json = document.json().getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(document.status(), NO_BODY);
    } else {
      exchange.sendResponseHeaders(document.status(), json.length);
      exchange.getResponseBody().write(json);
    }
  }

  /** The server's own thread inherits whether it is a daemon from the one that starts it. */
  private static void startAsDaemon(HttpServer server, ExecutorService threads) {
    try {
      threads.submit(server::start).get();
    } catch (InterruptedException e) {
      server.stop(0);
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the simulator was starting", e);
    } catch (ExecutionException e) {
      server.stop(0);
      threads.shutdownNow();
      throw new IllegalStateException("The simulator's HTTP server did not start", e);
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
