package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports unreadable recordings, in the process that the user started. */
final class InputReport {
  private static final Logger LOG = LoggerFactory.getLogger(InputReport.class);
  private static final String KEEP_ALIVES =
      PipelineMetrics.MESSAGES_PREFIX + MessageKind.KEEP_ALIVE.label();

  private final List<String> patterns;
  private final Screen screen;
  private final String prefix;

  /**
   * A report on the recordings that the options name; empty with any other source.
   *
   * @param prefix begins every line
   */
  InputReport(HappiestHashtagsOptions options, Screen screen, String prefix) {
    String input = options.getInput();
    this.patterns = input == null ? List.of() : OptionValues.globs("input", input);
    this.screen = screen;
    this.prefix = prefix;
  }

  /**
   * Refuses inputs that only this process can read.
   *
   * @throws BadOptionException that names it
   */
  void refusePipes() {
    List<String> pipes = pipes();
    if (!pipes.isEmpty()) {
      throw new BadOptionException(
          "--input="
              + String.join(",", patterns)
              + ": "
              + pipes.get(0)
              + " is not a regular file, so the workers of a cluster cannot read it; save it to a"
              + " file that they see");
    }
  }

  private List<String> pipes() {
    try {
      return patterns.isEmpty() ? List.of() : TwitterIO.pipes(patterns);
    } catch (IOException e) {
      LOG.debug("the recordings cannot be looked at", e);
      return List.of();
    }
  }

  /** Prints one line for each unreadable recording. */
  void tellUnreadable() {
    if (patterns.isEmpty()) {
      return;
    }
    try {
      for (String line : TwitterIO.describeUnreadable(patterns)) {
        screen.print(List.of(prefix + line));
      }
    } catch (IOException e) {
      // The files are gone; the job itself has read them or reported what it could not read.
      LOG.debug("the recordings cannot be looked at", e);
    }
  }

  /**
   * Reports on recordings that have been read.
   *
   * @throws JobFailedException if every message was malformed, or a pipe delivered nothing
   */
  void afterReading(Counters counters) {
    if (patterns.isEmpty()) {
      return;
    }
    long others = counters.sum(PipelineMetrics.MESSAGES_PREFIX) - counters.get(KEEP_ALIVES);
    boolean nothing = counters.get(PipelineMetrics.STATUSES) == 0 && others == 0;
    if (counters.get(PipelineMetrics.MALFORMED) == 0) {
      if (nothing && !pipes().isEmpty()) {
        throw new JobFailedException(
            ExitCode.FAILED,
            "--input="
                + String.join(",", patterns)
                + ": no message arrived; check whether the program that writes to it failed");
      }
      return;
    }
    tellUnreadable();
    if (nothing) {
      throw new JobFailedException(
          ExitCode.FAILED,
          "--input="
              + String.join(",", patterns)
              + ": every message was malformed, and nothing was counted; give recordings of"
              + " tweets as JSON, and --deadLetters=DIR to see what was read");
    }
  }
}
