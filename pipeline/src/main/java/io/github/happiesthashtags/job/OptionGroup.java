package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.output.Sink;
import io.github.happiesthashtags.output.Sinks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A group of options. The groups are the one place that says which option belongs to which source
 * or sinks. A source or sink that {@link java.util.ServiceLoader} finds brings a group of its own.
 *
 * @param title the heading
 * @param chooser the option that chooses whom the options belong to; empty if they are for all
 * @param owners the values of the chooser to which the options belong
 * @param type the interface of the options
 * @param names the options, in the order in which they are listed
 */
record OptionGroup(
    String title,
    String chooser,
    List<String> owners,
    Class<? extends PipelineOptions> type,
    List<String> names) {

  private static final String SOURCE = "source";
  private static final String OUTPUT = "output";
  private static final List<OptionGroup> GROUPS = groups();

  /** Returns all groups, in order. */
  static List<OptionGroup> all() {
    return GROUPS;
  }

  /** Returns whether the options belong to one or more sinks. */
  boolean isOfSinks() {
    return chooser.equals(OUTPUT);
  }

  /**
   * Returns whether a source or sink that {@link java.util.ServiceLoader} found brought the group.
   */
  boolean isOwn() {
    return type != HappiestHashtagsOptions.class;
  }

  List<JobOption> options() {
    return JobOption.all().stream().filter(option -> option.group().equals(this)).toList();
  }

  private static List<OptionGroup> groups() {
    List<OptionGroup> groups = new ArrayList<>();
    groups.add(forAll("Source", "job", SOURCE, "overflow"));
    groups.add(ofSources(List.of("demo"), "demoRate", "demoSeed", "demoTweets"));
    groups.add(ofSources(List.of("file"), "input", "replaySpeed"));
    groups.add(
        ofSources(
            List.of("x"),
            "xStream",
            "xPartitions",
            "xRules",
            "xRulesDryRun",
            "xUsage",
            "xMaxPosts",
            "xMaxPostsPerMonth",
            "xPostPrice",
            "xApiUrl",
            "bearerTokenFile",
            "allowSharedTokenFile"));
    groups.add(ofSources(List.of("v1"), "v1Url", "track", "oauthFile"));
    groups.add(ofSources(List.of("x", "v1"), "proxyCredentialsFile"));
    for (Source source : SourceChoice.OF_OTHER_JARS) {
      groups.add(of(SOURCE, List.of(source.label()), source.options()));
    }
    groups.add(
        forAll(
            "What counts",
            "smiles",
            "lexicon",
            "language",
            "retweets",
            "hashtagCase",
            "score",
            "minStatuses",
            "topN"));
    groups.add(forAll("Windows", "window", "every", "early", "allowedLateness", "maxOutOfOrder"));
    groups.add(
        forAll(
            "Output",
            OUTPUT,
            "outputDir",
            "writeEarly",
            "csvEscapeFormulas",
            "board",
            "deadLetters"));
    groups.add(ofSinks(Sink::writesFiles, "outputFolders"));
    groups.add(ofSinks(Sink::deletesOldWindows, "keep"));
    for (Sink sink : Sinks.all()) {
      groups.add(of(OUTPUT, List.of(sink.label()), sink.options()));
    }
    groups.add(
        forAll(
            "Operation", "progressEvery", "metricsPort", "metricsHost", "logLevel", "logFormat"));
    groups.removeIf(group -> group.names().isEmpty());
    return List.copyOf(groups);
  }

  private static OptionGroup forAll(String title, String... names) {
    return new OptionGroup(title, "", List.of(), HappiestHashtagsOptions.class, List.of(names));
  }

  private static OptionGroup ofSinks(Predicate<Sink> owns, String... names) {
    return of(OUTPUT, Sinks.all().stream().filter(owns).map(Sink::label).toList(), names);
  }

  private static OptionGroup ofSources(List<String> sources, String... names) {
    return of(SOURCE, sources, names);
  }

  private static OptionGroup of(String chooser, List<String> owners, String... names) {
    return of(chooser, owners, new Option.Own(HappiestHashtagsOptions.class, List.of(names)));
  }

  private static OptionGroup of(String chooser, List<String> owners, Option.Own options) {
    String prefix = "--" + chooser + "=";
    return new OptionGroup(
        "With " + prefix + String.join(" or " + prefix, owners),
        chooser,
        owners,
        options.type(),
        options.names());
  }
}
