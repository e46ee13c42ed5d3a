package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;

/** One file a pane, named from window, timing and pane alone: writing it again replaces it. */
final class FileSink extends DoFn<Leaderboard, Void> {
  private static final long serialVersionUID = 1L;

  private final FileFormat format;
  private final SinkSettings settings;

  FileSink(FileFormat format, SinkSettings settings) {
    this.format = format;
    this.settings = settings;
  }

  @ProcessElement
  public void process(@Element Leaderboard leaderboard) throws IOException {
    if (leaderboard.getTiming() == Leaderboard.Timing.EARLY && !settings.writeEarly()) {
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
        + leaderboard.getTiming().name().toLowerCase(Locale.ROOT).replace('_', '-')
        + '-'
        + leaderboard.getPane();
  }

  private static String fileTime(org.joda.time.Instant instant) {
    // Colons are not allowed in file names everywhere.
    return Times.iso(instant).replace(':', '-');
  }
}
