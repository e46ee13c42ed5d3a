package io.github.happiesthashtags.runners.conformance.deploy;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The form of the manifests of an engine's operator.
 *
 * @param name the engine's name, and its folder's below runners/
 * @param kind the kind of a job's manifest
 * @param crd the file that defines the kind
 * @param arguments the JSON pointer to the job's arguments in a manifest
 * @param pods the JSON pointers to the pods in a manifest
 * @param options the options of Beam's runner
 */
public record Engine(
    String name,
    String kind,
    String crd,
    String arguments,
    List<String> pods,
    Class<? extends PipelineOptions> options) {

  /** Returns Flink with its Kubernetes operator. */
  public static Engine flink(Class<? extends PipelineOptions> options) {
    return new Engine(
        "flink",
        "FlinkDeployment",
        "flinkdeployments.flink.apache.org-v1.yml",
        "/spec/job/args",
        List.of("/spec/podTemplate"),
        options);
  }

  /** Returns Spark with Kubeflow's operator. */
  public static Engine spark(Class<? extends PipelineOptions> options) {
    return new Engine(
        "spark",
        "SparkApplication",
        "sparkoperator.k8s.io_sparkapplications.yaml",
        "/spec/arguments",
        List.of("/spec/driver/template", "/spec/executor/template"),
        options);
  }

  /** Returns the names of the runner's options, including Beam's. */
  Set<String> optionNames() {
    Set<String> names = new TreeSet<>();
    for (Method method : options.getMethods()) {
      for (String getter : List.of("get", "is")) {
        if (method.getName().startsWith(getter) && method.getParameterCount() == 0) {
          names.add(Introspector.decapitalize(method.getName().substring(getter.length())));
        }
      }
    }
    return names;
  }
}
