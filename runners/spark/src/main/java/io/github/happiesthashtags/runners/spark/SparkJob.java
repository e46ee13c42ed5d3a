package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.HappiestHashtagsJob;
import java.util.Arrays;
import java.util.stream.Stream;

/** The program of this jar: the job, on Spark unless another runner is named. */
public final class SparkJob {
  private static final String RUNNER = "--runner=";

  private SparkJob() {}

  /** Runs the job and ends the process. */
  public static void main(String[] args) {
    boolean named = Arrays.stream(args).anyMatch(arg -> arg.startsWith(RUNNER));
    HappiestHashtagsJob.main(
        named
            ? args
            : Stream.concat(Stream.of(RUNNER + "SparkRunner"), Arrays.stream(args))
                .toArray(String[]::new));
  }
}
