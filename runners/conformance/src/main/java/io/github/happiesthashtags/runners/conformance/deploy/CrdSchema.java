package io.github.happiesthashtags.runners.conformance.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The schema of a custom resource, strictly: the API server drops a field that the schema does not
 * have, so that a misspelt one is silently nothing; here it is an error.
 */
final class CrdSchema {
  private static final String ADDITIONAL = "additionalProperties";

  private final JsonSchema schema;

  private CrdSchema(JsonNode schema) {
    this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
  }

  /** What the version of a manifest takes. */
  static CrdSchema of(Path definition, String version) throws IOException {
    ObjectNode schema = strict(definition, version);
    // Every manifest has these; they are the API server's own, whatever the operator says of them.
    for (String own : List.of("apiVersion", "kind", "metadata")) {
      schema.withObject("/properties").putObject(own);
    }
    return new CrdSchema(schema);
  }

  /** What the version takes as a part of its manifests. */
  static CrdSchema part(Path definition, String version, String pointer) throws IOException {
    JsonNode part = strict(definition, version).at(pointer);
    if (part.isMissingNode()) {
      throw new IOException(definition + " has no " + pointer);
    }
    return new CrdSchema(part);
  }

  private static ObjectNode strict(Path definition, String version) throws IOException {
    for (JsonNode candidate : Yaml.one(definition).at("/spec/versions")) {
      if (candidate.path("name").asText().equals(version)) {
        ObjectNode schema = candidate.at("/schema/openAPIV3Schema").deepCopy();
        close(schema);
        return schema;
      }
    }
    throw new IOException(definition + " has no version " + version);
  }

  private static void close(ObjectNode schema) {
    schema.path("properties").forEach(CrdSchema::closeIfObject);
    closeIfObject(schema.path("items"));
    closeIfObject(schema.path(ADDITIONAL));
    if (schema.path("type").asText().equals("object")
        && !schema.has(ADDITIONAL)
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      schema.put(ADDITIONAL, false);
    }
  }

  private static void closeIfObject(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      close(object);
    }
  }

  /** What is wrong; nothing for what fits. */
  List<String> errors(JsonNode manifest) {
    return schema.validate(manifest).stream().map(Object::toString).sorted().toList();
  }
}
