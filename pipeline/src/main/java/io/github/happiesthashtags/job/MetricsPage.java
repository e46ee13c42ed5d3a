package io.github.happiesthashtags.job;

import com.sun.net.httpserver.HttpExchange;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A web server for whoever operates the job: {@code /metrics} for Prometheus and {@code /healthz}
 * for probes. It runs in the process that waits for the job, because only that process can ask
 * every runner for metrics.
 */
final class MetricsPage {
  /** The names of {@link SourceMetrics#STATE}, by code. */
  private static final List<String> CONNECTION =
      List.of(
          "idle",
          "connecting",
          "streaming",
          "recovering a gap",
          "waiting to connect",
          "out of budget",
          "waiting for the API's limit of connections",
          "waiting because the account is used up");

  private final HTTPServer server;
  private final InetAddress address;

  private MetricsPage(HTTPServer server, InetAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Opens the page.
   *
   * @param runner the runner that the user chose
   * @throws BadOptionException if the address cannot be listened on
   */
  static MetricsPage open(MetricsAddress at, String jobName, String runner, JobWatch watch) {
    InetAddress address;
    try {
      address = InetAddress.getByName(at.host());
    } catch (UnknownHostException e) {
      throw BadOptionException.of(
          MetricsAddress.HOST, at.host(), "no such host; use 127.0.0.1, or 0.0.0.0 for all");
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new PrometheusMetrics(watch, jobName, runner));
    JvmMetrics.builder().register(registry);
    try {
      HTTPServer server =
          HTTPServer.builder()
              .inetAddress(address)
              .port(at.port())
              .registry(registry)
              .defaultHandler(exchange -> answer(exchange, watch))
              .buildAndStart();
      return new MetricsPage(server, address);
    } catch (IOException e) {
      throw BadOptionException.of(
          MetricsAddress.PORT,
          String.valueOf(at.port()),
          "cannot listen on "
              + address.getHostAddress()
              + " ("
              + e.getMessage()
              + "); use another port, or 0 for any free one");
    }
  }

  /** Where Prometheus finds the metrics. */
  String url() {
    String host = address.getHostAddress();
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + server.getPort()
        + "/metrics";
  }

  private static void answer(HttpExchange exchange, JobWatch watch) throws IOException {
    int status;
    String text;
    if (!exchange.getRequestURI().getPath().equals("/healthz")) {
      status = 404;
      text = "see /metrics and /healthz";
    } else {
      JobWatch.State state = watch.state();
      status = state == JobWatch.State.FAILED ? 503 : 200;
      text = health(state, watch.counters());
    }
    byte[] body = (text + '\n').getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** Returns the state of the job and, while it runs, of its connection. */
  private static String health(JobWatch.State state, @Nullable Counters counters) {
    String name = state.name().toLowerCase(Locale.ROOT);
    Long connection = counters == null ? null : counters.gauges().get(SourceMetrics.STATE);
    return state != JobWatch.State.RUNNING
            || connection == null
            || connection < 0
            || connection >= CONNECTION.size()
        ? name
        : name + ", " + CONNECTION.get(connection.intValue());
  }

  void close() {
    server.close();
  }
}
