package io.github.happiesthashtags.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that each program loads, written by a run of it before the first that counts, as the
 * build does for the packaged jobs.
 */
final class Archives {
  private final Path directory;
  private final Map<List<String>, Path> written = new HashMap<>();

  Archives(Path directory) {
    this.directory = directory;
  }

  /** Runs a program on little input, with more flags for its JVM. */
  @FunctionalInterface
  interface Rehearsal {
    void run(List<String> flags) throws IOException, InterruptedException;
  }

  /** What a JVM must be given to read the program's archive. */
  List<String> flags(Program program, String format, Rehearsal rehearsal)
      throws IOException, InterruptedException {
    List<String> key = List.of(program.name(), format);
    Path archive = written.get(key);
    if (archive == null) {
      archive = Files.createDirectories(directory).resolve(String.join("-", key) + ".jsa");
      Files.deleteIfExists(archive);
      // Flags as in the root pom's class.archive.flags, which gives the reason.
      rehearsal.run(
          List.of("-XX:TieredStopAtLevel=1", "-Xbatch", "-XX:ArchiveClassesAtExit=" + archive));
      if (!Files.exists(archive)) {
        throw new IOException("no archive of its classes was written");
      }
      written.put(key, archive);
    }
    List<String> flags = new ArrayList<>();
    // Without it a JVM that cannot use the archive starts all the same, and slowly.
    flags.add("-Xshare:on");
    flags.add("-XX:SharedArchiveFile=" + archive);
    return flags;
  }
}
