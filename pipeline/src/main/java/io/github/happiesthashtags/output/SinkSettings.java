package io.github.happiesthashtags.output;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings that sinks share.
 *
 * @param outputDir where file sinks write, in any of Beam's file systems, or {@link
 *     #STANDARD_OUTPUT}
 * @param folders how file sinks arrange files in {@code outputDir}
 * @param writeEarly whether sinks other than the console take early panes
 * @param csvEscapeFormulas whether a cell of a CSV file that a spreadsheet would take for a formula
 *     is made a text
 * @param board the name of the job's leaderboards where several jobs share a place; letters, digits
 *     and {@code ._-}, at most 200
 * @param keep how long windows are kept, counted back from the newest that has ended; null to keep
 *     all
 */
public record SinkSettings(
    String outputDir,
    Folders folders,
    boolean writeEarly,
    boolean csvEscapeFormulas,
    String board,
    @Nullable Duration keep)
    implements Serializable {
  /** The value of {@link #outputDir} for standard output. */
  public static final String STANDARD_OUTPUT = "-";

  /** Where file sinks put their files. */
  public enum Folders {
    /** In the output directory itself. */
    FLAT,
    /** In a folder for each UTC day, that of the window's start. */
    DAY
  }

  /** Returns settings whose other values are the defaults of the job. */
  public static SinkSettings of(String outputDir, String board) {
    return new SinkSettings(outputDir, Folders.FLAT, false, false, board, null);
  }

  /** Returns whether file sinks write to standard output rather than files. */
  public boolean toStandardOutput() {
    return outputDir.equals(STANDARD_OUTPUT);
  }
}
