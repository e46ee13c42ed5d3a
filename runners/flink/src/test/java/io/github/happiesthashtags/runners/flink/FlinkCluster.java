package io.github.happiesthashtags.runners.flink;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertTrue;

import io.github.happiesthashtags.runners.conformance.EngineProcess;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A standalone Flink cluster on loopback: a JobManager and TaskManagers as processes of their own,
 * from the jars that a distribution has, with a {@code FLINK_HOME} for its command line.
 */
final class FlinkCluster implements AutoCloseable {
  static final int SLOTS = 2;

  private static final String SESSION =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String APPLICATION =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

  /** What a distribution's own configuration opens on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");

  private final Path home;
  private final String classPath;
  private final int restPort = EngineProcess.freePort();
  private final FlinkRest rest = new FlinkRest("http://127.0.0.1:" + restPort);
  private final List<String> jobManagerCommand = new ArrayList<>();
  private final List<EngineProcess> taskManagers = new ArrayList<>();
  private EngineProcess jobManager;
  private int started;

  private FlinkCluster(String name, Map<String, String> more) throws IOException {
    this.home = Path.of("target", "clusters", name).toAbsolutePath();
    if (Files.exists(home)) {
      delete(home.toFile());
    }
    for (String folder : List.of("bin", "conf", "log", "tmp", "usrlib", "checkpoints")) {
      Files.createDirectories(home.resolve(folder));
    }
    this.classPath = Files.readString(Path.of("cluster", "target", "cluster.classpath")).strip();
    Files.write(
        home.resolve("conf/flink-conf.yaml"),
        configuration(more).entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .toList());
    Files.write(
        home.resolve("conf/log4j.properties"),
        List.of(
            "rootLogger.level = INFO",
            "rootLogger.appenderRef.stdout.ref = out",
            "appender.out.name = out",
            "appender.out.type = CONSOLE",
            "appender.out.layout.type = PatternLayout",
            "appender.out.layout.pattern = %d{ISO8601} %-5p %c{1} %x - %m%n"));
    // A distribution's command logs to a file as well, and says little.
    Files.write(
        home.resolve("conf/log4j-cli.properties"),
        List.of(
            "rootLogger.level = INFO",
            "rootLogger.appenderRef.file.ref = file",
            "appender.file.name = file",
            "appender.file.type = FILE",
            "appender.file.fileName = " + home.resolve("log/client.log"),
            "appender.file.layout.type = PatternLayout",
            "appender.file.layout.pattern = %d{ISO8601} %-5p %c{1} %x - %m%n"));
    Path command =
        Files.write(
            home.resolve("bin/flink"),
            List.of(
                "#!/bin/sh",
                "export FLINK_CONF_DIR='" + home.resolve("conf") + "'",
                "exec " + shell(java("log4j-cli.properties", 256, List.of(), CLIENT)) + " \"$@\""));
    assertTrue(command.toFile().setExecutable(true));
  }

  /** A session cluster with two TaskManagers, which takes jobs as they come. */
  static FlinkCluster session(String name, Map<String, String> more) throws IOException {
    FlinkCluster cluster = new FlinkCluster(name, more);
    cluster.startAll(SESSION, List.of());
    return cluster;
  }

  /** A cluster for one job, whose main program the JobManager runs. */
  static FlinkCluster application(
      String name, Map<String, String> more, Path jar, List<String> arguments) throws IOException {
    FlinkCluster cluster = new FlinkCluster(name, more);
    Files.createSymbolicLink(cluster.home.resolve("usrlib/job.jar"), jar);
    List<String> all = new ArrayList<>(List.of("--job-classname", FlinkJob.class.getName()));
    all.addAll(arguments);
    cluster.startAll(APPLICATION, all);
    return cluster;
  }

  private void startAll(String entryPoint, List<String> arguments) throws IOException {
    jobManagerCommand.addAll(java("log4j.properties", 512, List.of(), entryPoint));
    jobManagerCommand.addAll(List.of("--configDir", home.resolve("conf").toString()));
    jobManagerCommand.addAll(arguments);
    startJobManager();
    startTaskManager();
    startTaskManager();
  }

  private Map<String, String> configuration(Map<String, String> more) {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("jobmanager.rpc.address", "127.0.0.1");
    configuration.put("jobmanager.rpc.port", Integer.toString(EngineProcess.freePort()));
    configuration.put("jobmanager.bind-host", "127.0.0.1");
    configuration.put("rest.address", "127.0.0.1");
    configuration.put("rest.bind-address", "127.0.0.1");
    configuration.put("rest.port", Integer.toString(restPort));
    configuration.put("taskmanager.host", "127.0.0.1");
    configuration.put("taskmanager.bind-host", "127.0.0.1");
    configuration.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    // What a distribution's script would derive from one size.
    configuration.put("taskmanager.cpu.cores", "1.0");
    configuration.put("taskmanager.memory.task.heap.size", "256m");
    configuration.put("taskmanager.memory.task.off-heap.size", "0m");
    configuration.put("taskmanager.memory.network.min", "32m");
    configuration.put("taskmanager.memory.network.max", "32m");
    configuration.put("taskmanager.memory.managed.size", "64m");
    configuration.put("parallelism.default", "2");
    configuration.put("io.tmp.dirs", home.resolve("tmp").toString());
    configuration.put("state.checkpoints.dir", checkpoints().toUri().toString());
    // Seconds in place of a minute: a test waits for each of these.
    configuration.put("heartbeat.interval", "1000");
    configuration.put("heartbeat.timeout", "15000");
    configuration.putAll(more);
    return configuration;
  }

  private List<String> java(
      String logging, int heapMegabytes, List<String> flags, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(JobProcess.javaTool("java"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(OPENED);
    command.addAll(flags);
    command.add("-Dlog4j.configurationFile=" + home.resolve("conf").resolve(logging));
    command.addAll(List.of("-classpath", classPath, mainClass));
    return command;
  }

  private static String shell(List<String> command) {
    return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  /** Starts it, or another one after it was killed. */
  void startJobManager() throws IOException {
    jobManager = start("jobmanager", jobManagerCommand);
  }

  EngineProcess jobManager() {
    return jobManager;
  }

  void startTaskManager() throws IOException {
    List<String> command = java("log4j.properties", 512, List.of(), TASK_MANAGER);
    command.addAll(List.of("--configDir", home.resolve("conf").toString()));
    taskManagers.add(start("taskmanager", command));
  }

  private EngineProcess start(String part, List<String> command) throws IOException {
    return EngineProcess.start(
        home,
        home.resolve("log/" + part + "-" + started++ + ".log"),
        Map.of("FLINK_HOME", home.toString()),
        command);
  }

  /** Kills one of those that run. */
  void killTaskManager(int index) {
    taskManagers.remove(index).close();
  }

  int taskManagers() {
    return taskManagers.size();
  }

  void killJobManager() {
    jobManager.close();
  }

  /** Waits until all of the slots are there. */
  FlinkCluster awaitReady() {
    await("for the TaskManagers, see " + home)
        .atMost(JobProcess.PATIENCE)
        .until(() -> rest.freeSlots() == SLOTS * taskManagers.size());
    return this;
  }

  FlinkRest rest() {
    return rest;
  }

  /** As {@code --master} takes it. */
  String address() {
    return "127.0.0.1:" + restPort;
  }

  Path home() {
    return home;
  }

  Path checkpoints() {
    return home.resolve("checkpoints");
  }

  /** What all the processes and clients said. */
  String log() throws IOException {
    StringBuilder all = new StringBuilder();
    for (File file : home.resolve("log").toFile().listFiles()) {
      all.append(Files.readString(file.toPath()));
    }
    return all.toString();
  }

  private static void delete(File file) {
    File[] children = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
    }
    assertTrue(file + " cannot be deleted", file.delete());
  }

  @Override
  public void close() {
    taskManagers.forEach(EngineProcess::close);
    jobManager.close();
  }
}
