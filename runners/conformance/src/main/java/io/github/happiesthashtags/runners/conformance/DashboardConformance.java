package io.github.happiesthashtags.runners.conformance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The packaged job's page of metrics, scraped by a real Prometheus with the configuration of {@code
 * templates/dashboards}: the dashboard shows something in every panel of that page. Skipped if
 * Prometheus is not installed.
 */
public abstract class DashboardConformance {
  private static final Path DASHBOARDS = Path.of("..", "..", "templates", "dashboards");
  private static final Pattern PAGE =
      Pattern.compile("metrics on (http://127\\.0\\.0\\.1:\\d+)/metrics");

  private static final String LOG = "prometheus.log";
  private static final Pattern LISTENING =
      Pattern.compile("\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");

  /** The variable that chooses among jobs with a page of their own. */
  private static final String WATCHED = "$watched";

  /** How long an answer may take before it is asked for again. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** The name of the runner's class. */
  protected abstract String runner();

  @Test
  public void everyPanelOfTheJobsPageShowsSomething() throws Exception {
    assumeTrue("skipped: prometheus is not installed", isInstalled("prometheus"));
    Path directory = folder.getRoot().toPath();
    try (JobProcess job =
        JobProcess.start(
            directory,
            "--metricsPort=0",
            "--jobName=watched",
            "--demoRate=200",
            "--window=10s",
            "--every=5s",
            "--early=1s")) {
      job.awaitErr("metrics on ");
      Matcher page = PAGE.matcher(job.err());
      assertThat(job.err(), page.find(), is(true));
      URI address = URI.create(page.group(1));
      try (EngineProcess prometheus = prometheus(directory, address.getAuthority())) {
        int port = port(directory, prometheus);
        List<String> unanswered = questions();
        assertThat(unanswered, is(not(empty())));
        await("for an answer to every panel's question")
            .atMost(JobProcess.PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(
                () -> {
                  assertThat("prometheus runs", prometheus.isAlive(), is(true));
                  assertThat(job.err(), job.isAlive(), is(true));
                  unanswered.removeIf(question -> isAnswered(port, question));
                  assertThat(target(port), unanswered, is(empty()));
                });
        assertThat(
            ask(port, "happiest_hashtags_build_info{job_name=\"watched\"}").toString(),
            ask(port, "happiest_hashtags_build_info{job_name=\"watched\"}")
                .at("/0/metric/runner")
                .asText(),
            is(runner()));
      }
      HttpResponse<String> health = get(address.resolve("/healthz"));
      assertThat(health.statusCode(), is(200));
      assertThat(health.body(), startsWith("running, "));
      job.stop();
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  /** Starts Prometheus with the shipped configuration, but for its target and its pace. */
  private static EngineProcess prometheus(Path directory, String target) throws IOException {
    String configuration = Files.readString(DASHBOARDS.resolve("prometheus.yaml"));
    assertThat(configuration.contains("\"job:9464\""), is(true));
    Path file = directory.resolve("prometheus.yaml");
    Files.writeString(
        file, configuration.replace("job:9464", target).replace("_interval: 10s", "_interval: 5s"));
    Files.copy(DASHBOARDS.resolve("alerts.yaml"), directory.resolve("alerts.yaml"));
    return EngineProcess.start(
        directory,
        directory.resolve(LOG),
        Map.of(),
        List.of(
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + directory.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:0"));
  }

  /** Waits for the port that Prometheus has chosen. */
  private static int port(Path directory, EngineProcess prometheus) {
    return await("for the port of Prometheus")
        .atMost(JobProcess.PATIENCE)
        .until(
            () -> {
              String log = Files.readString(directory.resolve(LOG));
              assertThat(log, prometheus.isAlive(), is(true));
              Matcher listening = LISTENING.matcher(log);
              return listening.find() ? Integer.parseInt(listening.group(1)) : 0;
            },
            is(not(0)));
  }

  /** Returns what the panels ask of the job's page. */
  private static List<String> questions() throws IOException {
    List<String> questions = new ArrayList<>();
    JsonNode dashboard =
        JsonMapper.builder().build().readTree(DASHBOARDS.resolve("grafana.json").toFile());
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String question = target.path("expr").asText();
        if (question.contains(WATCHED)) {
          questions.add(question.replace(WATCHED, ".*"));
        }
      }
    }
    return questions;
  }

  private static boolean isAnswered(int port, String question) {
    try {
      return ask(port, question).size() > 0;
    } catch (IOException e) {
      // Prometheus is starting.
      return false;
    }
  }

  private static JsonNode ask(int port, String question) throws IOException {
    return api(port, "query?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
        .at("/data/result");
  }

  /** Returns what Prometheus says of its target, for the message of a failure. */
  private static String target(int port) {
    try {
      return api(port, "targets?state=active").toString();
    } catch (IOException e) {
      return "Prometheus does not answer: " + e;
    }
  }

  private static JsonNode api(int port, String path) throws IOException {
    HttpResponse<String> answer = get(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path));
    return JsonMapper.builder().build().readTree(answer.body());
  }

  private static HttpResponse<String> get(URI uri) throws IOException {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(uri).timeout(ANSWER).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
