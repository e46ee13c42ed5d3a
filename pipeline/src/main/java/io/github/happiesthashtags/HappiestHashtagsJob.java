package io.github.happiesthashtags;

import io.github.happiesthashtags.job.JobMain;
import io.github.happiesthashtags.job.LogSettings;

/**
 * The program: ranks the happiest hashtags of a stream or recording on the runner that {@code
 * --runner} names. {@code --help} lists the options; exit codes are 0 for success or interruption,
 * 1 for failure, 2 for a bad option, 3 for refused credentials.
 */
public final class HappiestHashtagsJob {
  private HappiestHashtagsJob() {}

  /** Runs the job and ends the process. */
  public static void main(String[] args) {
    LogSettings.prepare(args);
    System.exit(new JobMain().runAsProcess(args));
  }
}
