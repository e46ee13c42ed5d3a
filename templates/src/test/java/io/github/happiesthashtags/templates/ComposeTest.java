package io.github.happiesthashtags.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/**
 * What the Compose file names exists. Its command lines run in a test of the Direct runner's
 * module.
 */
public final class ComposeTest {
  private static final Path FOLDER = Path.of("compose");

  private static JsonNode file(String name) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(name).toFile());
  }

  private static JsonNode services() throws IOException {
    return file("compose.yaml").path("services");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  public void theServicesAreTheJobAndWhatShowsIt() throws IOException {
    assertThat(names(services()), hasItems("job", "database", "board", "prometheus", "grafana"));
  }

  /** Docker would make a folder of a file that is not there. */
  @Test
  public void mountedFilesAndVolumesExist() throws IOException {
    Set<String> volumes = names(file("compose.yaml").path("volumes"));
    List<String> mounted = new ArrayList<>();
    for (JsonNode service : services()) {
      mounted.addAll(texts(service.path("volumes")));
    }

    assertThat(mounted, is(not(empty())));
    for (String mount : mounted) {
      String source = mount.split(":", -1)[0];
      if (source.startsWith(".")) {
        assertThat(mount, Files.isRegularFile(FOLDER.resolve(source)), is(true));
      } else {
        assertThat(volumes, hasItem(source));
      }
    }
  }

  @Test
  public void theDashboardsFileIncludesThisOne() throws IOException {
    Path dashboards = Path.of("dashboards");
    JsonNode file =
        new ObjectMapper(new YAMLFactory()).readTree(dashboards.resolve("compose.yaml").toFile());

    assertThat(
        dashboards.resolve(file.at("/include/0").asText()).normalize(),
        is(FOLDER.resolve("compose.yaml")));
  }

  @Test
  public void dockerfilesExist() throws IOException {
    int built = 0;
    for (JsonNode service : services()) {
      JsonNode build = service.path("build");
      if (!build.isMissingNode()) {
        Path root = FOLDER.resolve(build.path("context").asText());
        assertThat(
            build.toString(),
            Files.isRegularFile(root.resolve(build.path("dockerfile").asText())),
            is(true));
        built++;
      }
    }
    assertThat(built, is(2));
  }

  @Test
  public void everyImageHasAVersion() throws IOException {
    for (JsonNode service : services()) {
      assertThat(service.path("image").asText(), matchesPattern("[a-z/-]+:v?[0-9].*"));
    }
  }

  @Test
  public void onlyThisMachineReachesThePorts() throws IOException {
    for (JsonNode service : services()) {
      assertThat(texts(service.path("ports")), everyItem(startsWith("127.0.0.1:")));
    }
  }

  @Test
  public void servicesWaitForServicesThatExist() throws IOException {
    Set<String> services = names(services());
    for (JsonNode service : services()) {
      JsonNode waits = service.path("depends_on");
      Set<String> others = waits.isArray() ? Set.copyOf(texts(waits)) : names(waits);
      for (String other : others) {
        assertThat(services, hasItem(other));
      }
    }
  }

  /** A restarted job counts posts from zero, so restarts would spend beyond the limit. */
  @Test
  public void aJobThatReadsXIsNotStartedAgain() throws IOException {
    assertThat(file("x.yaml").at("/services/job/restart").asText(), is("no"));
  }
}
