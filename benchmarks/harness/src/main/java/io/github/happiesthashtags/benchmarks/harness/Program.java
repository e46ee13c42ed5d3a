package io.github.happiesthashtags.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that can be measured.
 *
 * @param name as in {@code --programs} and the tables
 * @param ours whether it is the project's job, which has options that its peers have not
 */
record Program(String name, boolean ours, Launch launch) {
  /** Makes the command line of a run, from the JVM's own arguments on. */
  @FunctionalInterface
  interface Launch {
    List<String> arguments(Run run);
  }

  /**
   * What one run works on.
   *
   * @param format {@code v1.1} or {@code v2}
   * @param options for the project's jobs alone
   */
  record Run(Path input, Path output, String format, int parallelism, List<String> options) {}

  List<String> command(Run run, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(launch.arguments(run));
    return command;
  }

  @Override
  public String toString() {
    return name;
  }
}
