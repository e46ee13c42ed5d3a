package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** The sinks by the name that {@code --output} gives them. A new sink is a line here and a file. */
public enum Sinks {
  /** A table on the terminal of the process that makes it. */
  CONSOLE,
  /** RFC 4180 files, one a pane. */
  CSV,
  /** Files of JSON objects, one a line. */
  JSONL;

  /** The name as an option value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names as option values. */
  public static List<String> labels() {
    return List.of(values()).stream().map(Sinks::label).toList();
  }

  /** Whether the sink writes below {@link SinkSettings#outputDir}. */
  public boolean isFile() {
    return this != CONSOLE;
  }

  /** The sink as a transform; writing a pane again replaces what it wrote before. */
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings) {
    return switch (this) {
      case CONSOLE -> ParDo.of(new ConsoleSink());
      case CSV -> ParDo.of(new FileSink(new CsvFormat(settings.csvEscapeFormulas()), settings));
      case JSONL -> ParDo.of(new FileSink(new JsonlFormat(), settings));
    };
  }
}
