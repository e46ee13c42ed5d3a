package io.github.happiesthashtags.output;

import java.io.Serializable;

/**
 * The settings that sinks share.
 *
 * @param outputDir where file sinks write, in any of Beam's file systems, or {@link
 *     #STANDARD_OUTPUT}
 * @param writeEarly whether sinks other than the console take early panes
 * @param csvEscapeFormulas whether a cell of a CSV file that a spreadsheet would take for a formula
 *     is made a text
 * @param board the name of the job's leaderboards where several jobs share a place; letters, digits
 *     and {@code ._-}, at most 200
 */
public record SinkSettings(
    String outputDir, boolean writeEarly, boolean csvEscapeFormulas, String board)
    implements Serializable {
  /** The value of {@link #outputDir} for standard output. */
  public static final String STANDARD_OUTPUT = "-";

  /** Returns whether file sinks write to standard output rather than files. */
  public boolean toStandardOutput() {
    return outputDir.equals(STANDARD_OUTPUT);
  }
}
