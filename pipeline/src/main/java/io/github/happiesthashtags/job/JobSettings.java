package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.smiles.Lexicon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * The job as its options describe it, checked.
 *
 * @param source where the blocks come from
 * @param ranking what is computed
 * @param sinks where leaderboards go
 * @param sinkSettings what the sinks need to know
 * @param deadLetters the directory of dead letters, or null to count them only
 * @param progressEvery how often progress is shown, or null for what suits the screen
 * @param log the level and format of log lines
 */
record JobSettings(
    SourceChoice source,
    HappiestHashtags ranking,
    List<Sinks> sinks,
    SinkSettings sinkSettings,
    @Nullable String deadLetters,
    @Nullable Duration progressEvery,
    LogSettings log) {

  private static final Duration DEFAULT_EARLY = Duration.ofSeconds(30);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int DEFAULT_TOP_N = 10;
  private static final int DEFAULT_MIN_STATUSES = 5;

  /** A week of windows that begin every minute is half of this; far more never ends. */
  private static final int MAX_WINDOWS_A_TWEET = 20_000;

  /** The largest lexicon: some hundred times all emoji. */
  private static final int MAX_LEXICON_BYTES = 1 << 20;

  private static final String DEFAULT_OUTPUT_DIR = "output";

  private enum Retweets {
    INCLUDE,
    EXCLUDE
  }

  private enum HashtagCase {
    FOLD,
    KEEP
  }

  /**
   * Reads and checks the options; starts and writes nothing.
   *
   * @throws BadOptionException for the first that cannot be used
   */
  static JobSettings of(HappiestHashtagsOptions options) {
    JobDefaults job = JobDefaults.of(options.getJob());
    SourceChoice source = SourceChoice.of(options);
    HappiestHashtags ranking = ranking(options, job, source.isStreaming());
    String output = options.getOutput();
    List<Sinks> sinks = output == null ? List.of(job.output()) : sinks(output);
    return new JobSettings(
        source,
        ranking,
        sinks,
        new SinkSettings(
            outputDir(options.getOutputDir()),
            OptionValues.flag("writeEarly", options.getWriteEarly(), false),
            OptionValues.flag("csvEscapeFormulas", options.getCsvEscapeFormulas(), false)),
        options.getDeadLetters() == null
            ? null
            : directory("deadLetters", options.getDeadLetters()),
        options.getProgressEvery() == null
            ? null
            : OptionValues.duration("progressEvery", options.getProgressEvery(), SECOND, SECOND),
        LogSettings.of(options));
  }

  private static HappiestHashtags ranking(
      HappiestHashtagsOptions options, JobDefaults job, boolean streaming) {
    Duration window = OptionValues.duration("window", options.getWindow(), job.window(), SECOND);
    Duration every = job.everyFor(window);
    if (options.getEvery() != null) {
      every = OptionValues.duration("every", options.getEvery(), every, SECOND);
      if (every.compareTo(window) > 0) {
        throw BadOptionException.of(
            "every",
            options.getEvery(),
            "at most the window, " + window.toSeconds() + "s, or tweets between windows are lost");
      }
    }
    if (window.dividedBy(every) > MAX_WINDOWS_A_TWEET) {
      throw new BadOptionException(
          "--every="
              + every.toSeconds()
              + "s: a tweet would be in "
              + window.dividedBy(every)
              + " windows of "
              + window.toSeconds()
              + "s; it takes a period that puts it in at most "
              + MAX_WINDOWS_A_TWEET);
    }
    HappiestHashtags ranking =
        HappiestHashtags.rank()
            .withWindow(window)
            .withEvery(every)
            .withAllowedLateness(
                OptionValues.duration(
                    "allowedLateness", options.getAllowedLateness(), Duration.ZERO, Duration.ZERO))
            .withLexicon(lexicon(options, job))
            .withLanguages(languages(options.getLanguage(), job))
            .withScore(OptionValues.choice("score", options.getScore(), Score.SUM, Score.class))
            .withTopN(
                (int)
                    OptionValues.number(
                        "topN", options.getTopN(), DEFAULT_TOP_N, 1, HappiestHashtags.MAX_TOP_N))
            .withMinStatuses(
                (int)
                    OptionValues.number(
                        "minStatuses",
                        options.getMinStatuses(),
                        DEFAULT_MIN_STATUSES,
                        1,
                        Integer.MAX_VALUE));
    if (OptionValues.choice("retweets", options.getRetweets(), Retweets.INCLUDE, Retweets.class)
        == Retweets.EXCLUDE) {
      ranking = ranking.withoutRetweets();
    }
    if (OptionValues.choice(
            "hashtagCase", options.getHashtagCase(), HashtagCase.FOLD, HashtagCase.class)
        == HashtagCase.KEEP) {
      ranking = ranking.withHashtagsAsWritten();
    }
    Duration early = early(options.getEarly());
    // A bounded input gives one final pane a window, whatever is asked for.
    return streaming && early != null ? ranking.withEarly(early) : ranking;
  }

  private static @Nullable Duration early(@Nullable String value) {
    if ("none".equalsIgnoreCase(value)) {
      return null;
    }
    try {
      return OptionValues.duration("early", value, DEFAULT_EARLY, SECOND);
    } catch (BadOptionException e) {
      throw new BadOptionException(e.getMessage() + ", or none");
    }
  }

  private static List<String> languages(@Nullable String value, JobDefaults job) {
    if (value == null) {
      return job.languages();
    }
    if (value.isBlank() || value.equalsIgnoreCase("all")) {
      return List.of();
    }
    return OptionValues.list("language", value, "languages such as en,de, or all");
  }

  private static Lexicon lexicon(HappiestHashtagsOptions options, JobDefaults job) {
    String file = options.getLexicon();
    String name = options.getSmiles();
    if (file == null) {
      return name == null
          ? job.lexicon()
          : Lexicon.builtIn(OptionValues.choice("smiles", name, Lexicon.builtInNames()))
              .orElseThrow();
    }
    if (name != null) {
      throw new BadOptionException(
          "--smiles=" + name + ": it cannot be used with --lexicon; give one of the two");
    }
    try {
      return Lexicon.parse(file, OptionValues.text("lexicon", file, MAX_LEXICON_BYTES, "a file"));
    } catch (IllegalArgumentException e) {
      throw new BadOptionException("--lexicon=" + file + ": " + e.getMessage());
    }
  }

  private static List<Sinks> sinks(String value) {
    List<Sinks> sinks = new ArrayList<>();
    for (String label :
        OptionValues.list("output", value, "some of " + String.join(", ", Sinks.labels()))) {
      String known = OptionValues.choice("output", label, Sinks.labels());
      Sinks sink = Sinks.valueOf(known.toUpperCase(Locale.ROOT));
      if (!sinks.contains(sink)) {
        sinks.add(sink);
      }
    }
    return sinks;
  }

  private static String outputDir(@Nullable String value) {
    return value == null ? DEFAULT_OUTPUT_DIR : directory("outputDir", value);
  }

  /** Reads a directory that may not exist yet, on this machine or on another. */
  private static String directory(String option, String value) {
    if (value.isBlank()) {
      throw BadOptionException.of(option, value, "a directory");
    }
    if (value.equals("-")) {
      throw BadOptionException.of(
          option, value, "a directory (./- for one of that name); --output=console prints tables");
    }
    OptionPaths.checkFileSystem(option, value, value);
    String directory = OptionPaths.withoutLocalScheme(value);
    try {
      FileSystems.matchNewResource(directory, /* isDirectory= */ true);
      return directory;
    } catch (IllegalArgumentException e) {
      throw BadOptionException.of(option, value, "a directory");
    }
  }
}
