package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.RunnerConformance;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;

/** The conformance suite on a Spark cluster; the submit script starts the jobs. */
public abstract class ClusterConformance extends RunnerConformance {
  @ClassRule public static final SparkCluster CLUSTER = new SparkCluster();

  private static final String JOB = "--job=";

  @Override
  protected final RunningJob start(Path workingDirectory, List<String> options) throws Exception {
    List<String> job = new ArrayList<>();
    job.add(
        options.stream()
            .filter(option -> option.startsWith(JOB))
            .findFirst()
            .map(option -> option.substring(JOB.length()))
            .orElse("sliding"));
    options.stream().filter(option -> !option.startsWith(JOB)).forEach(job::add);
    job.add("--checkpointDir=" + folder.newFolder().toURI());
    return submit(workingDirectory, job);
  }

  /** Submits a job, given its name and options. */
  abstract RunningJob submit(Path workingDirectory, List<String> job) throws Exception;
}
