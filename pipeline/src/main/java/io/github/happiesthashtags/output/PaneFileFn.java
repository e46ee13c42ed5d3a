package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Writes a file a pane, or its rows to standard output. The name depends only on window, timing and
 * pane, so writing a pane again replaces its file.
 */
final class PaneFileFn extends DoFn<Leaderboard, Void> {
  private static final long serialVersionUID = 1L;

  private final FileFormat format;
  private final SinkSettings settings;

  PaneFileFn(FileFormat format, SinkSettings settings) {
    this.format = format;
    this.settings = settings;
  }

  @ProcessElement
  public void process(@Element Leaderboard leaderboard) throws IOException {
    if (leaderboard.timing() == Leaderboard.Timing.EARLY && !settings.writeEarly()) {
      return;
    }
    if (settings.toStandardOutput()) {
      Screen.process().write(format.header(), format.rows(leaderboard));
      return;
    }
    WholeFiles.write(
        settings.outputDir(), name(leaderboard) + format.extension(), format.format(leaderboard));
  }

  private static String name(Leaderboard leaderboard) {
    return fileTime(leaderboard.getWindowStart())
        + '_'
        + fileTime(leaderboard.getWindowEnd())
        + '_'
        + leaderboard.timing().name().toLowerCase(Locale.ROOT).replace('_', '-')
        + '-'
        + leaderboard.getPane();
  }

  private static String fileTime(org.joda.time.Instant instant) {
    // Some file systems do not allow colons in file names.
    return Times.iso(instant).replace(':', '-');
  }
}
