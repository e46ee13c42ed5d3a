package io.github.happiesthashtags.runners.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A writer of the rows that {@code table.sh} prints: what was compared and found equal. */
final class ConformanceTable {
  private static final Path ROWS = Path.of("target", "conformance.tsv");

  private ConformanceTable() {}

  static void equal(String runner, String mode, String job, String score) throws IOException {
    Files.writeString(
        ROWS,
        String.join("\t", runner, mode, job, score) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
