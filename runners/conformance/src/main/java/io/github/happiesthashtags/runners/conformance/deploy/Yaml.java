package io.github.happiesthashtags.runners.conformance.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A parser of YAML files with several documents. */
final class Yaml {
  private static final ObjectMapper MAPPER =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private Yaml() {}

  static JsonNode one(Path file) throws IOException {
    List<JsonNode> documents = all(file);
    if (documents.size() != 1) {
      throw new IOException(file + " has " + documents.size() + " documents: give it one");
    }
    return documents.get(0);
  }

  static List<JsonNode> all(Path file) throws IOException {
    return all(Files.readString(file));
  }

  static List<JsonNode> all(String text) throws IOException {
    // Reads document by document: reading values would split a document that is a list into its
    // items.
    try (JsonParser parser = MAPPER.createParser(text)) {
      List<JsonNode> documents = new ArrayList<>();
      while (parser.nextToken() != null) {
        JsonNode document = MAPPER.readTree(parser);
        documents.add(document);
      }
      return documents;
    }
  }
}
