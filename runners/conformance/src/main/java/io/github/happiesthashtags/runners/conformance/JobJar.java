package io.github.happiesthashtags.runners.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A packaged job and how to start it: the jar alone, or with the engine on the class path as on a
 * cluster. A start uses the archive of classes beside the jar if there is one, which halves it.
 *
 * @param jar the packaged job, an absolute path
 * @param engine the class path of the engine, or an empty string
 * @param flags the JVM flags that the engine needs
 */
record JobJar(Path jar, String engine, List<String> flags) {
  private static final Path TARGET = Path.of("target");

  /** Returns the jar of the module under test. */
  static JobJar own() throws IOException {
    Path engine = TARGET.resolve("engine.classpath");
    return new JobJar(
        find(TARGET),
        Files.exists(engine) ? Files.readString(engine).strip() : "",
        Stream.of(System.getProperty("job.java.flags", "").split(" ", -1))
            .filter(flag -> !flag.isEmpty())
            .toList());
  }

  /** Returns the jar for the Direct runner, whose output is the golden one. */
  static JobJar direct() throws IOException {
    return new JobJar(find(Path.of("..", "direct", "target")), "", List.of());
  }

  private static Path find(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        List<Path> jars =
            files
                .filter(
                    file -> file.getFileName().toString().matches("happiest-hashtags-\\w+\\.jar"))
                .toList();
        if (jars.size() == 1) {
          return jars.get(0).toAbsolutePath().normalize();
        }
      }
    }
    throw new IllegalStateException(
        "there is no happiest-hashtags jar in " + directory + ": run mvn package first");
  }

  /** Returns the JVM's arguments, without those of the job. */
  List<String> launch() throws IOException {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(archive());
    arguments.add("-classpath");
    arguments.add(engine.isEmpty() ? jar.toString() : jar + File.pathSeparator + engine);
    try (JarFile file = new JarFile(jar.toFile())) {
      arguments.add(file.getManifest().getMainAttributes().getValue("Main-Class"));
    }
    return arguments;
  }

  /** Returns the flags that run-embedded.sh uses for the archive of classes. */
  private List<String> archive() throws IOException {
    Path archive = jar.resolveSibling(jar.getFileName().toString().replaceFirst("jar$", "jsa"));
    boolean isCurrent =
        Files.exists(archive)
            && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    return isCurrent
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
        : List.of();
  }
}
