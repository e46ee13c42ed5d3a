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

  /** The variable that chooses among jobs with a page of their own. */
  private static final String WATCHED = "$watched";

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
      int port = EngineProcess.freePort();
      try (EngineProcess prometheus = prometheus(directory, address.getAuthority(), port)) {
        List<String> unanswered = questions();
        assertThat(unanswered, is(not(empty())));
        await("for an answer to each of " + unanswered)
            .atMost(JobProcess.PATIENCE)
            .ignoreException(IOException.class)
            .until(
                () -> {
                  assertThat("prometheus runs", prometheus.isAlive(), is(true));
                  assertThat(job.err(), job.isAlive(), is(true));
                  unanswered.removeIf(question -> isAnswered(port, question));
                  return unanswered.isEmpty();
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

  /** Starts Prometheus with the shipped configuration, but for its target and its patience. */
  private static EngineProcess prometheus(Path directory, String target, int port)
      throws IOException {
    String configuration = Files.readString(DASHBOARDS.resolve("prometheus.yaml"));
    assertThat(configuration.contains("\"job:9464\""), is(true));
    Path file = directory.resolve("prometheus.yaml");
    Files.writeString(
        file, configuration.replace("job:9464", target).replace("_interval: 10s", "_interval: 1s"));
    Files.copy(DASHBOARDS.resolve("alerts.yaml"), directory.resolve("alerts.yaml"));
    return EngineProcess.start(
        directory,
        directory.resolve("prometheus.log"),
        Map.of(),
        List.of(
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + directory.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port));
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
    HttpResponse<String> answer =
        get(
            URI.create(
                "http://127.0.0.1:"
                    + port
                    + "/api/v1/query?query="
                    + URLEncoder.encode(question, StandardCharsets.UTF_8)));
    JsonNode json = JsonMapper.builder().build().readTree(answer.body());
    return json.at("/data/result");
  }

  private static HttpResponse<String> get(URI uri) throws IOException {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
