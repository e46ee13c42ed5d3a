package io.github.happiesthashtags.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.junit.Test;

/** The YAML pipeline uses transforms and settings that exist. */
public final class YamlTest {
  private static final Path PIPELINE = Path.of("yaml", "leaderboard.yaml");
  private static final String OURS = "beam:schematransform:io.github.happiesthashtags:";

  private static JsonNode pipeline() throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(PIPELINE.toFile());
  }

  /** The settings of our transforms by their identifiers. */
  private static Map<String, Schema> settings() {
    Map<String, Schema> settings = new HashMap<>();
    for (SchemaTransformProvider provider : ServiceLoader.load(SchemaTransformProvider.class)) {
      if (provider.identifier().startsWith(OURS)) {
        settings.put(provider.identifier(), provider.configurationSchema());
      }
    }
    return settings;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  public void itsProviderNamesOurTransforms() throws IOException {
    JsonNode transforms = pipeline().at("/providers/0/transforms");
    Map<String, Schema> settings = settings();

    List<String> identifiers = new ArrayList<>();
    transforms.elements().forEachRemaining(identifier -> identifiers.add(identifier.asText()));
    assertThat(new TreeSet<>(identifiers), is(new TreeSet<>(settings.keySet())));
  }

  @Test
  public void itsSettingsAreThoseOfTheTransforms() throws IOException {
    JsonNode transforms = pipeline().at("/providers/0/transforms");
    Map<String, Schema> settings = settings();
    Map<String, List<String>> used = new HashMap<>();
    for (JsonNode step : pipeline().at("/pipeline/transforms")) {
      JsonNode identifier = transforms.get(step.get("type").asText());
      if (identifier != null) {
        used.put(identifier.asText(), names(step.get("config")));
      }
    }

    assertThat(used, aMapWithSize(2));
    used.forEach(
        (identifier, names) -> {
          assertThat(settings, hasKey(identifier));
          assertThat(
              identifier, names, everyItem(is(in(settings.get(identifier).getFieldNames()))));
        });
  }

  @Test
  public void thePageOfTheConnectorNamesEverySetting() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "connector.md"));
    settings()
        .forEach(
            (identifier, schema) -> {
              assertThat(page, containsString("`" + identifier + "`"));
              for (String name : schema.getFieldNames()) {
                assertThat(identifier, page, containsString("`" + name + "`"));
              }
            });
  }
}
