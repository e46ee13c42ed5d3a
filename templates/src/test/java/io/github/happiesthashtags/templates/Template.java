package io.github.happiesthashtags.templates;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A named launchable job, as its {@code metadata.json} describes it.
 *
 * @param name the name of its directory
 * @param label the name for people
 * @param description what it does, in a sentence or two
 * @param job the value of {@code --job}
 * @param example options to try it with
 * @param parameters what can be set
 */
public record Template(
    String name,
    String label,
    String description,
    String job,
    List<String> example,
    List<Parameter> parameters) {

  private static final String METADATA = "metadata.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** What the value of a parameter is. */
  public enum Type {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("duration")
    DURATION,
    @JsonProperty("enum")
    ENUM,
    @JsonProperty("path")
    PATH,
    @JsonProperty("list")
    LIST,
    @JsonProperty("flag")
    FLAG
  }

  /**
   * A parameter.
   *
   * @param name the option without its dashes
   * @param label the name for people
   * @param helpText what it does, in a sentence or two
   * @param type what its value is
   * @param optional whether the job runs without it
   * @param defaultValue what the job takes without it, or null if that is nothing
   * @param pattern what the whole value must match, or null
   * @param choices all values, for an enum
   */
  public record Parameter(
      String name,
      String label,
      String helpText,
      Type type,
      boolean optional,
      @JsonProperty("default") String defaultValue,
      String pattern,
      List<String> choices) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns all templates by name. */
  public static List<Template> all() throws IOException {
    // The tests run in the module's directory, which holds a directory a template.
    try (Stream<Path> found = Files.list(Path.of(""))) {
      return found
          .filter(directory -> Files.exists(directory.resolve(METADATA)))
          .sorted()
          .map(Template::read)
          .toList();
    }
  }

  private static Template read(Path directory) {
    try {
      Template template = JSON.readValue(directory.resolve(METADATA).toFile(), Template.class);
      if (!template.name().equals(directory.toString())) {
        throw new IllegalStateException(
            directory + " holds the template " + template.name() + ": give both the same name");
      }
      return template;
    } catch (IOException e) {
      throw new IllegalStateException(directory.resolve(METADATA) + ": " + e.getMessage(), e);
    }
  }

  /** Returns the path of the generated page. */
  Path readme() {
    return Path.of(name, "README.md");
  }

  @Override
  public String toString() {
    return name;
  }
}
