package io.github.happiesthashtags.runners.spark;

import static org.junit.Assert.assertTrue;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A minimal Spark distribution for the submit script and the Workers, made of the published jars:
 * {@code bin/spark-submit}, {@code conf} and {@code jars}.
 */
record SparkHome(Path path) {
  private static final Path CLASSPATH = Path.of("cluster", "target", "cluster.classpath");

  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      SPARK_HOME="$(cd "$(dirname "$0")/.." && pwd)"
      export SPARK_HOME
      mapfile -t -d '' command < <("$JAVA_HOME/bin/java" -Xmx128m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" \\
        org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
      # A mark of the launcher's own comes first, and a newline.
      command=("${command[@]:1}")
      exec "${command[0]#$'\\n'}" "${command[@]:1}"
      """;

  /**
   * Settings for loopback, no page at a port of its own, little memory, and the compiler and
   * collector that are fastest for processes that live for seconds.
   */
  private static final String DEFAULTS =
      """
      spark.driver.bindAddress 127.0.0.1
      spark.driver.host 127.0.0.1
      spark.ui.enabled false
      spark.driver.memory 512m
      spark.executor.memory 512m
      spark.driver.defaultJavaOptions %1$s
      spark.executor.defaultJavaOptions %1$s
      """
          .formatted(String.join(" ", JobProcess.QUICK));

  /** Logs warnings, and the daemons' lines about drivers and executors. */
  private static final String LOGGING =
      """
      rootLogger.level = warn
      rootLogger.appenderRef.err.ref = err
      appender.err.type = Console
      appender.err.name = err
      appender.err.target = SYSTEM_ERR
      appender.err.layout.type = PatternLayout
      appender.err.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
      logger.deploy.name = org.apache.spark.deploy
      logger.deploy.level = info
      """;

  /** Creates a distribution in an empty directory. */
  static SparkHome in(Path directory) throws IOException {
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (Path jar : distribution()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(conf.resolve("spark-defaults.conf"), DEFAULTS);
    Files.writeString(conf.resolve("log4j2.properties"), LOGGING);
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path submit = Files.writeString(bin.resolve("spark-submit"), SUBMIT);
    assertTrue(submit.toFile().setExecutable(true));
    return new SparkHome(directory);
  }

  private static List<Path> distribution() throws IOException {
    String classpath = Files.readString(CLASSPATH).strip();
    return Stream.of(classpath.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  /** Returns the environment of this distribution's processes and of those that submit to it. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        path.toString(),
        "SPARK_SCALA_VERSION",
        "2.12",
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "JAVA_HOME",
        System.getProperty("java.home"));
  }
}
