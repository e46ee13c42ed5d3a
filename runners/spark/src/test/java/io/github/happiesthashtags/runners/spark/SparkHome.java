package io.github.happiesthashtags.runners.spark;

import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Spark distribution as the submit script and the Workers look for it, made of the published
 * jars: {@code bin/spark-submit}, {@code conf} and {@code jars}.
 */
record SparkHome(Path path) {
  private static final Path TARGET = Path.of("target");

  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      SPARK_HOME="$(cd "$(dirname "$0")/.." && pwd)"
      export SPARK_HOME
      mapfile -t -d '' command < <("$JAVA_HOME/bin/java" -Xmx128m -cp "$SPARK_HOME/jars/*" \\
        org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
      # A mark of the launcher's own comes first, and a newline.
      command=("${command[@]:1}")
      exec "${command[0]#$'\\n'}" "${command[@]:1}"
      """;

  /** Everything on loopback, no page at a port of its own, and little memory. */
  private static final String DEFAULTS =
      """
      spark.driver.bindAddress 127.0.0.1
      spark.driver.host 127.0.0.1
      spark.ui.enabled false
      spark.driver.memory 512m
      spark.executor.memory 512m
      """;

  /** Warnings, and what the daemons tell of drivers and executors. */
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

  /** Makes one in an empty directory. */
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

  /** The engine's jars, with its own logging in place of the embedded engine's. */
  private static List<Path> distribution() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String list : List.of("engine.classpath", "shared.classpath")) {
      String classpath = Files.readString(TARGET.resolve(list)).strip();
      for (String jar : classpath.split(File.pathSeparator, -1)) {
        if (!jar.contains("slf4j-simple")) {
          jars.add(Path.of(jar));
        }
      }
    }
    try (Stream<Path> logging = Files.list(TARGET.resolve("cluster-logging"))) {
      logging.map(Path::toAbsolutePath).forEach(jars::add);
    }
    return jars;
  }

  /** What a process of this distribution, or one that submits to it, finds in its environment. */
  void describeTo(Map<String, String> environment) {
    environment.put("SPARK_HOME", path.toString());
    environment.put("SPARK_SCALA_VERSION", "2.12");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // Both make a JVM write a line of its own to standard error.
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("_JAVA_OPTIONS");
  }
}
