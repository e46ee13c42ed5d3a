package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.inputs.RecordingFiles;
import io.github.happiesthashtags.benchmarks.plain.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Measures programs on points, in turns, and holds them to one result a point. */
final class Sweep {
  private final Settings settings;
  private final List<Point> points;
  private final List<Program> programs;
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<List<Object>, Cost> starts = new HashMap<>();
  private final Archives archives;

  /** Tweets of an input on which a program does little else than start. */
  private static final long START_TWEETS = 1_000;

  /**
   * One run of a program that gave a result.
   *
   * @param start what the same program cost in the same round on almost no tweets
   */
  record Measurement(
      Point point, Program program, int round, Cost cost, Cost start, String digest) {
    double tweetsPerSecond() {
      return point.plan().tweets() / cost.wallSeconds();
    }

    double tweetsPerCpuSecond() {
      return point.plan().tweets() / cost.cpuSeconds();
    }

    double cpuMicrosPerTweet() {
      return cost.cpuSeconds() * 1e6 / point.plan().tweets();
    }

    /** What more tweets cost more, and so the limit for many of them. */
    double cpuMicrosPerFurtherTweet() {
      return Math.max(0, cost.cpuSeconds() - start.cpuSeconds())
          * 1e6
          / (point.plan().tweets() - START_TWEETS);
    }

    double furtherTweetsPerCpuSecond() {
      return 1e6 / cpuMicrosPerFurtherTweet();
    }
  }

  Sweep(Settings settings, List<Point> points, List<Program> programs) {
    this.settings = settings;
    this.points = points;
    this.programs = programs;
    this.archives = new Archives(settings.path("work").resolve("archives"));
  }

  List<Measurement> measurements() {
    return measurements;
  }

  /** What went wrong: programs that failed, and results that differ. */
  List<String> failures() {
    return failures;
  }

  void run() throws IOException, InterruptedException {
    for (Point point : points) {
      Path input = input(point);
      RecordingFiles.make(input, point.plan());
      readOnce(input);
      RecordingFiles.make(
          input(point.almostEmpty(START_TWEETS)), point.almostEmpty(START_TWEETS).plan());
    }
    List<Program> order = new ArrayList<>(programs);
    for (int round = 1; round <= settings.number("rounds"); round++) {
      for (Point point : points) {
        for (Program program : order) {
          if (program.ours() || point.options().isEmpty()) {
            measure(point, program, round);
          }
        }
      }
      // A program is not always preceded by the same other one.
      Collections.rotate(order, 1);
    }
    checkDigests();
  }

  private Path input(Point point) {
    return settings.path("work").resolve("inputs").resolve(point.input());
  }

  /** So that no program pays for the disk on behalf of those after it. */
  private static void readOnce(Path input) throws IOException {
    try (Stream<Path> files = Files.list(input)) {
      for (Path file : files.toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
  }

  private void measure(Point point, Program program, int round)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(settings.path("work"));
    Path scratch = Files.createTempDirectory(work, "run-");
    try {
      Cost start = start(point.almostEmpty(START_TWEETS), program, round, scratch);
      Path output = scratch.resolve("output");
      Cost cost = run(point, program, output, scratch, archived(point, program, scratch));
      Measurement measured =
          new Measurement(point, program, round, cost, start, Results.digest(output));
      measurements.add(measured);
      System.err.printf(
          Locale.ROOT,
          "round %d  %-12s %-36s %8.2f s  %8.2f CPU s  (start %.2f)  %s%n",
          round,
          point.name(),
          program,
          cost.wallSeconds(),
          cost.cpuSeconds(),
          start.cpuSeconds(),
          measured.digest());
    } catch (IOException e) {
      failures.add(program + " on " + point.name() + ": " + e.getMessage());
      System.err.println(failures.get(failures.size() - 1));
    } finally {
      delete(scratch);
    }
  }

  /** Once a round is enough: it is the same for all sizes. */
  private Cost start(Point point, Program program, int round, Path scratch)
      throws IOException, InterruptedException {
    List<Object> key = List.of(point, program, round);
    Cost known = starts.get(key);
    if (known == null) {
      List<String> flags = archived(point, program, scratch);
      known = run(point, program, scratch.resolve("start"), scratch, flags);
      starts.put(key, known);
    }
    return known;
  }

  private List<String> archived(Point point, Program program, Path scratch)
      throws IOException, InterruptedException {
    return settings.isSet("archives")
        ? archives.flags(
            program,
            point.format(),
            flags ->
                run(
                    point.almostEmpty(START_TWEETS),
                    program,
                    scratch.resolve("rehearsal"),
                    scratch,
                    flags))
        : List.of();
  }

  private Cost run(
      Point point, Program program, Path output, Path scratch, List<String> moreJvmOptions)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(point.options());
    if (!settings.text("jobOptions").isEmpty()) {
      options.addAll(List.of(settings.text("jobOptions").split(" ", -1)));
    }
    Program.Run run =
        new Program.Run(input(point), output, point.format(), point.parallelism(), options);
    List<String> jvmOptions = new ArrayList<>(settings.jvmOptions());
    jvmOptions.addAll(moreJvmOptions);
    return Cost.of(program.command(run, jvmOptions), scratch);
  }

  private void checkDigests() {
    for (Point point : points) {
      List<Measurement> here = measurements.stream().filter(m -> m.point().equals(point)).toList();
      for (Measurement measured : here) {
        if (measured.digest().equals(Results.NONE)) {
          failures.add(measured.program() + " on " + point.name() + " gave no row");
        } else if (!measured.digest().equals(here.get(0).digest())) {
          failures.add(
              "%s gave %s on %s, and %s gave %s"
                  .formatted(
                      measured.program(),
                      measured.digest(),
                      point.name(),
                      here.get(0).program(),
                      here.get(0).digest()));
        }
      }
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
