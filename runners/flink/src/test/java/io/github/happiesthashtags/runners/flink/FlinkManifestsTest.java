package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.happiesthashtags.runners.conformance.deploy.Engine;
import io.github.happiesthashtags.runners.conformance.deploy.ManifestConformance;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.Test;

/** The FlinkDeployments in {@code k8s/}. */
public final class FlinkManifestsTest extends ManifestConformance {
  public FlinkManifestsTest() {
    super(Engine.flink(FlinkPipelineOptions.class));
  }

  @Override
  protected List<String> writablePaths() {
    return List.of("/tmp", "/opt/flink/log");
  }

  @Override
  protected String metricsPort() {
    return "9249";
  }

  @Override
  protected Needs needs(ObjectNode job) {
    int workers = job.at("/spec/job/parallelism").asInt();
    return new Needs(
        job.at("/spec/jobManager/resource/cpu").asDouble()
            + workers * job.at("/spec/taskManager/resource/cpu").asDouble(),
        mebibytes(text(job, "/spec/jobManager/resource/memory"))
            + workers * mebibytes(text(job, "/spec/taskManager/resource/memory")));
  }

  /** Returns a size in mebibytes, which Flink writes as "m". */
  private static int mebibytes(String size) {
    assertThat(size, endsWith("m"));
    return Integer.parseInt(size.substring(0, size.length() - 1));
  }

  private static String setting(JsonNode job, String name) {
    return job.at("/spec/flinkConfiguration").path(name).asText();
  }

  @Test
  public void versionIsTheOneThatTheJobIsBuiltWith() {
    String[] version = pomProperty("flink.version").split("\\.", -1);
    for (ObjectNode job : jobs()) {
      assertThat(text(job, "/spec/flinkVersion"), is("v" + version[0] + "_" + version[1]));
    }
  }

  @Test
  public void programIsTheOneOfThisModule() {
    for (ObjectNode job : jobs()) {
      assertThat(text(job, "/spec/job/entryClass"), is(FlinkJob.class.getName()));
      assertThat(
          text(job, "/spec/job/jarURI"),
          is("local:///opt/flink/usrlib/happiest-hashtags-flink.jar"));
    }
  }

  @Test
  public void anUpgradeTakesASavepointAndALostJobManagerIsNoEnd() {
    for (ObjectNode job : jobs()) {
      assertThat(text(job, "/spec/job/upgradeMode"), is("savepoint"));
      assertThat(setting(job, "execution.checkpointing.interval"), is(not("")));
      assertThat(setting(job, "high-availability.type"), is("kubernetes"));
      for (String directory :
          List.of(
              "state.checkpoints.dir", "state.savepoints.dir", "high-availability.storageDir")) {
        assertThat(setting(job, directory), startsWith("file:///happiest/flink/"));
      }
    }
  }

  @Test
  public void settingsAreTextsAsTheOperatorWantsThem() {
    for (ObjectNode job : jobs()) {
      for (JsonNode value : job.at("/spec/flinkConfiguration")) {
        assertThat(value.toString(), value.isTextual(), is(true));
      }
    }
  }

  @Test
  public void reporterListensWherePrometheusLooks() {
    for (ObjectNode job : jobs()) {
      assertThat(setting(job, "metrics.reporter.prom.port"), is(metricsPort()));
    }
  }

  @Test
  public void eachKindOfPodIsWatchedAndAddsNothingElse() {
    for (ObjectNode job : jobs()) {
      for (String kind : List.of("jobManager", "taskManager")) {
        JsonNode containers = job.at("/spec/" + kind + "/podTemplate/spec/containers");
        List<String> fields = new ArrayList<>();
        containers.path(0).fieldNames().forEachRemaining(fields::add);
        fields.remove("readinessProbe");
        assertThat(kind, fields, contains("name", "livenessProbe"));
        assertThat(
            containers.path(0).path("name"),
            is(job.at("/spec/podTemplate/spec/containers/0/name")));
      }
    }
  }

  @Test
  public void everySizeSaysWhatItTakes() {
    for (ObjectNode job : jobs()) {
      assertThat(job.at("/spec/job/parallelism").asInt() > 0, is(true));
      for (String kind : List.of("jobManager", "taskManager")) {
        assertThat(job.at("/spec/" + kind + "/resource/cpu").asDouble() > 0, is(true));
        assertThat(text(job, "/spec/" + kind + "/resource/memory"), is(not("")));
      }
    }
  }
}
