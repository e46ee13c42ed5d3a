package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** The board and its demo database in board/k8s, and the jobs that write to it. */
public final class BoardManifestsTest {
  private static final List<String> SHARED = List.of("--jdbcUrl=", "--jdbcUser=");

  private Repository repository;
  private List<JsonNode> demo;

  @Before
  public void render() throws Exception {
    repository = Repository.find();
    demo = kustomize("board/k8s/demo");
  }

  private List<JsonNode> kustomize(String folder) throws Exception {
    Command rendered = Command.run(repository.root(), List.of("kubectl", "kustomize", folder));
    assertThat(rendered.toString(), rendered.exitCode(), is(0));
    return Yaml.all(rendered.output());
  }

  private static List<JsonNode> ofKind(List<JsonNode> manifests, String kind) {
    return manifests.stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
  }

  private JsonNode named(String kind, String name) {
    return ofKind(demo, kind).stream()
        .filter(one -> one.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  @Test
  public void everyPodIsValidAndHasNoPrivileges() throws IOException {
    CrdSchema schema =
        CrdSchema.part(
            repository.shared("crds/flinkdeployments.flink.apache.org-v1.yml"),
            "v1beta1",
            "/properties/spec/properties/podTemplate");
    List<JsonNode> deployments = ofKind(demo, "Deployment");
    assertThat(deployments, hasSize(2));
    for (JsonNode deployment : deployments) {
      JsonNode pod = deployment.at("/spec/template");
      assertThat(schema.errors(pod), is(empty()));
      assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean(), is(true));
      assertThat(
          pod.at("/spec/securityContext/seccompProfile/type").asText(), is("RuntimeDefault"));
      JsonNode container = pod.at("/spec/containers/0/securityContext");
      assertThat(container.path("readOnlyRootFilesystem").asBoolean(), is(true));
      assertThat(container.path("allowPrivilegeEscalation").asBoolean(true), is(false));
      assertThat(texts(container.at("/capabilities/drop")), is(List.of("ALL")));
      assertThat(pod.at("/metadata/labels"), is(deployment.at("/spec/selector/matchLabels")));
    }
  }

  @Test
  public void theBoardsImageIsOfThisVersion() {
    assertThat(
        named("Deployment", "happiest-hashtags-board")
            .at("/spec/template/spec/containers/0/image")
            .asText(),
        is("happiest-hashtags-board:" + repository.version()));
  }

  @Test
  public void servicesFindTheirPods() {
    for (String[] pair :
        new String[][] {
          {"database", "happiest-hashtags-database"},
          {"happiest-hashtags-board", "happiest-hashtags-board"}
        }) {
      assertThat(
          named("Service", pair[0]).at("/spec/selector"),
          is(named("Deployment", pair[1]).at("/spec/template/metadata/labels")));
    }
  }

  /** All of them take the same password, from the secret that the guide creates. */
  @Test
  public void theJobsOfBothEnginesWriteWhereTheBoardReads() throws Exception {
    JsonNode board = named("Deployment", "happiest-hashtags-board").at("/spec/template/spec");
    List<String> reads = texts(board.at("/containers/0/args"));
    assertThat(board.at("/volumes/0/secret/secretName").asText(), is("database"));
    for (String engine : List.of("flink", "spark")) {
      List<JsonNode> manifests = kustomize("runners/" + engine + "/k8s/overlays/demo-board");
      for (JsonNode manifest : manifests) {
        String spec = manifest.path("spec").toString();
        if (manifest.path("kind").asText().equals("NetworkPolicy")) {
          assertThat(spec.contains("happiest-hashtags-database"), is(true));
          continue;
        }
        for (String option : SHARED) {
          String given =
              reads.stream().filter(one -> one.startsWith(option)).findFirst().orElseThrow();
          assertThat(engine, spec.contains('"' + given + '"'), is(true));
        }
        assertThat(spec.contains("\"secretName\":\"database\""), is(true));
      }
    }
    assertThat(reads, hasItem("--jdbcUrl=jdbc:postgresql://database:5432/happiest"));
    assertThat(named("Service", "database").at("/spec/ports/0/port").asInt(), is(5432));
  }
}
