package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.ConsoleSink;
import io.github.happiesthashtags.output.Sink;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.twitter.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * The job as its options describe it, checked.
 *
 * @param source where the blocks come from
 * @param ranking what is computed
 * @param sinks where leaderboards go
 * @param sinkSettings what the sinks need to know
 * @param ownOptions the values of the options that a source or sink brings, by name
 * @param deadLetters the directory of dead letters, or null to count them only
 * @param progressEvery how often progress is shown, or null for what suits the screen
 * @param metrics where the job's metrics are served, or null
 * @param log the level and format of log lines
 */
record JobSettings(
    SourceChoice source,
    HappiestHashtags ranking,
    List<Sink> sinks,
    SinkSettings sinkSettings,
    Map<String, Object> ownOptions,
    @Nullable String deadLetters,
    @Nullable Duration progressEvery,
    @Nullable MetricsAddress metrics,
    LogSettings log) {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A week of windows that begin every minute is half of this; far more never ends. */
  private static final int MAX_WINDOWS_A_TWEET = 20_000;

  /** The largest lexicon: some hundred times all emoji. */
  private static final int MAX_LEXICON_BYTES = 1 << 20;

  private static final String DEFAULT_OUTPUT_DIR = "output";

  /** The longest name of a board: the width of its column in a database. */
  private static final int MAX_BOARD_CHARACTERS = 200;

  /** A board's name is also a part of addresses, keys and pages, and must need no escapes there. */
  private static final Pattern BOARD =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_BOARD_CHARACTERS - 1) + "}");

  /** The named jobs: one pipeline with different values for the options that are not given. */
  enum Job {
    /** Per hour of event time, into files. */
    EVENT_TIME("event-time", "1h", "1h", "EMOTICON", "all", "csv"),
    /** Over a sliding window, on the terminal. */
    SLIDING("sliding", "10m", "150s", "EMOJI", "en", "console");

    private final String label;
    private final String window;
    private final String every;
    private final String smiles;
    private final String language;
    private final String output;

    Job(String label, String window, String every, String smiles, String language, String output) {
      this.label = label;
      this.window = window;
      this.every = every;
      this.smiles = smiles;
      this.language = language;
      this.output = output;
    }

    private static Job of(@Nullable String name) {
      return EVENT_TIME.label.equalsIgnoreCase(name) ? EVENT_TIME : SLIDING;
    }

    String label() {
      return label;
    }

    /** Returns the value that means "not given", or null if no value does. */
    @Nullable String initial(JobOption option) {
      return switch (option.name()) {
        case "window" -> window;
        case "every" -> every;
        case "smiles" -> smiles;
        case "language" -> language;
        case "output" -> output;
        default -> option.initial();
      };
    }

    /**
     * How often a window of a given size begins when nobody says: the job's own period where the
     * windows slide and it fits, else fixed windows.
     */
    private Duration everyFor(Duration size) {
      Duration own = OptionValues.duration("every", every, SECOND);
      return !every.equals(window) && own.compareTo(size) < 0 ? own : size;
    }
  }

  /**
   * Reads and checks the options; starts and writes nothing.
   *
   * @throws BadOptionException for the first that cannot be used
   */
  static JobSettings of(HappiestHashtagsOptions options) {
    Job job = Job.of(options.getJob());
    SourceChoice source = SourceChoice.of(options);
    String deadLetters = options.getDeadLetters();
    String progressEvery = options.getProgressEvery();
    String keep = options.getKeep();
    SinkSettings sinkSettings =
        new SinkSettings(
            outputDir(orElse(options.getOutputDir(), DEFAULT_OUTPUT_DIR)),
            OptionValues.choice(
                "outputFolders", options.getOutputFolders(), SinkSettings.Folders.class),
            options.getWriteEarly(),
            options.getCsvEscapeFormulas(),
            board(orElse(options.getBoard(), job.label)),
            keep == null ? null : OptionValues.duration("keep", keep, SECOND));
    return new JobSettings(
        source,
        ranking(options, job, source.isStreaming()),
        sinks(options, sinkSettings),
        sinkSettings,
        ownOptions(options),
        deadLetters == null ? null : directory("deadLetters", deadLetters),
        progressEvery == null
            ? null
            : OptionValues.duration("progressEvery", progressEvery, SECOND),
        MetricsAddress.of(options),
        LogSettings.of(options));
  }

  private static String orElse(@Nullable String given, String initial) {
    return given == null ? initial : given;
  }

  private static HappiestHashtags ranking(
      HappiestHashtagsOptions options, Job job, boolean streaming) {
    String size = orElse(options.getWindow(), job.window);
    Duration window = OptionValues.duration("window", size, SECOND);
    HappiestHashtags ranking =
        HappiestHashtags.rank()
            .withWindow(window)
            .withEvery(every(options.getEvery(), size, window, job))
            .withAllowedLateness(
                OptionValues.duration(
                    "allowedLateness", options.getAllowedLateness(), Duration.ZERO))
            .withLexicon(lexicon(options.getLexicon(), options.getSmiles(), job))
            .withLanguages(languages(orElse(options.getLanguage(), job.language)))
            .withScore(options.getScore())
            .withTopN(options.getTopN())
            .withMinStatuses(options.getMinStatuses());
    if (options.getRetweets() == HappiestHashtagsOptions.Retweets.EXCLUDE) {
      ranking = ranking.withoutRetweets();
    }
    if (options.getHashtagCase() == HappiestHashtagsOptions.HashtagCase.KEEP) {
      ranking = ranking.withHashtagsAsWritten();
    }
    String early = options.getEarly();
    // A bounded input gives one final pane a window, whatever is asked for.
    return streaming && !early.equals("none")
        ? ranking.withEarly(OptionValues.duration("early", early, SECOND))
        : ranking;
  }

  private static Duration every(@Nullable String given, String size, Duration window, Job job) {
    Duration every =
        given == null ? job.everyFor(window) : OptionValues.duration("every", given, SECOND);
    if (given != null && every.compareTo(window) > 0) {
      throw BadOptionException.of(
          "every",
          given,
          "tweets between windows would be lost; use at most the window, "
              + window.toSeconds()
              + "s");
    }
    if (window.dividedBy(every) > MAX_WINDOWS_A_TWEET) {
      String problem = "a tweet would be in %d windows of %ds; use a %s that puts it in at most %d";
      // Without --every, the job's own period is too short for a very long window.
      String option = given == null ? "window" : "every";
      String use = given == null ? "shorter window, or an --every" : "period";
      throw BadOptionException.of(
          option,
          given == null ? size : given,
          problem.formatted(window.dividedBy(every), window.toSeconds(), use, MAX_WINDOWS_A_TWEET));
    }
    return every;
  }

  private static List<String> languages(String value) {
    return value.isBlank() || value.equals("all")
        ? List.of()
        : OptionValues.languages("language", value, ", or all");
  }

  private static Lexicon lexicon(@Nullable String file, @Nullable String name, Job job) {
    if (file == null) {
      return Lexicon.builtIn(orElse(name, job.smiles)).orElseThrow();
    }
    if (name != null) {
      throw BadOptionException.of(
          "smiles", name, "cannot be used with --lexicon; give one of the two");
    }
    try {
      return Lexicon.parse(file, OptionValues.text("lexicon", file, MAX_LEXICON_BYTES, "a file"));
    } catch (IllegalArgumentException e) {
      throw BadOptionException.of("lexicon", file, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the names of the sinks. */
  static List<String> outputs(HappiestHashtagsOptions options) {
    String output = orElse(options.getOutput(), Job.of(options.getJob()).output);
    return OptionValues.choices("output", output, Sinks.labels()).stream().distinct().toList();
  }

  private static List<Sink> sinks(HappiestHashtagsOptions options, SinkSettings settings) {
    List<Sink> sinks = outputs(options).stream().map(Sinks::named).toList();
    if (settings.toStandardOutput()) {
      checkStandardOutput(sinks, settings.keep());
    }
    for (Sink sink : sinks) {
      check(() -> sink.create(settings, options));
    }
    return sinks;
  }

  /** Standard output can hold lines of one format, and no tables among them. */
  private static void checkStandardOutput(List<Sink> sinks, @Nullable Duration keep) {
    List<Sink> users =
        sinks.stream().filter(s -> s.writesFiles() || s instanceof ConsoleSink).toList();
    if (users.size() != 1 || !users.get(0).writesFiles()) {
      throw BadOptionException.of(
          "outputDir",
          SinkSettings.STANDARD_OUTPUT,
          "standard output takes the lines of one format, not --output="
              + sinks.stream().map(Sink::label).collect(Collectors.joining(","))
              + "; use --output=jsonl or --output=csv, or a directory");
    }
    if (keep != null && sinks.stream().noneMatch(s -> s.deletesOldWindows() && !s.writesFiles())) {
      throw new BadOptionException(
          "--keep: standard output keeps nothing; leave it out, or give --outputDir a directory");
    }
  }

  private static Map<String, Object> ownOptions(HappiestHashtagsOptions options) {
    Map<String, Object> values = new TreeMap<>();
    for (JobOption option : JobOption.all()) {
      Object value = option.group().isOwn() ? option.value(options) : null;
      if (value != null) {
        values.put(option.name(), value);
      }
    }
    return values;
  }

  /**
   * Checks the sinks' options against the place where the job's steps run.
   *
   * @param elsewhere whether the steps run in other processes
   * @throws BadOptionException for the first that cannot be used
   */
  void checkPlace(HappiestHashtagsOptions options, boolean elsewhere) {
    sinks.forEach(sink -> check(() -> sink.checkPlace(options, elsewhere)));
  }

  private static void check(Runnable sink) {
    try {
      sink.run();
    } catch (IllegalArgumentException e) {
      throw new BadOptionException(String.valueOf(e.getMessage()));
    }
  }

  private static String board(String name) {
    if (!BOARD.matcher(name).matches()) {
      throw BadOptionException.of(
          "board",
          Printable.line(name, MAX_BOARD_CHARACTERS),
          "not a name; use 1 to "
              + MAX_BOARD_CHARACTERS
              + " letters, digits, dots, hyphens or underscores, a letter or digit first");
    }
    return name;
  }

  private static String outputDir(String value) {
    return value.equals(SinkSettings.STANDARD_OUTPUT) ? value : directory("outputDir", value);
  }

  /** Reads a directory that may not exist yet, on this machine or on another. */
  private static String directory(String option, String value) {
    if (value.equals("-")) {
      throw BadOptionException.of(option, value, "not a directory; use ./- for one of that name");
    }
    OptionPaths.checkFileSystem(option, value, value);
    String directory = OptionPaths.withoutLocalScheme(value);
    try {
      FileSystems.matchNewResource(directory, /* isDirectory= */ true);
      return directory;
    } catch (IllegalArgumentException e) {
      throw BadOptionException.of(option, value, "not a path; use a directory");
    }
  }
}
