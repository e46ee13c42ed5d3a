package io.github.happiesthashtags.output;

import io.github.happiesthashtags.output.SinkSettings.Folders;
import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Writes a file a pane, or its rows to standard output, and deletes the files of old windows. */
final class PaneFileFn extends DoFn<Leaderboard, Void> {
  private static final long serialVersionUID = 1L;

  private final FileFormat format;
  private final SinkSettings settings;

  /** Whether a file has been written since old ones were deleted. */
  private transient boolean hasWritten;

  PaneFileFn(FileFormat format, SinkSettings settings) {
    this.format = format;
    this.settings = settings;
  }

  /**
   * Returns the sink of a format.
   *
   * @throws IllegalArgumentException as {@link Sink#create} does
   */
  static PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> sink(
      FileFormat format, SinkSettings settings) {
    if (settings.folders() == Folders.DAY && settings.toStandardOutput()) {
      throw new IllegalArgumentException(
          "--outputFolders=day: standard output has no folders; leave it out, or give --outputDir"
              + " a directory");
    }
    if (settings.keep() != null
        && !settings.toStandardOutput()
        && !FileSystems.matchNewResource(settings.outputDir(), true)
            .getScheme()
            .equals(WholeFiles.LOCAL)) {
      throw new IllegalArgumentException(
          "--keep: the job deletes old files only in a local or mounted directory, and the"
              + " --outputDir is "
              + settings.outputDir()
              + "; leave --keep out, and let the store delete old files by its own rules");
    }
    return ParDo.of(new PaneFileFn(format, settings));
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
    String name = PanePath.name(leaderboard, format.extension());
    if (settings.folders() == Folders.FLAT) {
      WholeFiles.write(settings.outputDir(), name, format.format(leaderboard));
    } else {
      writeInFolder(PanePath.day(leaderboard), name, format.format(leaderboard));
    }
    hasWritten = true;
  }

  private void writeInFolder(String day, String name, String content) throws IOException {
    String folder =
        FileSystems.matchNewResource(settings.outputDir(), true)
            .resolve(day, StandardResolveOptions.RESOLVE_DIRECTORY)
            .toString();
    try {
      WholeFiles.write(folder, name, content);
    } catch (UnwritableException e) {
      if (settings.keep() == null) {
        throw e;
      }
      // Another process may delete the empty folder of an old day just before this file is in it.
      WholeFiles.write(folder, name, content);
    }
  }

  @FinishBundle
  public void finishBundle() {
    Duration keep = settings.keep();
    if (hasWritten && keep != null) {
      hasWritten = !OldPaneFiles.in(settings.outputDir(), format).deleteNowAndThen(keep);
    }
  }

  /** Deletes once more, because a recording may end before the next regular time. */
  @Teardown
  public void teardown() {
    Duration keep = settings.keep();
    if (hasWritten && keep != null) {
      OldPaneFiles.in(settings.outputDir(), format).delete(keep);
      hasWritten = false;
    }
  }
}
