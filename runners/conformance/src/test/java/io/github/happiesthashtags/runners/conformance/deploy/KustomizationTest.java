package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The renderer of the manifests' tests. The manifests' tests also check that kubectl renders the
 * same.
 */
public final class KustomizationTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Before
  public void write() throws IOException {
    file("job.yaml", "kind: Job", "metadata: {name: one}", "spec: {a: {b: 1, c: 2}, d: [1, 2]}");
  }

  private void file(String name, String... lines) throws IOException {
    Files.write(folder.getRoot().toPath().resolve(name), List.of(lines));
  }

  private ObjectNode render() throws IOException {
    return Kustomization.render(folder.getRoot().toPath()).get(0);
  }

  @Test
  public void anObjectIsMergedAndItsListsReplaceOthers() throws Exception {
    file(
        "kustomization.yaml",
        "resources: [job.yaml]",
        "patches: [{path: patch.yaml, target: {kind: Job}}]");
    file("patch.yaml", "metadata: {name: any}", "spec: {a: {b: 3, c: null}, d: [4]}");

    assertThat(render().get("spec").toString(), is("{\"a\":{\"b\":3},\"d\":[4]}"));
    assertThat(render().at("/metadata/name").asText(), is("one"));
  }

  @Test
  public void aListIsAPatchOfOperations() throws Exception {
    file(
        "kustomization.yaml",
        "namespace: here",
        "resources: [job.yaml]",
        "patches: [{path: patch.yaml, target: {kind: Job, name: one}}]");
    file("patch.yaml", "- {op: add, path: /spec/d/0, value: 0}");

    assertThat(render().at("/spec/d").toString(), is("[0,1,2]"));
    assertThat(render().at("/metadata/namespace").asText(), is("here"));
  }

  @Test
  public void aComponentChangesWhatIsThere() throws Exception {
    file("kustomization.yaml", "resources: [job.yaml]", "components: [large]");
    folder.newFolder("large");
    file(
        "large/kustomization.yaml",
        "kind: Component",
        "patches: [{path: size.yaml, target: {kind: Job}}]");
    file("large/size.yaml", "spec: {a: {b: 9}}");

    assertThat(render().at("/spec/a").toString(), is("{\"b\":9,\"c\":2}"));
  }

  @Test
  public void aPatchThatMatchesNothingIsAnError() throws Exception {
    file(
        "kustomization.yaml",
        "resources: [job.yaml]",
        "patches: [{path: patch.yaml, target: {kind: Job, name: two}}]");
    file("patch.yaml", "spec: {}");

    assertThat(
        assertThrows(IOException.class, this::render).getMessage(),
        containsString("nothing matches"));
  }

  @Test
  public void whatItDoesNotKnowIsAnError() throws Exception {
    file("kustomization.yaml", "resources: [job.yaml]", "namePrefix: my-");

    assertThat(
        assertThrows(IOException.class, this::render).getMessage(),
        containsString("does not know [namePrefix]"));
  }
}
