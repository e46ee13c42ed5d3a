package io.github.happiesthashtags.board;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** What the server counts of itself, at {@code /metrics}; and whether it can answer. */
final class BoardMetrics {
  static final String METRICS = "/metrics";
  static final String HEALTHZ = "/healthz";

  private static final String START = "start";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("board_http_requests_total")
          .help("Requests by resource and status")
          .labelNames("path", "status")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("board_http_request_seconds")
          .help("Time to answer a request, event streams excluded")
          .classicOnly()
          .classicUpperBounds(.001, .005, .01, .025, .05, .1, .25, 1, 5)
          .register(registry);
  private final BooleanSupplier databaseAnswers;

  BoardMetrics(Events events, BooleanSupplier databaseAnswers) {
    this.databaseAnswers = databaseAnswers;
    GaugeWithCallback.builder()
        .name("board_event_streams")
        .help("Open event streams")
        .callback(gauge -> gauge.call(events.open()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("board_database_up")
        .help("1 if the database answers")
        .callback(gauge -> gauge.call(databaseAnswers.getAsBoolean() ? 1 : 0))
        .register(registry);
  }

  void addTo(JavalinConfig config) {
    config.router.mount(
        routes ->
            routes
                .before(context -> context.attribute(START, System.nanoTime()))
                .after(this::count)
                .get(METRICS, this::metrics)
                .get(HEALTHZ, this::healthz));
  }

  private void count(Context context) {
    // The pattern, not the path: a client must not make up time series.
    String path = context.endpointHandlerPath();
    requests.labelValues(path, String.valueOf(context.statusCode())).inc();
    Long start = context.attribute(START);
    if (start != null && !path.equals(Api.EVENTS)) {
      seconds.observe((System.nanoTime() - start) / 1e9);
    }
  }

  private void metrics(Context context) throws IOException {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, registry.scrape());
    context.header("Cache-Control", "no-store");
    context.contentType(writer.getContentType()).result(out.toByteArray());
  }

  private void healthz(Context context) {
    if (!databaseAnswers.getAsBoolean()) {
      throw Problem.unavailable("the database does not answer", null);
    }
    context.header("Cache-Control", "no-store");
    context.contentType("text/plain; charset=utf-8").result("ok\n");
  }
}
