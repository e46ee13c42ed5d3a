package io.github.happiesthashtags.board;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hamcrest.MatcherAssert;
import org.hamcrest.Matchers;

/**
 * How long the board takes to answer with 10,000 windows stored in H2, and a browser to show the
 * page: {@code LatencyBenchmark [REQUESTS_A_SECOND [SECONDS]]}. Each request starts at its own
 * time, whether or not earlier ones have been answered, and its latency counts from that time.
 */
final class LatencyBenchmark {
  private static final int WINDOWS = 10_000;
  private static final int ROWS = 10;
  private static final List<String> PATHS =
      List.of(
          "/api/boards/b/leaderboards/current",
          "/api/boards/b/leaderboards?limit=200&rows=1",
          "/api/boards/b/hashtags/tag0",
          "/api/boards");

  private LatencyBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    try (StoredBoards stored = StoredBoards.withTables();
        BoardServer server = BoardServer.over(stored.pool()).withPort(0).start()) {
      List<StoredBoards.Entry> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        rows.add(StoredBoards.entry("tag" + i, 100 - i));
      }
      for (int i = 0; i < WINDOWS; i++) {
        Instant start = StoredBoards.T0.plusSeconds(10L * i);
        String timing = i == WINDOWS - 1 ? "EARLY" : "ON_TIME";
        WindowId window = new WindowId(start, start.plusSeconds(10));
        stored.store("b", window, timing, 0, start.plusSeconds(12), rows);
      }
      for (String path : PATHS) {
        run(server, path, rate, 3);
        System.out.println(path + "  " + run(server, path, rate, seconds));
      }
      try (Browser browser = new Browser()) {
        for (int i = 0; i < 5; i++) {
          browser.open(server.address()).until("document.querySelector('#rows tr')");
          System.out.println(
              "page, ms: load "
                  + browser.script(
                      "return Math.round(performance.getEntriesByType('navigation')[0].duration)")
                  + ", bytes "
                  + browser.script(
                      "return performance.getEntries().reduce((n, e) => n + (e.transferSize ?? 0), 0)"));
        }
      }
    }
  }

  private static String run(BoardServer server, String path, int rate, int seconds)
      throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = new Client(server).request(path).timeout(Duration.ofSeconds(30)).build();
    ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < rate * seconds; i++) {
      long due = start + TimeUnit.SECONDS.toNanos(1) / rate * i;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      answers.add(
          http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
              .thenAccept(
                  answer -> {
                    MatcherAssert.assertThat(answer.statusCode(), Matchers.is(200));
                    micros.add((System.nanoTime() - due) / 1000);
                  }));
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
    List<Long> sorted = micros.stream().sorted().toList();
    return String.format(
        "%d answers at %d/s, ms: p50 %.1f, p99 %.1f, max %.1f",
        sorted.size(),
        rate,
        sorted.get(sorted.size() / 2) / 1e3,
        sorted.get(sorted.size() * 99 / 100) / 1e3,
        sorted.get(sorted.size() - 1) / 1e3);
  }
}
