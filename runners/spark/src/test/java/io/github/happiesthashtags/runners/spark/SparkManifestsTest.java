package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.happiesthashtags.runners.conformance.deploy.Engine;
import io.github.happiesthashtags.runners.conformance.deploy.ManifestConformance;
import java.util.List;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.junit.Test;

/** The SparkApplications in {@code k8s/}. */
public final class SparkManifestsTest extends ManifestConformance {
  public SparkManifestsTest() {
    super(Engine.spark(SparkPipelineOptions.class));
  }

  @Override
  protected List<String> writablePaths() {
    return List.of("/tmp", "/opt/spark/work-dir");
  }

  @Override
  protected String metricsPort() {
    return "4040";
  }

  @Test
  public void versionIsTheOneThatTheJobIsBuiltWith() {
    for (ObjectNode job : jobs()) {
      assertThat(text(job, "/spec/sparkVersion"), is(pomProperty("spark.version")));
    }
  }

  @Test
  public void programIsTheOneOfThisModule() {
    for (ObjectNode job : jobs()) {
      assertThat(text(job, "/spec/mainClass"), is(SparkJob.class.getName()));
      assertThat(
          text(job, "/spec/mainApplicationFile"),
          is("local:///opt/happiest-hashtags/happiest-hashtags-spark.jar"));
    }
  }

  @Test
  public void aDriverThatEndsIsStartedAgainFromItsCheckpoint() {
    for (ObjectNode job : jobs()) {
      assertThat(text(job, "/spec/restartPolicy/type"), is("Always"));
      assertThat(
          job.at("/spec/arguments").toString(),
          containsString("--checkpointDir=file:///happiest/spark/"));
    }
  }

  @Test
  public void prometheusCanReadTheDriversPage() {
    for (ObjectNode job : jobs()) {
      assertThat(
          job.at("/spec/arguments").toString(), containsString("--enableSparkMetricSinks=false"));
      assertThat(job.at("/spec/sparkConf").path("spark.metrics.namespace").isTextual(), is(true));
    }
  }

  @Test
  public void bothPodsSeeTheSame() {
    for (ObjectNode job : jobs()) {
      for (String part : List.of("/securityContext", "/volumes", "/containers/0/volumeMounts")) {
        JsonNode driver = job.at("/spec/driver/template/spec" + part);
        assertThat(job.at("/spec/executor/template/spec" + part), is(driver));
      }
    }
  }

  @Test
  public void driverIsWatchedAtItsPage() {
    for (ObjectNode job : jobs()) {
      for (String probe : List.of("startupProbe", "livenessProbe")) {
        JsonNode container = job.at("/spec/driver/template/spec/containers/0");
        assertThat(text(container, "/" + probe + "/httpGet/port"), is(metricsPort()));
      }
    }
  }

  @Test
  public void everySizeSaysWhatItTakes() {
    for (ObjectNode job : jobs()) {
      assertThat(job.at("/spec/executor/instances").asInt() > 0, is(true));
      for (String kind : List.of("driver", "executor")) {
        assertThat(job.at("/spec/" + kind + "/cores").asInt() > 0, is(true));
        assertThat(text(job, "/spec/" + kind + "/memory"), is(not("")));
      }
    }
  }
}
