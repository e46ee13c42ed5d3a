package io.github.happiesthashtags.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures what the options say, prints tables, and writes them with plots and raw figures. */
public final class BenchmarkMain {
  private static final int FAILED = 1;
  private static final int BAD_OPTION = 2;

  private static final String NOTE =
      """
      Whole processes, from the start of the JVM to its end; CPU time is user and system time of all
      their threads; without start, less what the program takes for a thousand tweets. Median [least-most] of %s rounds, the programs in turns. Every program of a table
      gave the same leaderboards, if their results are the same.

      """;

  private BenchmarkMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(Settings.help());
      return;
    }
    int exit;
    try {
      exit = run(new Settings(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      exit = BAD_OPTION;
    }
    System.exit(exit);
  }

  /** Returns the exit code. */
  static int run(Settings settings) throws IOException, InterruptedException {
    List<Program> programs = new Programs(settings.path("root")).named(Modes.programs(settings));
    Path results = Files.createDirectories(settings.path("results"));
    String mode = settings.text("mode");
    if (mode.equals("latency")) {
      String table = new Latency(settings, programs).measure();
      System.out.print(table);
      Files.writeString(results.resolve("latency.md"), table);
      return 0;
    }
    Sweep sweep = new Sweep(settings, Modes.points(settings), programs);
    sweep.run();
    Report report = new Report(sweep.measurements());
    String tables = NOTE.formatted(settings.text("rounds")) + report.markdown();
    System.out.print(tables);
    Files.writeString(results.resolve(mode + ".md"), tables);
    Files.writeString(results.resolve(mode + ".csv"), report.csv());
    Files.writeString(results.resolve(mode + ".svg"), plot(mode, report));
    sweep.failures().forEach(System.err::println);
    return sweep.failures().isEmpty() ? 0 : FAILED;
  }

  private static String plot(String mode, Report report) {
    return mode.equals("compare")
        ? new Plot(
                "tweets per CPU-second, whole processes",
                report.series(Sweep.Measurement::tweetsPerCpuSecond))
            .bars()
        : new Plot(
                "CPU microseconds per tweet, without start, by " + mode,
                report.series(Sweep.Measurement::cpuMicrosPerFurtherTweet))
            .lines();
  }
}
