package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.job.JobMain;
import io.github.happiesthashtags.job.LogSettings;
import java.util.Arrays;
import java.util.stream.Stream;

/** The program of this jar: the job, on Flink unless another runner is named. */
public final class FlinkJob {
  private static final String RUNNER = "--runner=";

  private FlinkJob() {}

  /** Runs the job and ends the process, unless it is a JobManager's. */
  public static void main(String[] args) {
    boolean named = Arrays.stream(args).anyMatch(arg -> arg.startsWith(RUNNER));
    String[] all =
        named
            ? args
            : Stream.concat(Stream.of(RUNNER + "FlinkRunner"), Arrays.stream(args))
                .toArray(String[]::new);
    LogSettings.prepare(all);
    Caller caller = Caller.find();
    if (caller.isJobManager()) {
      new JobMain().runWithin(all);
    } else if (caller.isFlink()) {
      // Ctrl-C leaves the job to the cluster, or cancels it with --shutdownOnAttachedExit.
      AttachedEnvironment.install();
      System.exit(new JobMain().run(all));
    } else {
      HappiestHashtagsJob.main(all);
    }
  }
}
