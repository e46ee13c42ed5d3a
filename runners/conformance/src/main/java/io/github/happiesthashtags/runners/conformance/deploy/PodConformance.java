package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * The tests of the pods in every runner's manifests, in every size: what they may do, and where
 * they read and write.
 */
@RunWith(Parameterized.class)
public abstract class PodConformance {
  /** Where the volume is mounted. */
  static final String MOUNT = "/happiest";

  private static final String TOKEN_FOLDER = "/etc/x-token";
  private static final String PASSWORD_FOLDER = "/etc/database";
  private static final int GROUP_READS = 0440;

  /** The overlay under test. */
  @Parameterized.Parameter public String overlay = "";

  final Engine engine;
  final Repository repository;
  List<ObjectNode> manifests = List.of();
  private List<ObjectNode> jobs = List.of();

  /** Creates the tests of this engine's manifests. */
  PodConformance(Engine engine) {
    this.engine = engine;
    try {
      repository = Repository.find();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the names of all overlays. */
  @Parameterized.Parameters(name = "{0}")
  public static List<String> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("k8s", "overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /** Renders the overlay under test. */
  @Before
  public final void render() throws IOException {
    manifests = Kustomization.render(overlayFolder());
    jobs = manifests.stream().filter(m -> text(m, "/kind").equals(engine.kind())).toList();
  }

  Path overlayFolder() {
    return Path.of("k8s", "overlays", overlay);
  }

  /** Returns the rendered manifests of the jobs. */
  protected final List<ObjectNode> jobs() {
    return jobs;
  }

  /** Returns a property of the root pom. */
  protected final String pomProperty(String name) {
    return repository.property(name);
  }

  /** Returns a string of a manifest; empty if there is none. */
  protected static String text(JsonNode manifest, String pointer) {
    return manifest.at(pointer).asText();
  }

  List<JsonNode> pods(JsonNode job) {
    return engine.pods().stream().map(job::at).toList();
  }

  List<String> arguments(JsonNode job) {
    List<String> arguments = new ArrayList<>();
    job.at(engine.arguments()).forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  String template(JsonNode job) {
    return text(job, "/metadata/name").substring("happiest-hashtags-".length());
  }

  /**
   * Returns the schema of a pod. Flink's definition has it; Spark's operator passes pods on
   * unchecked.
   */
  private CrdSchema podSchema() throws IOException {
    return CrdSchema.part(
        repository.shared("crds/flinkdeployments.flink.apache.org-v1.yml"),
        "v1beta1",
        "/properties/spec/properties/podTemplate");
  }

  @Test
  public void everyPodIsOne() throws IOException {
    CrdSchema schema = podSchema();
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        assertThat(template(job), schema.errors(pod), is(empty()));
      }
    }
  }

  @Test
  public void aMisspeltFieldOfAPodIsFound() throws IOException {
    CrdSchema schema = podSchema();
    ObjectNode pod = pods(jobs.get(0)).get(0).deepCopy();
    ObjectNode container = (ObjectNode) pod.at("/spec/containers/0");
    container.withObject("/securityContext").put("readOnlyRootFileSystem", true);

    assertThat(schema.errors(pod).toString(), schema.errors(pod).size(), is(1));
  }

  @Test
  public void noPodMayMoreThanItMust() {
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        JsonNode context = pod.at("/spec/securityContext");
        assertThat(context.path("runAsNonRoot").asBoolean(), is(true));
        assertThat(context.path("runAsUser").asInt(0), is(not(0)));
        assertThat(text(context, "/seccompProfile/type"), is("RuntimeDefault"));
        assertThat(pod.at("/spec/containers").size(), is(1));
        JsonNode container = pod.at("/spec/containers/0/securityContext");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean(), is(true));
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true), is(false));
        assertThat(container.at("/capabilities/drop/0").asText(), is("ALL"));
        assertThat(container.path("privileged").asBoolean(), is(false));
        assertThat(container.at("/capabilities").has("add"), is(false));
      }
    }
  }

  @Test
  public void everyPodHasTheTokenAsAFileThatItsGroupAloneMayRead() {
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        JsonNode secret = volume(pod, "x-token").path("secret");
        assertThat(secret.path("defaultMode").asInt(), is(GROUP_READS));
        assertThat(text(secret, "/items/0/path"), is("token"));
        assertThat(
            pod.at("/spec/securityContext/fsGroup"),
            is(pod.at("/spec/securityContext/runAsGroup")));
        assertThat(mount(pod, "x-token").path("readOnly").asBoolean(), is(true));
        assertThat(text(mount(pod, "x-token"), "/mountPath"), is(TOKEN_FOLDER));
      }
      assertThat(
          arguments(job).contains("--source=x"),
          is(arguments(job).contains("--bearerTokenFile=" + TOKEN_FOLDER + "/token")));
    }
  }

  /** The secret may be missing, because not every job writes to a database. */
  @Test
  public void everyPodHasTheDatabasesPasswordAsAFileThatItsGroupAloneMayRead() {
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        JsonNode secret = volume(pod, "database").path("secret");
        assertThat(secret.path("defaultMode").asInt(), is(GROUP_READS));
        assertThat(secret.path("optional").asBoolean(), is(true));
        assertThat(mount(pod, "database").path("readOnly").asBoolean(), is(true));
        assertThat(text(mount(pod, "database"), "/mountPath"), is(PASSWORD_FOLDER));
      }
      assertThat(
          arguments(job).contains("--output=jdbc"),
          is(arguments(job).contains("--jdbcPasswordFile=" + PASSWORD_FOLDER + "/password")));
    }
  }

  @Test
  public void whatMustLastIsOnTheVolumeThatEveryPodHas() {
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        assertThat(
            text(volume(pod, "storage"), "/persistentVolumeClaim/claimName"),
            is("happiest-hashtags-" + engine.name()));
        assertThat(text(mount(pod, "storage"), "/mountPath"), is(MOUNT));
      }
      String own = MOUNT + "/" + engine.name() + "/" + template(job) + "/";
      List<String> paths =
          Pattern.compile("(?<=[=\"])(file://)?/happiest[^\"]*")
              .matcher(job.at("/spec").toString())
              .results()
              .map(found -> found.group().replace("file://", ""))
              .filter(path -> !path.equals(MOUNT))
              .toList();
      if (arguments(job).stream().anyMatch(one -> one.matches("--output=.*csv.*"))) {
        assertThat(paths, hasItem(own + "tables"));
      }
      assertThat(paths, everyItem(startsWith(own)));
    }
  }

  @Test
  public void whatTheEngineWritesIsOnVolumesOfThePod() {
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        List<String> writable = new ArrayList<>();
        for (JsonNode mount : pod.at("/spec/containers/0/volumeMounts")) {
          if (volume(pod, text(mount, "/name")).has("emptyDir")) {
            writable.add(text(mount, "/mountPath"));
          }
        }
        assertThat(writable, containsInAnyOrder(writablePaths().toArray(new String[0])));
      }
    }
  }

  /** Returns the paths of the image that the engine writes to. */
  protected abstract List<String> writablePaths();

  @Test
  public void prometheusIsToldWhereToLook() {
    for (ObjectNode job : jobs) {
      JsonNode annotations = pods(job).get(0).at("/metadata/annotations");
      assertThat(annotations.path("prometheus.io/scrape").asText(), is("true"));
      assertThat(annotations.path("prometheus.io/port").asText(), is(metricsPort()));
    }
  }

  /** Returns the JSON pointer to the metrics port of the first pod. */
  protected abstract String metricsPort();

  private static JsonNode volume(JsonNode pod, String name) {
    return named(pod.at("/spec/volumes"), name);
  }

  private static JsonNode mount(JsonNode pod, String name) {
    return named(pod.at("/spec/containers/0/volumeMounts"), name);
  }

  private static JsonNode named(JsonNode items, String name) {
    for (JsonNode item : items) {
      if (item.path("name").asText().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("there is no " + name + " in " + items);
  }
}
