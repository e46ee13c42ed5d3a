package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** The sinks by their {@code --output} names. To add a sink, add a constant here and a file. */
public enum Sinks {
  /** A table on the terminal of the process that makes it. */
  CONSOLE,
  /** RFC 4180 files, one a pane. */
  CSV,
  /** Files of JSON objects, one a line. */
  JSONL;

  /** Returns the name as an option value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns all names as option values. */
  public static List<String> labels() {
    return List.of(values()).stream().map(Sinks::label).toList();
  }

  /** Returns whether the sink writes below {@link SinkSettings#outputDir}. */
  public boolean isFile() {
    return this != CONSOLE;
  }

  /** Returns the sink as a transform; writing a pane again replaces the earlier output. */
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings) {
    return switch (this) {
      case CONSOLE -> ParDo.of(new ConsoleSink());
      case CSV -> ParDo.of(new FileSink(new CsvFormat(settings.csvEscapeFormulas()), settings));
      case JSONL -> ParDo.of(new FileSink(new JsonlFormat(), settings));
    };
  }
}
