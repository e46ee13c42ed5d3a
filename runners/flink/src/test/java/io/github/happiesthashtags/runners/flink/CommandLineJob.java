package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A job submitted by {@code submit-flink.sh}, which waits for its end as {@code flink run} does.
 */
final class CommandLineJob implements RunningJob {
  private static final String JOB = "--job=";

  private final FlinkCluster cluster;
  private final JobProcess client;

  private CommandLineJob(FlinkCluster cluster, JobProcess client) {
    this.cluster = cluster;
    this.client = client;
  }

  static CommandLineJob submit(FlinkCluster cluster, Path directory, List<String> options)
      throws IOException {
    return new CommandLineJob(cluster, script(cluster, directory, List.of(), options));
  }

  /** Runs the script with its own options and those of the job. */
  static JobProcess script(
      FlinkCluster cluster, Path directory, List<String> own, List<String> options)
      throws IOException {
    List<String> arguments = new ArrayList<>(own);
    arguments.add(
        options.stream()
            .filter(option -> option.startsWith(JOB))
            .map(option -> option.substring(JOB.length()))
            .findFirst()
            .orElse("sliding"));
    options.stream().filter(option -> !option.startsWith(JOB)).forEach(arguments::add);
    return script(cluster, directory, arguments);
  }

  private static JobProcess script(FlinkCluster cluster, Path directory, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("submit-flink.sh").toAbsolutePath().toString());
    command.addAll(List.of("--master", cluster.address()));
    command.addAll(arguments);
    return JobProcess.startProgram(
        directory,
        Map.of(
            "FLINK_HOME", cluster.home().toString(), "JAVA_HOME", System.getProperty("java.home")),
        command);
  }

  /** Stops a job with the script and a savepoint below a directory. */
  static JobProcess savepoint(FlinkCluster cluster, Path directory, String job) throws IOException {
    return script(cluster, cluster.home(), List.of("--savepoint", directory.toString(), job));
  }

  @Override
  public JobProcess.Outcome outcome() {
    return client.outcome();
  }

  @Override
  public boolean hasEnded() {
    return client.hasEnded();
  }

  @Override
  public void stop() {
    for (String job : cluster.rest().running()) {
      new ClusterJob(cluster.rest(), job).stop();
    }
  }

  @Override
  public void close() {
    client.close();
    stop();
  }
}
