package io.github.happiesthashtags.runners.conformance.deploy;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How an engine's operator wants its manifests.
 *
 * @param name of the engine, and of its folder below runners/
 * @param kind of the manifest of a job
 * @param crd the file that defines the kind
 * @param arguments where in a manifest the job's arguments are
 * @param pods where in a manifest the pods are described
 * @param options the options of Beam's runner
 */
public record Engine(
    String name,
    String kind,
    String crd,
    String arguments,
    List<String> pods,
    Class<? extends PipelineOptions> options) {

  /** Flink, by its Kubernetes operator. */
  public static Engine flink(Class<? extends PipelineOptions> options) {
    return new Engine(
        "flink",
        "FlinkDeployment",
        "flinkdeployments.flink.apache.org-v1.yml",
        "/spec/job/args",
        List.of("/spec/podTemplate"),
        options);
  }

  /** Spark, by Kubeflow's operator. */
  public static Engine spark(Class<? extends PipelineOptions> options) {
    return new Engine(
        "spark",
        "SparkApplication",
        "sparkoperator.k8s.io_sparkapplications.yaml",
        "/spec/arguments",
        List.of("/spec/driver/template", "/spec/executor/template"),
        options);
  }

  /** The names of the runner's options, Beam's own among them. */
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
