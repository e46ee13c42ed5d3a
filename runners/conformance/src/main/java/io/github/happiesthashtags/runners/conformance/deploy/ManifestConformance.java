package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.happiesthashtags.job.OptionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * The tests of every runner's manifests, in every size. A runner's module extends the class; the
 * tests run in the module's folder and read {@code k8s/overlays} there.
 */
@RunWith(Parameterized.class)
public abstract class ManifestConformance {
  private static final String MOUNT = "/happiest";
  private static final String CLAIM = "PersistentVolumeClaim";
  private static final String TOKEN_FOLDER = "/etc/x-token";
  private static final int GROUP_READS = 0440;

  /**
   * A pattern of possible credentials: longer than any word in a manifest, shorter than any
   * credential of X.
   */
  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9%_-]{50,}");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** The overlay under test. */
  @Parameterized.Parameter public String overlay = "";

  private final Engine engine;
  private final Repository repository;
  private List<ObjectNode> manifests = List.of();
  private List<ObjectNode> jobs = List.of();

  /** Creates the tests of this engine's manifests. */
  protected ManifestConformance(Engine engine) {
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

  private Path overlayFolder() {
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

  private List<JsonNode> pods(JsonNode job) {
    return engine.pods().stream().map(job::at).toList();
  }

  private List<String> arguments(JsonNode job) {
    List<String> arguments = new ArrayList<>();
    job.at(engine.arguments()).forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  private String template(JsonNode job) {
    return text(job, "/metadata/name").substring("happiest-hashtags-".length());
  }

  private CrdSchema schema() throws IOException {
    String apiVersion = text(jobs.get(0), "/apiVersion");
    return CrdSchema.of(
        repository.shared("crds/" + engine.crd()),
        apiVersion.substring(apiVersion.indexOf('/') + 1));
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
  public void thereIsAManifestForEachTemplateAndAPolicyForBoth() throws IOException {
    List<String> templates;
    try (Stream<Path> folders = Files.list(repository.root().resolve("templates"))) {
      templates =
          folders
              .filter(folder -> Files.exists(folder.resolve("metadata.json")))
              .map(folder -> folder.getFileName().toString())
              .toList();
    }

    assertThat(
        jobs.stream().map(this::template).toList(),
        containsInAnyOrder(templates.toArray(new String[0])));
    assertThat(
        manifests.stream().map(manifest -> text(manifest, "/kind")).toList(),
        containsInAnyOrder("NetworkPolicy", engine.kind(), engine.kind()));
  }

  @Test
  public void deletingTheJobsLeavesTheVolume() throws IOException {
    List<ObjectNode> storage = Kustomization.render(Path.of("k8s", "storage"));

    assertThat(storage.stream().map(m -> text(m, "/kind")).toList(), is(List.of(CLAIM)));
    assertThat(text(storage.get(0), "/metadata/name"), is("happiest-hashtags-" + engine.name()));
    assertThat(storage.get(0).at("/metadata/namespace"), is(jobs.get(0).at("/metadata/namespace")));
    assertThat(manifests.stream().map(m -> text(m, "/kind")).toList(), not(hasItem(CLAIM)));
  }

  @Test
  public void aSizeLeavesWhatTheJobsReadAndWrite() throws IOException {
    if (!overlay.endsWith("large")) {
      return;
    }
    String same = overlay.replace("large", "small").replace("demo-small", "demo");
    List<ObjectNode> other = Kustomization.render(overlayFolder().resolveSibling(same));
    for (ObjectNode job : other) {
      if (text(job, "/kind").equals(engine.kind())) {
        ObjectNode large = named(jobs, text(job, "/metadata/name"));
        assertThat(arguments(large), is(arguments(job)));
        assertThat(large.get("spec"), is(not(job.get("spec"))));
      }
    }
  }

  private static ObjectNode named(List<ObjectNode> jobs, String name) {
    return jobs.stream()
        .filter(job -> text(job, "/metadata/name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The guide lists what an overlay requests from a cluster for both jobs together. */
  @Test
  public void theGuideSaysWhatTheSizeAsksFor() throws IOException {
    double cpus = 0;
    double mebibytes = 0;
    for (ObjectNode job : jobs) {
      Needs needs = needs(job);
      cpus += needs.cpus();
      mebibytes += needs.mebibytes();
    }
    String guide = Files.readString(repository.root().resolve("runners/KUBERNETES.md"));
    String row =
        String.format(
            Locale.ROOT,
            "| `%s` | %s | %.0f CPUs | %.1f GiB |",
            overlay,
            engine.kind().startsWith("Flink") ? "Flink" : "Spark",
            cpus,
            mebibytes / 1024);
    assertThat(guide, containsString(row));
  }

  /**
   * The resources that a job requests from a cluster.
   *
   * @param cpus the CPUs that its pods request
   * @param mebibytes the memory that its pods request
   */
  public record Needs(double cpus, double mebibytes) {}

  /** Returns what all pods of the job request. */
  protected abstract Needs needs(ObjectNode job);

  /** The policy allows only the connections that it names, in both directions. */
  @Test
  public void thePolicyIsThatOfEveryPodAndLetsPrometheusIn() {
    ObjectNode policy =
        manifests.stream()
            .filter(manifest -> text(manifest, "/kind").equals("NetworkPolicy"))
            .findFirst()
            .orElseThrow();
    assertThat(policy.at("/spec/policyTypes").toString(), is("[\"Ingress\",\"Egress\"]"));
    JsonNode labels = policy.at("/spec/podSelector/matchLabels");
    for (ObjectNode job : jobs) {
      for (JsonNode pod : pods(job)) {
        assertThat(pod.at("/metadata/labels"), is(labels));
      }
    }
    List<String> from = new ArrayList<>();
    for (JsonNode rule : policy.at("/spec/ingress")) {
      assertThat(rule.path("from").isEmpty(), is(false));
      from.add(rule.at("/ports/0/port").asText());
    }
    assertThat(from, hasItem(metricsPort()));
    for (JsonNode rule : policy.at("/spec/egress")) {
      assertThat(rule.path("to").isEmpty(), is(false));
    }
    assertThat(policy.at("/spec/egress").toString(), containsString("169.254.0.0/16"));
  }

  @Test
  public void theOperatorKnowsEveryField() throws IOException {
    CrdSchema schema = schema();
    for (ObjectNode job : jobs) {
      assertThat(template(job), schema.errors(job), is(empty()));
    }
  }

  @Test
  public void aFieldThatTheOperatorDoesNotKnowIsFound() throws IOException {
    CrdSchema schema = schema();
    ObjectNode atTheTop = jobs.get(0).deepCopy();
    atTheTop.withObject("/spec").put("imagePulPolicy", "IfNotPresent");
    ObjectNode ofAnotherType = jobs.get(0).deepCopy();
    ofAnotherType.withObject("/spec").put("image", 1);

    assertThat(schema.errors(atTheTop).toString(), schema.errors(atTheTop).size(), is(1));
    assertThat(schema.errors(ofAnotherType).toString(), schema.errors(ofAnotherType).size(), is(1));
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
  public void kubectlRendersTheSame() throws Exception {
    Command rendered =
        Command.run(
            Path.of("").toAbsolutePath(),
            List.of("kubectl", "kustomize", overlayFolder().toString()));

    assertThat(rendered.toString(), rendered.exitCode(), is(0));
    assertThat(Yaml.all(rendered.output()), containsInAnyOrder(manifests.toArray(new JsonNode[0])));
  }

  @Test
  public void imageIsTheRunnersOfThisVersion() {
    for (ObjectNode job : jobs) {
      assertThat(
          text(job, "/spec/image"),
          is("happiest-hashtags-" + engine.name() + ":" + repository.version()));
    }
  }

  @Test
  public void argumentsAreTheTemplatesParametersOrTheRunnersOptions() throws IOException {
    Set<String> runner = engine.optionNames();
    for (ObjectNode job : jobs) {
      JsonNode parameters = metadata(template(job)).path("parameters");
      for (String argument : arguments(job)) {
        String name = argument.substring("--".length(), argument.indexOf('='));
        String value = argument.substring(argument.indexOf('=') + 1);
        if (name.equals("job")) {
          assertThat(value, is(text(metadata(template(job)), "/job")));
        } else if (OptionCheck.ofTheJob().contains(name)) {
          assertThat(argument, accepts(parameters, name, value), is(true));
        } else {
          assertThat(argument, name, is(in(runner)));
        }
      }
    }
  }

  private JsonNode metadata(String template) throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(
            repository.root().resolve("templates").resolve(template + "/metadata.json").toFile());
  }

  private static boolean accepts(JsonNode parameters, String name, String value) {
    for (JsonNode parameter : parameters) {
      if (parameter.path("name").asText().equals(name)) {
        List<String> choices = new ArrayList<>();
        parameter.path("choices").forEach(choice -> choices.add(choice.asText()));
        return (choices.isEmpty() || choices.contains(value))
            && (!parameter.has("pattern")
                || Pattern.matches(parameter.path("pattern").asText(), value));
      }
    }
    return false;
  }

  @Test
  public void theJobTakesItsArguments() {
    // The volume is not mounted here.
    String mounted = folder.getRoot().toString();
    for (ObjectNode job : jobs) {
      OptionCheck.check(
          arguments(job).stream()
              .map(argument -> argument.replace("=" + MOUNT + "/", "=" + mounted + "/"))
              .toList());
    }
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

  @Test
  public void noCredentialIsInAnyManifest() {
    assertThat(CREDENTIAL.matcher("\"" + "A1%3D".repeat(12) + "\"").find(), is(true));
    for (ObjectNode manifest : manifests) {
      assertThat(text(manifest, "/kind"), is(not("Secret")));
      assertThat(CREDENTIAL.matcher(manifest.toString()).results().toList(), is(empty()));
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
      assertThat(paths, hasItem(own + "tables"));
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
