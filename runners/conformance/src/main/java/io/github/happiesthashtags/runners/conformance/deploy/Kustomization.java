package io.github.happiesthashtags.runners.conformance.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A renderer of manifests like {@code kubectl kustomize}, so that tests need no kubectl. It
 * supports what this repository uses: resources, components, a namespace, and patches with a
 * target. Patches are JSON patches, or objects that are merged as custom resources are (RFC 7386).
 * It refuses everything else.
 */
final class Kustomization {
  private static final Set<String> KNOWN =
      Set.of("apiVersion", "kind", "namespace", "resources", "components", "patches");

  private Kustomization() {}

  /** Returns all manifests of a folder, patched, in order. */
  static List<ObjectNode> render(Path folder) throws IOException {
    List<ObjectNode> manifests = new ArrayList<>();
    render(folder, manifests);
    return manifests;
  }

  /** Adds the folder's manifests and patches those that are there already, as a component does. */
  private static void render(Path folder, List<ObjectNode> manifests) throws IOException {
    JsonNode description = Yaml.one(folder.resolve("kustomization.yaml"));
    Set<String> unknown = new TreeSet<>();
    description.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new IOException(folder + ": this renderer does not know " + unknown);
    }
    for (JsonNode resource : description.path("resources")) {
      Path path = folder.resolve(resource.asText()).normalize();
      if (Files.isDirectory(path)) {
        manifests.addAll(render(path));
      } else {
        for (JsonNode manifest : Yaml.all(path)) {
          manifests.add((ObjectNode) manifest);
        }
      }
    }
    for (JsonNode component : description.path("components")) {
      render(folder.resolve(component.asText()).normalize(), manifests);
    }
    for (JsonNode patch : description.path("patches")) {
      patch(folder, patch, manifests);
    }
    if (description.has("namespace")) {
      for (ObjectNode manifest : manifests) {
        manifest.withObject("/metadata").set("namespace", description.get("namespace"));
      }
    }
  }

  private static void patch(Path folder, JsonNode patch, List<ObjectNode> manifests)
      throws IOException {
    JsonNode change = Yaml.one(folder.resolve(patch.required("path").asText()));
    boolean matched = false;
    for (int i = 0; i < manifests.size(); i++) {
      ObjectNode manifest = manifests.get(i);
      if (matches(patch.required("target"), manifest)) {
        matched = true;
        manifests.set(i, patched(manifest, change));
      }
    }
    if (!matched) {
      throw new IOException(folder + ": nothing matches the target of " + patch);
    }
  }

  private static boolean matches(JsonNode target, ObjectNode manifest) {
    return target.required("kind").equals(manifest.get("kind"))
        && (!target.has("name") || target.get("name").equals(manifest.at("/metadata/name")));
  }

  private static ObjectNode patched(ObjectNode manifest, JsonNode change) {
    if (change instanceof ArrayNode) {
      return (ObjectNode) JsonPatch.apply(change, manifest);
    }
    JsonNode name = manifest.at("/metadata/name");
    ObjectNode merged = manifest.deepCopy();
    merge(merged, change);
    merged.withObject("/metadata").set("name", name);
    return merged;
  }

  private static void merge(ObjectNode into, JsonNode change) {
    for (Map.Entry<String, JsonNode> entry : change.properties()) {
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        into.remove(entry.getKey());
      } else if (value.isObject() && into.get(entry.getKey()) instanceof ObjectNode object) {
        merge(object, value);
      } else {
        into.set(entry.getKey(), value.deepCopy());
      }
    }
  }
}
