package io.github.happiesthashtags.runners.spark;

import static org.awaitility.Awaitility.await;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.rules.ExternalResource;

/**
 * A standalone Spark cluster of one Master and two Workers on loopback and free ports. These
 * processes, executors and drivers each have their own JVM.
 */
final class SparkCluster extends ExternalResource {
  /**
   * How long to wait for a job. A restarted driver first runs all batches of its downtime, which on
   * a loaded machine takes several times as long as the downtime.
   */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int WORKERS = 2;
  private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final String DRIVER = "DriverWrapper";

  private final List<Process> workers = new ArrayList<>();
  private Path directory;
  private SparkHome home;
  private String master;
  private int started;

  @Override
  protected void before() throws IOException {
    directory = Files.createTempDirectory("spark-cluster-").toRealPath();
    home = SparkHome.in(directory.resolve("home"));
    workers.clear();
    started = 0;
    try {
      Path log = directory.resolve("master.log");
      daemon(log, "org.apache.spark.deploy.master.Master", List.of());
      master = awaitMatch(log, ADDRESS).group(1);
      for (int i = 0; i < WORKERS; i++) {
        startWorker();
      }
      for (int i = 0; i < WORKERS; i++) {
        awaitMatch(workerLog(i), Pattern.compile("Successfully registered with master"));
      }
    } catch (IOException | RuntimeException e) {
      after();
      throw e;
    }
  }

  /**
   * Ends all processes, including those that a killed Worker left behind or that are just starting.
   */
  @Override
  protected void after() {
    await("for the end of the cluster")
        .atMost(PATIENCE)
        .until(
            () -> {
              List<ProcessHandle> left = processes("");
              left.forEach(ProcessHandle::destroyForcibly);
              return left.isEmpty();
            });
    FileUtils.deleteQuietly(directory.toFile());
  }

  /** Adds a Worker without waiting until it is ready. */
  void startWorker() throws IOException {
    int number = started++;
    workers.add(
        daemon(
            workerLog(number),
            "org.apache.spark.deploy.worker.Worker",
            List.of(
                "--cores",
                "2",
                "--memory",
                "1g",
                "--work-dir",
                directory.resolve("work" + number).toString(),
                master)));
  }

  private Path workerLog(int number) {
    return directory.resolve("worker" + number + ".log");
  }

  private Process daemon(Path log, String main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(JobProcess.javaTool("java"));
    command.add("-Xmx256m");
    command.addAll(JobProcess.QUICK);
    command.addAll(List.of(System.getProperty("job.java.flags", "").split(" ", -1)));
    command.addAll(List.of("-cp", home.path().resolve("conf") + ":" + home.path() + "/jars/*"));
    command.addAll(List.of(main, "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(home.environment());
    return builder.start();
  }

  private static Matcher awaitMatch(Path log, Pattern pattern) {
    return await("for " + pattern + " in " + log)
        .atMost(PATIENCE)
        .until(() -> find(log, pattern), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Matcher> find(Path log, Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(Files.exists(log) ? Files.readString(log) : "");
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  /** Submits a job with the module's own script, which keeps running in client mode. */
  JobProcess submit(Path workingDirectory, List<String> engine, List<String> job)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", Path.of("submit-spark.sh").toAbsolutePath().toString()));
    command.addAll(List.of("--master", master));
    command.addAll(engine);
    command.addAll(job);
    return JobProcess.startProgram(workingDirectory, home.environment(), command);
  }

  /** Returns the file of a Worker's driver for its standard output or error. */
  Path driverFile(String driver, String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.endsWith(Path.of(driver, name)))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no Worker has run " + driver));
    }
  }

  /** Returns the executors' processes. */
  List<ProcessHandle> executors() {
    return processes(EXECUTOR);
  }

  /** Returns the processes of drivers on Workers. */
  List<ProcessHandle> drivers() {
    return processes(DRIVER);
  }

  /** Returns the processes of the running Workers. */
  List<ProcessHandle> workers() {
    return workers.stream().filter(Process::isAlive).map(Process::toHandle).toList();
  }

  /**
   * Finds processes by command line, which contains the engine's home, because orphans have no
   * parent.
   */
  private List<ProcessHandle> processes(String main) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(home.path().toString()))
        .filter(process -> commandLine(process).contains(main))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }
}
