package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.HappiestHashtagsJob;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The main class of this jar, which runs the job on Spark unless {@code --runner} names another
 * runner.
 */
public final class SparkJob {
  private static final String RUNNER = "--runner=";

  private SparkJob() {}

  /** Runs the job and ends the process. */
  public static void main(String[] args) {
    // A first word that is no option names another program of the jar, such as tail.
    boolean named =
        (args.length > 0 && !args[0].startsWith("-"))
            || Arrays.stream(args).anyMatch(arg -> arg.startsWith(RUNNER));
    HappiestHashtagsJob.main(
        named
            ? args
            : Stream.concat(Stream.of(RUNNER + "SparkRunner"), Arrays.stream(args))
                .toArray(String[]::new));
  }
}
