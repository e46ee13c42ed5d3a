package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

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
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The tests of every runner's manifests, in every size. A runner's module extends the class; the
 * tests run in the module's folder and read {@code k8s/overlays} there.
 */
public abstract class ManifestConformance extends PodConformance {
  private static final String CLAIM = "PersistentVolumeClaim";

  /**
   * A pattern of possible credentials: longer than any word in a manifest, shorter than any
   * credential of X.
   */
  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9%_-]{50,}");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** Creates the tests of this engine's manifests. */
  protected ManifestConformance(Engine engine) {
    super(engine);
  }

  private CrdSchema schema() throws IOException {
    String apiVersion = text(jobs().get(0), "/apiVersion");
    return CrdSchema.of(
        repository.shared("crds/" + engine.crd()),
        apiVersion.substring(apiVersion.indexOf('/') + 1));
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
        jobs().stream().map(this::template).toList(),
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
    assertThat(
        storage.get(0).at("/metadata/namespace"), is(jobs().get(0).at("/metadata/namespace")));
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
        ObjectNode large = named(jobs(), text(job, "/metadata/name"));
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
    for (ObjectNode job : jobs()) {
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
    for (ObjectNode job : jobs()) {
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
    for (ObjectNode job : jobs()) {
      assertThat(template(job), schema.errors(job), is(empty()));
    }
  }

  @Test
  public void aFieldThatTheOperatorDoesNotKnowIsFound() throws IOException {
    CrdSchema schema = schema();
    ObjectNode atTheTop = jobs().get(0).deepCopy();
    atTheTop.withObject("/spec").put("imagePulPolicy", "IfNotPresent");
    ObjectNode ofAnotherType = jobs().get(0).deepCopy();
    ofAnotherType.withObject("/spec").put("image", 1);

    assertThat(schema.errors(atTheTop).toString(), schema.errors(atTheTop).size(), is(1));
    assertThat(schema.errors(ofAnotherType).toString(), schema.errors(ofAnotherType).size(), is(1));
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
    for (ObjectNode job : jobs()) {
      assertThat(
          text(job, "/spec/image"),
          is("happiest-hashtags-" + engine.name() + ":" + repository.version()));
    }
  }

  @Test
  public void argumentsAreTheTemplatesParametersOrTheRunnersOptions() throws IOException {
    Set<String> runner = engine.optionNames();
    for (ObjectNode job : jobs()) {
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
    for (ObjectNode job : jobs()) {
      OptionCheck.check(
          arguments(job).stream()
              .map(argument -> argument.replace("=" + MOUNT + "/", "=" + mounted + "/"))
              .toList());
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
}
