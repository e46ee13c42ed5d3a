package io.github.happiesthashtags.output;

import java.io.Serializable;

/**
 * The settings of the sinks.
 *
 * @param outputDir where file sinks write, in any of Beam's file systems
 * @param writeEarly whether sinks other than the console take early panes
 * @param csvEscapeFormulas whether a cell of a CSV file that a spreadsheet would take for a formula
 *     is made a text
 */
public record SinkSettings(String outputDir, boolean writeEarly, boolean csvEscapeFormulas)
    implements Serializable {}
