package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.happiesthashtags.job.LogSettings;
import io.github.happiesthashtags.runners.conformance.deploy.Engine;
import io.github.happiesthashtags.runners.conformance.deploy.ManifestConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.junit.Test;

/** The SparkApplications in {@code k8s/}. */
public final class SparkManifestsTest extends ManifestConformance {
  /**
   * The default of spark.kubernetes.memoryOverheadFactor and the least overhead that Spark adds.
   */
  private static final double OVERHEAD = 0.1;

  private static final int MIN_OVERHEAD_MEBIBYTES = 384;

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

  /** Adds the memory overhead to the heap, as Spark on Kubernetes does. */
  @Override
  protected Needs needs(ObjectNode job) {
    double cpus = 0;
    double mebibytes = 0;
    for (String kind : List.of("driver", "executor")) {
      int pods = kind.equals("driver") ? 1 : job.at("/spec/executor/instances").asInt();
      String request = text(job, "/spec/" + kind + "/coreRequest");
      cpus +=
          pods
              * (request.endsWith("m")
                  ? Double.parseDouble(request.substring(0, request.length() - 1)) / 1000
                  : Double.parseDouble(request));
      String memory = text(job, "/spec/" + kind + "/memory");
      assertThat(memory, endsWith("g"));
      double heap = 1024 * Double.parseDouble(memory.substring(0, memory.length() - 1));
      mebibytes += pods * (heap + Math.max(MIN_OVERHEAD_MEBIBYTES, OVERHEAD * heap));
    }
    return new Needs(cpus, mebibytes);
  }

  /**
   * A checkpoint stores the number of executors, so a new number needs a new checkpoint directory.
   */
  @Test
  public void theGuidesCommandGivesEachJobAnotherCheckpoint() throws IOException {
    Matcher command =
        Pattern.compile("sed \"s(.)(--checkpointDir.+?)\\1(.+?)\\1\"")
            .matcher(Files.readString(Path.of("..", "KUBERNETES.md")));
    assertThat(command.find(), is(true));
    for (ObjectNode job : jobs()) {
      int changed = 0;
      for (JsonNode argument : job.at("/spec/arguments")) {
        // The format in which kubectl kustomize prints an item of a list.
        String line = "  - " + argument.asText();
        changed += line.replaceAll(command.group(2), "").equals(line) ? 0 : 1;
      }
      assertThat(changed, is(1));
    }
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

  /**
   * The configuration comes from the jar in the image, before Spark has loaded any of the job's
   * classes.
   */
  @Test
  public void bothPodsLogAsTheJobDoes() {
    for (ObjectNode job : jobs()) {
      for (String kind : List.of("driver", "executor")) {
        assertThat(
            job.at("/spec/sparkConf").path("spark." + kind + ".extraJavaOptions").asText(),
            is(
                "-Dlog4j2.configurationFile=jar:"
                    + text(job, "/spec/mainApplicationFile").replace("local://", "file:")
                    + "!/"
                    + LogSettings.LOG4J_CONFIGURATION));
      }
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
