package io.github.happiesthashtags.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process cost from its start to its end, the JVM's own start included.
 *
 * @param cpuSeconds user and system time of all its threads
 */
record Cost(double wallSeconds, double cpuSeconds) {
  /** Bash's own {@code time} tells what no Java API does: the CPU time of a process that ended. */
  private static final String TIMED = "TIMEFORMAT='%3R %3U %3S'; time \"$@\"";

  private static final int LINES_SHOWN = 20;

  /** Runs a command to its end. */
  static Cost of(List<String> command, Path logDirectory) throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    timed.addAll(command);
    Path log = logDirectory.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    // Both make a JVM write a line of its own.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("_JAVA_OPTIONS");
    Process process = builder.start();
    int exit;
    try {
      exit = process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(log);
    if (exit != 0 || lines.isEmpty()) {
      List<String> end = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
      throw new IOException("exit code " + exit + "\n" + String.join("\n", end));
    }
    String[] times = lines.get(lines.size() - 1).split(" ", -1);
    return new Cost(
        Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
  }
}
