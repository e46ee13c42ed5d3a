package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.smiles.Lexicon;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The named jobs: one pipeline with different defaults. */
record JobDefaults(
    String label,
    Duration window,
    Duration every,
    Lexicon lexicon,
    List<String> languages,
    Sinks output) {

  /** Per hour of event time, into files. */
  static final JobDefaults EVENT_TIME =
      new JobDefaults(
          "event-time",
          Duration.ofHours(1),
          Duration.ofHours(1),
          Lexicon.emoticon(),
          List.of(),
          Sinks.CSV);

  /** Over a sliding window, on the terminal. */
  static final JobDefaults SLIDING =
      new JobDefaults(
          "sliding",
          Duration.ofMinutes(10),
          Duration.ofSeconds(150),
          Lexicon.emoji(),
          List.of("en"),
          Sinks.CONSOLE);

  /** The job of this name; {@link #SLIDING} without one. */
  static JobDefaults of(@Nullable String name) {
    if (name == null) {
      return SLIDING;
    }
    String label = OptionValues.choice("job", name, List.of(EVENT_TIME.label(), SLIDING.label()));
    return label.equals(SLIDING.label()) ? SLIDING : EVENT_TIME;
  }

  /**
   * How often a window of a given size begins when nobody says: the job's own period where the
   * windows slide and it fits, else fixed windows.
   */
  Duration everyFor(Duration size) {
    boolean slides = every.compareTo(window) < 0 && every.compareTo(size) < 0;
    return slides ? every : size;
  }
}
