package io.github.happiesthashtags.runners.flink;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.github.happiesthashtags.runners.conformance.EngineProcess;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A standalone Flink cluster on loopback: a JobManager and TaskManagers in processes of their own,
 * with the jars of a distribution and a {@code FLINK_HOME} for its command line.
 */
final class FlinkCluster implements AutoCloseable {
  static final int SLOTS = 2;

  private static final String SESSION =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String ZOO_KEEPER =
      "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

  /** The packages that a distribution's own configuration opens on Java 17. */
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
  private String classPath;
  private final int restPort = EngineProcess.freePort();
  private final FlinkRest rest = new FlinkRest("http://127.0.0.1:" + restPort);
  private final List<String> jobManagerCommand = new ArrayList<>();
  private final List<EngineProcess> taskManagers = new ArrayList<>();
  private EngineProcess jobManager;
  private EngineProcess zooKeeper;
  private int started;

  private FlinkCluster(String name, Map<String, String> more) throws IOException {
    this.home = home(name);
    if (Files.exists(home)) {
      delete(home.toFile());
    }
    for (String folder : List.of("bin", "conf", "log", "tmp", "usrlib", "checkpoints")) {
      Files.createDirectories(home.resolve(folder));
    }
    this.classPath = Files.readString(Path.of("cluster", "target", "cluster.classpath")).strip();
    Files.write(
        conf().resolve("flink-conf.yaml"),
        configuration(more).entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .toList());
    Files.write(
        conf().resolve("log4j.properties"),
        List.of(
            "rootLogger.level = INFO",
            "rootLogger.appenderRef.stdout.ref = out",
            "appender.out.name = out",
            "appender.out.type = CONSOLE",
            "appender.out.layout.type = PatternLayout",
            "appender.out.layout.pattern = %d{ISO8601} %-5p %c{1} %x - %m%n"));
    // As in a distribution, the command logs to a file and prints little.
    Files.write(
        conf().resolve("log4j-cli.properties"),
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
                "export FLINK_CONF_DIR='" + conf() + "'",
                "exec " + shell(java("log4j-cli.properties", 256, CLIENT)) + " \"$@\""));
    assertTrue(command.toFile().setExecutable(true));
  }

  /** Returns a home directory, which keeps the logs until the next cluster of this name. */
  private static Path home(String name) {
    return Path.of("target", "clusters", name).toAbsolutePath();
  }

  /** Starts a session cluster with two TaskManagers. */
  static FlinkCluster session(String name, Map<String, String> more) throws IOException {
    return session(new FlinkCluster(name, more));
  }

  private static FlinkCluster session(FlinkCluster cluster) throws IOException {
    cluster.jobManagerCommand.addAll(cluster.java("log4j.properties", 512, SESSION));
    cluster.jobManagerCommand.addAll(List.of("--configDir", cluster.conf().toString()));
    cluster.startAll();
    return cluster;
  }

  /** Starts a cluster in which a new JobManager resumes the jobs of a killed one. */
  static FlinkCluster highlyAvailable(String name) throws IOException {
    int port = EngineProcess.freePort();
    Path storage = home(name).resolve("ha");
    Map<String, String> more = new TreeMap<>();
    more.put("high-availability.type", "zookeeper");
    more.put("high-availability.zookeeper.quorum", "127.0.0.1:" + port);
    more.put("high-availability.storageDir", storage.toUri().toString());
    // After this timeout, a killed JobManager loses leadership.
    more.put("high-availability.zookeeper.client.session-timeout", "10000");
    FlinkCluster cluster = new FlinkCluster(name, more);
    Path settings =
        Files.write(
            cluster.conf().resolve("zoo.cfg"),
            List.of(
                "tickTime=1000",
                "dataDir=" + cluster.home.resolve("zookeeper"),
                "clientPortAddress=127.0.0.1",
                "clientPort=" + port,
                "admin.enableServer=false"));
    List<String> command = cluster.java("log4j.properties", 128, ZOO_KEEPER);
    command.add(settings.toString());
    cluster.zooKeeper = cluster.start("zookeeper", command);
    return session(cluster);
  }

  /** Starts a cluster for one job, whose main program runs in the JobManager. */
  static FlinkCluster application(
      String name, Map<String, String> more, Path jar, List<String> arguments) throws IOException {
    FlinkCluster cluster = new FlinkCluster(name, more);
    cluster.classPath += File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath();
    Path jars = cluster.home.resolve("usrlib");
    Files.createSymbolicLink(jars.resolve("job.jar"), jar);
    cluster.jobManagerCommand.addAll(
        cluster.java("log4j.properties", 512, ApplicationEntryPoint.class.getName()));
    cluster.jobManagerCommand.addAll(List.of(cluster.conf().toString(), jars.toString()));
    cluster.jobManagerCommand.addAll(arguments);
    cluster.startAll();
    return cluster;
  }

  private void startAll() throws IOException {
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
    // A distribution's script derives these settings from a total size.
    configuration.put("taskmanager.cpu.cores", "1.0");
    configuration.put("taskmanager.memory.framework.heap.size", "128m");
    configuration.put("taskmanager.memory.framework.off-heap.size", "128m");
    configuration.put("taskmanager.memory.jvm-metaspace.size", "256m");
    configuration.put("taskmanager.memory.jvm-overhead.min", "192m");
    configuration.put("taskmanager.memory.jvm-overhead.max", "192m");
    configuration.put("taskmanager.memory.task.heap.size", "256m");
    configuration.put("taskmanager.memory.task.off-heap.size", "0m");
    configuration.put("taskmanager.memory.network.min", "32m");
    configuration.put("taskmanager.memory.network.max", "32m");
    configuration.put("taskmanager.memory.managed.size", "64m");
    configuration.put("parallelism.default", "2");
    configuration.put("io.tmp.dirs", home.resolve("tmp").toString());
    configuration.put("state.checkpoints.dir", checkpoints().toUri().toString());
    // Seconds instead of a minute, because a test waits for each of these.
    configuration.put("cluster.registration.error-delay", "500");
    configuration.put("heartbeat.interval", "1000");
    configuration.put("heartbeat.timeout", "15000");
    // Both TaskManagers get tasks, so that every kill hits some.
    configuration.put("cluster.evenly-spread-out-slots", "true");
    configuration.putAll(more);
    configuration.values().removeIf(String::isEmpty);
    return configuration;
  }

  private List<String> java(String logging, int heapMegabytes, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(JobProcess.javaTool("java"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(JobProcess.QUICK);
    command.addAll(OPENED);
    command.add("-Dlog4j.configurationFile=" + conf().resolve(logging));
    command.addAll(List.of("-classpath", classPath, mainClass));
    return command;
  }

  private static String shell(List<String> command) {
    return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  /** Starts a JobManager, or a new one after a kill. */
  void startJobManager() throws IOException {
    jobManager = start("jobmanager", jobManagerCommand);
  }

  EngineProcess jobManager() {
    return jobManager;
  }

  void startTaskManager() throws IOException {
    List<String> command = java("log4j.properties", 512, TASK_MANAGER);
    command.addAll(List.of("--configDir", conf().toString()));
    taskManagers.add(start("taskmanager", command));
  }

  private EngineProcess start(String part, List<String> command) throws IOException {
    return EngineProcess.start(
        home,
        home.resolve("log/" + part + "-" + started++ + ".log"),
        Map.of("FLINK_HOME", home.toString()),
        command);
  }

  /** Kills one of the running TaskManagers. */
  void killTaskManager(int index) {
    taskManagers.remove(index).close();
  }

  int taskManagers() {
    return taskManagers.size();
  }

  void killJobManager() {
    jobManager.close();
  }

  /** Waits until all slots are available. */
  FlinkCluster awaitReady() {
    await("for the TaskManagers, see " + home)
        .atMost(JobProcess.PATIENCE)
        .until(() -> hasLostOne() || rest.freeSlots() == SLOTS * taskManagers.size());
    assertFalse("a process of the cluster ended, see " + home, hasLostOne());
    return this;
  }

  private boolean hasLostOne() {
    return !jobManager.isAlive() || taskManagers.stream().anyMatch(one -> !one.isAlive());
  }

  FlinkRest rest() {
    return rest;
  }

  /** Returns the address for {@code --master}. */
  String address() {
    return "127.0.0.1:" + restPort;
  }

  private Path conf() {
    return home.resolve("conf");
  }

  Path home() {
    return home;
  }

  Path checkpoints() {
    return home.resolve("checkpoints");
  }

  /** Returns the latest complete checkpoint of a job. */
  Path latestCheckpoint(String job) throws IOException {
    try (Stream<Path> found = Files.list(checkpoints().resolve(job))) {
      return found
          .filter(path -> Files.exists(path.resolve("_metadata")))
          .max(Comparator.comparingInt(FlinkCluster::number))
          .orElseThrow(() -> new IllegalStateException("there is no checkpoint of " + job));
    }
  }

  /** Returns the number of a checkpoint's directory, {@code chk-NUMBER}. */
  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().replaceFirst("chk-", ""));
  }

  /** Returns the output of all processes and clients. */
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
    if (jobManager != null) {
      jobManager.close();
    }
    if (zooKeeper != null) {
      zooKeeper.close();
    }
  }
}
