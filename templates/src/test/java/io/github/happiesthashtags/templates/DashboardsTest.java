package io.github.happiesthashtags.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.happiesthashtags.job.Counters;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** The dashboard and the alerts query existing metrics. */
public final class DashboardsTest {
  private static final Path FOLDER = Path.of("dashboards");
  private static final Path DASHBOARD = FOLDER.resolve("grafana.json");
  private static final Path ALERTS = FOLDER.resolve("alerts.yaml");

  /** The prefix of a job metric's namespace and name in Flink's reporter. */
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  /** The prefix of a job metric on Spark's page, which a test in runners/spark checks. */
  private static final String PLUGIN =
      "metrics_happiest_hashtags_driver_plugin_io_github_happiesthashtags_runners_spark_JobPlugin_";

  private static final String VALUE = "_Value";

  /** The metrics of engines and of the JVM, as their pages showed them for a running job. */
  private static final Set<String> ENGINES =
      Set.of(
          "flink_jobmanager_job_lastCheckpointDuration",
          "flink_jobmanager_job_numRestarts",
          "flink_jobmanager_job_numberOfCompletedCheckpoints",
          "flink_jobmanager_job_numberOfFailedCheckpoints",
          "flink_jobmanager_job_uptime",
          PLUGIN + "batch_delay_millis" + VALUE,
          PLUGIN + "batches_completed" + VALUE,
          PLUGIN + "batches_waiting" + VALUE,
          "happiest_hashtags_job_up",
          "jvm_gc_collection_seconds_sum",
          "jvm_memory_max_bytes",
          "jvm_memory_used_bytes",
          "process_cpu_seconds_total");

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:flink|metrics|twitter|happiest_hashtags|jvm|process)_\\w+");

  private static Set<String> known() {
    Set<String> known = new HashSet<>(ENGINES);
    for (Counters.Name name : Counters.all()) {
      known.add(OPERATOR + name.full());
      known.add(PLUGIN + name.full() + VALUE);
      known.add(onPage(name.full(), name.isGauge()));
    }
    return known;
  }

  /** Returns a name on the page of {@code --metricsPort}, where counters end like this. */
  private static String onPage(String name, boolean isGauge) {
    return isGauge ? name : name + "_total";
  }

  private static List<String> metrics(Path file) throws IOException {
    return METRIC.matcher(Files.readString(file)).results().map(r -> r.group()).distinct().toList();
  }

  private static JsonNode dashboard() throws IOException {
    return JsonMapper.builder().build().readTree(DASHBOARD.toFile());
  }

  @Test
  public void metricsAreThoseOfTheJobAndItsEngines() throws IOException {
    for (Path file : List.of(DASHBOARD, ALERTS)) {
      assertThat(file.toString(), metrics(file), everyItem(is(in(known()))));
    }
  }

  @Test
  public void whatIsWorthAnAlertHasOne() throws IOException {
    List<String> counters = List.of(SourceMetrics.GAP_LOST, SourceMetrics.DROPPED_STATUSES);
    List<String> gauges =
        List.of(
            SourceMetrics.LAG,
            SourceMetrics.WATERMARK,
            SourceMetrics.STATE,
            SourceMetrics.UNCONNECTED);
    for (String name : Stream.concat(counters.stream(), gauges.stream()).toList()) {
      String full = SourceMetrics.NAMESPACE + "_" + name;
      assertThat(metrics(ALERTS), hasItem(onPage(full, gauges.contains(name))));
      assertThat(metrics(DASHBOARD), hasItem(onPage(full, gauges.contains(name))));
      assertThat(metrics(ALERTS), hasItem(OPERATOR + full));
      assertThat(metrics(ALERTS), hasItem(PLUGIN + full + VALUE));
      assertThat(metrics(DASHBOARD), hasItem(OPERATOR + full));
      assertThat(metrics(DASHBOARD), hasItem(PLUGIN + full + VALUE));
    }
  }

  /**
   * increase() drops the metric's name, so a query of two metrics would give two identical series.
   */
  @Test
  public void noQuestionIsOfSeveralMetricsAtOnce() throws IOException {
    for (Path file : List.of(DASHBOARD, ALERTS)) {
      assertThat(Files.readString(file), not(containsString("__name__")));
    }
  }

  @Test
  public void everyPanelHasATitleAndAQuestionOfItsOwn() throws IOException {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      assertThat(panel.path("title").asText(), is(not("")));
      assertThat(panel.path("title").asText(), ids.add(panel.path("id").asInt()), is(true));
      if (!panel.path("type").asText().equals("row")) {
        List<String> questions = new ArrayList<>();
        panel.path("targets").forEach(target -> questions.add(target.path("expr").asText()));
        assertThat(panel.path("title").asText(), questions, is(not(empty())));
        assertThat(panel.path("title").asText(), questions, everyItem(is(not(""))));
        assertThat(panel.at("/datasource/uid").asText(), is("${source}"));
      }
    }
  }

  @Test
  public void alertsComeWhenTheyShallAndNotBefore() throws Exception {
    promtool("check", "rules", "alerts.yaml");
    promtool("test", "rules", "alerts-test.yaml");
    promtool("test", "rules", "alerts-page-test.yaml");
  }

  @Test
  public void prometheusAcceptsItsConfiguration() throws Exception {
    promtool("check", "config", "prometheus.yaml");
  }

  /** Writes the dashboard's queries as rules, so that promtool checks their syntax. */
  @Test
  public void questionsAreInPrometheusLanguage() throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n- name: panels\n  rules:\n");
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        rules
            .append("  - record: question\n    expr: '")
            .append(target.path("expr").asText().replace("'", "''"))
            .append("'\n    labels: {of: \"")
            .append(panel.path("id").asText() + target.path("refId").asText())
            .append("\"}\n");
      }
    }
    Path file = Files.createTempFile("panels", ".yaml");
    try {
      Files.writeString(file, rules);
      promtool("check", "rules", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    assumeTrue(
        "skipped: promtool is not installed",
        Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))));
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, process.waitFor(), is(0));
  }
}
