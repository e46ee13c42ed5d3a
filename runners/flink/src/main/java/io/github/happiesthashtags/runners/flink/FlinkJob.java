package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.job.JobMain;
import io.github.happiesthashtags.job.LogSettings;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The main class of this jar, which runs the job on Flink unless {@code --runner} names another
 * runner.
 */
public final class FlinkJob {
  private static final String RUNNER = "--runner=";

  private FlinkJob() {}

  /** Runs the job and ends the process, unless this is a JobManager's process. */
  public static void main(String[] args) {
    // A first word that is no option names another program of the jar, such as tail.
    boolean named =
        (args.length > 0 && !args[0].startsWith("-"))
            || Arrays.stream(args).anyMatch(arg -> arg.startsWith(RUNNER));
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
      // After Ctrl-C the job stays on the cluster; with --shutdownOnAttachedExit it is cancelled.
      AttachedEnvironment.install();
      System.exit(new JobMain().run(all));
    } else {
      HappiestHashtagsJob.main(all);
    }
  }
}
