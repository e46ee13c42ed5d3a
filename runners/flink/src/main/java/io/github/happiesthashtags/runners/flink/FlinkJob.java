package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.HappiestHashtagsJob;
import java.util.Arrays;
import java.util.stream.Stream;

/** The program of this jar: the job, on Flink unless another runner is named. */
public final class FlinkJob {
  private static final String RUNNER = "--runner=";

  private FlinkJob() {}

  /** Runs the job and ends the process. */
  public static void main(String[] args) {
    boolean named = Arrays.stream(args).anyMatch(arg -> arg.startsWith(RUNNER));
    HappiestHashtagsJob.main(
        named
            ? args
            : Stream.concat(Stream.of(RUNNER + "FlinkRunner"), Arrays.stream(args))
                .toArray(String[]::new));
  }
}
