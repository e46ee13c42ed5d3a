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
 * The strict schema of a custom resource. The API server silently drops a field that is not in the
 * schema, such as a misspelt one; here it is an error.
 */
final class CrdSchema {
  private static final String ADDITIONAL = "additionalProperties";

  private final JsonSchema schema;

  private CrdSchema(JsonNode schema) {
    this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
  }

  /** Returns the schema of a version of a manifest. */
  static CrdSchema of(Path definition, String version) throws IOException {
    ObjectNode schema = strict(definition, version);
    // Every manifest has these fields. The API server defines them, whatever the operator's schema
    // says.
    for (String own : List.of("apiVersion", "kind", "metadata")) {
      schema.withObject("/properties").putObject(own);
    }
    return new CrdSchema(schema);
  }

  /** Returns the schema of a part of a version's manifests. */
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

  /** Returns the violations of a manifest; empty if it is valid. */
  List<String> errors(JsonNode manifest) {
    return schema.validate(manifest).stream().map(Object::toString).sorted().toList();
  }
}
