package io.github.happiesthashtags.board;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the page, from the jar. Only these can be had, whatever a path says. */
final class Assets {
  private static final String PAGE = "io/github/happiesthashtags/board/page/";
  private static final String CHART = "META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private record Asset(String resource, String mediaType) {}

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "/", new Asset(PAGE + "index.html", "text/html; charset=utf-8"),
          "/board.css", new Asset(PAGE + "board.css", "text/css; charset=utf-8"),
          "/board.js", new Asset(PAGE + "board.js", SCRIPT),
          "/charts.js", new Asset(PAGE + "charts.js", SCRIPT),
          "/words.js", new Asset(PAGE + "words.js", SCRIPT),
          "/icon.svg", new Asset(PAGE + "icon.svg", "image/svg+xml"),
          "/vendor/chart.js", new Asset(CHART, SCRIPT),
          "/api/openapi.json", new Asset(PAGE + "openapi.json", "application/json"));

  private Assets() {}

  static void addTo(JavalinConfig config) {
    config.router.mount(
        routes ->
            ASSETS.forEach(
                (path, asset) -> {
                  byte[] content = read(asset.resource);
                  routes.get(path, context -> send(context, asset.mediaType, content));
                }));
  }

  private static void send(Context context, String mediaType, byte[] content) {
    // A browser asks each time, so that a page never runs with the script of another version.
    context.header(Header.CACHE_CONTROL, "no-cache");
    Api.body(context, mediaType, content);
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
