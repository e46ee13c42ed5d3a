package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.harness.Program.Run;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be measured, and how it is started. */
final class Programs {
  private static final String PACKAGE = "io.github.happiesthashtags.";

  private static final String PACKAGE_FIRST = ": run mvn -Pbenchmarks package first";

  private final Path root;

  /**
   * The programs of a checkout.
   *
   * @param root its directory, in which everything is packaged
   */
  Programs(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  List<Program> all() {
    List<Program> all = new ArrayList<>();
    for (String mode : List.of("bounded", "streaming")) {
      boolean streaming = mode.equals("streaming");
      all.add(new Program("direct-" + mode, true, run -> direct(run, streaming)));
      all.add(new Program("flink-" + mode, true, run -> flink(run, streaming)));
      all.add(new Program("spark-" + mode, true, run -> spark(run, streaming)));
    }
    all.add(new Program("direct-tweets", false, run -> peer("direct", "DirectTweets", run)));
    all.add(new Program("plain", false, run -> peer("plain", "PlainJob", run)));
    all.add(
        new Program("plain-prefilter", false, run -> peer("plain", "PlainJob", run, "prefilter")));
    all.add(new Program("duckdb", false, run -> peer("duckdb", "DuckDbJob", run, run.format())));
    for (String kind : List.of("tuned", "tuned-jackson", "naive")) {
      for (String mode : List.of("batch", "streaming")) {
        all.add(
            new Program(
                "native-flink-%s-%s".formatted(kind, mode),
                false,
                run -> nativeFlink(run, kind, mode)));
        all.add(
            new Program(
                "native-spark-%s-%s".formatted(kind, mode),
                false,
                run -> nativeSpark(run, kind, mode)));
      }
    }
    return all;
  }

  /** Those whose names begin with one of these. */
  List<Program> named(List<String> prefixes) {
    List<Program> named = new ArrayList<>();
    for (String prefix : prefixes) {
      List<Program> found = all().stream().filter(p -> p.name().startsWith(prefix)).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "--programs: there is no " + prefix + " among " + all() + "; give names or beginnings");
      }
      found.stream().filter(program -> !named.contains(program)).forEach(named::add);
    }
    return named;
  }

  private List<String> direct(Run run, boolean streaming) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-jar");
    arguments.add(root.resolve("runners/direct/target/happiest-hashtags-direct.jar").toString());
    arguments.addAll(job(run, streaming));
    if (!streaming) {
      // A stream of one split is read beside one thread that works, and the job knows that.
      arguments.add("--targetParallelism=" + run.parallelism());
    }
    return arguments;
  }

  private List<String> flink(Run run, boolean streaming) {
    List<String> arguments = new ArrayList<>(withEngine("flink", "FlinkJob"));
    arguments.addAll(job(run, streaming));
    if (!streaming) {
      // A stream of one split is read by one task, and the job knows that.
      arguments.add("--parallelism=" + run.parallelism());
    }
    return arguments;
  }

  private List<String> spark(Run run, boolean streaming) {
    List<String> arguments = new ArrayList<>(withEngine("spark", "SparkJob"));
    arguments.addAll(job(run, streaming));
    if (!streaming) {
      arguments.add("--sparkMaster=local[" + run.parallelism() + "]");
    }
    return arguments;
  }

  private List<String> withEngine(String runner, String main) {
    Path target = root.resolve("runners/" + runner + "/target");
    return List.of(
        engineFlags(runner),
        "-cp",
        target.resolve("happiest-hashtags-" + runner + ".jar")
            + File.pathSeparator
            + content(target.resolve("engine.classpath")),
        PACKAGE + "runners." + runner + '.' + main);
  }

  /** What the engine needs of the JVM, with Beam or without. */
  private String engineFlags(String runner) {
    return "@" + root.resolve("runners/" + runner + "/embedded.options");
  }

  private static List<String> job(Run run, boolean streaming) {
    List<String> options = new ArrayList<>();
    options.add("--job=event-time");
    options.add("--output=csv");
    options.add("--outputDir=" + run.output());
    if (run.options().stream().noneMatch(option -> option.startsWith("--source="))) {
      options.add("--source=file");
      options.add("--input=" + run.input() + "/*.jsonl");
      if (streaming) {
        options.add("--replaySpeed=max");
      }
    }
    options.addAll(run.options());
    return options;
  }

  private List<String> nativeFlink(Run run, String kind, String mode) {
    // For Kryo, on Java 17; Flink's own scripts pass the same.
    List<String> arguments = new ArrayList<>(List.of(opens("java.util")));
    arguments.addAll(peer("flink", "FlinkPeer", run, kind, mode));
    return arguments;
  }

  private List<String> nativeSpark(Run run, String kind, String mode) {
    List<String> arguments = new ArrayList<>(List.of(engineFlags("spark")));
    arguments.addAll(peer("spark", "SparkPeer", run, kind, mode, run.format()));
    return arguments;
  }

  private List<String> peer(String module, String main, Run run, String... more) {
    Path target = root.resolve("benchmarks/" + module + "/target");
    List<String> arguments = new ArrayList<>();
    arguments.add("-cp");
    arguments.add(
        jar(target, "benchmark-" + module + "-*.jar")
            + File.pathSeparator
            + content(target.resolve("program.classpath")));
    arguments.add(PACKAGE + "benchmarks." + module + '.' + main);
    arguments.add(run.input().toString());
    arguments.add(run.output().toString());
    arguments.add(Integer.toString(run.parallelism()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Path jar(Path target, String pattern) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, pattern)) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("there is no " + target + PACKAGE_FIRST, e);
    }
    throw new IllegalStateException("there is no " + pattern + " in " + target + PACKAGE_FIRST);
  }

  private static String opens(String module) {
    return "--add-opens=java.base/" + module + "=ALL-UNNAMED";
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no " + file + PACKAGE_FIRST, e);
    }
  }
}
