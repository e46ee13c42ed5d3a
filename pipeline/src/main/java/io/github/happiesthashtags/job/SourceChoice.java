package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The source as its options describe it, checked. A new source is a case here and a method on
 * {@link TwitterIO.ReadBlocks}.
 *
 * @param label the name as an option value
 * @param isStreaming whether it is a stream, with early panes and a watermark
 * @param read the source
 * @param rulesToTry the rules are only to be tried, and nothing is to be read; null otherwise
 */
record SourceChoice(
    String label,
    boolean isStreaming,
    PTransform<PBegin, PCollection<MessageBlock>> read,
    @Nullable XApi rulesToTry) {

  private static final double DEFAULT_DEMO_RATE = 100;

  /** Seven times the highest rate Twitter ever saw: above it, a typing error. */
  private static final double MAX_DEMO_RATE = 1_000_000;

  /**
   * The lowest speed: a tweet, or a second of a recording, in a quarter of an hour. Less is a
   * typing error.
   */
  private static final double MIN_RATE = 0.001;

  /** The highest speed: a year in some milliseconds. For more there is max. */
  private static final double MAX_REPLAY_SPEED = 1e9;

  private SourceChoice(
      String label, boolean isStreaming, PTransform<PBegin, PCollection<MessageBlock>> read) {
    this(label, isStreaming, read, null);
  }

  static SourceChoice of(HappiestHashtagsOptions options) {
    String given = options.getSource();
    String label =
        given == null
            ? "demo"
            : OptionValues.choice("source", given, List.of("demo", "file", "x", "v1"));
    refuseStrangers(options, label);
    Duration maxOutOfOrder =
        OptionValues.duration(
            "maxOutOfOrder",
            options.getMaxOutOfOrder(),
            TwitterIO.DEFAULT_MAX_OUT_OF_ORDER,
            Duration.ZERO);
    Overflow overflow =
        OptionValues.choice("overflow", options.getOverflow(), Overflow.BLOCK, Overflow.class);
    TwitterIO.ReadBlocks read =
        TwitterIO.readBlocks().withMaxOutOfOrder(maxOutOfOrder).withOverflow(overflow);
    return switch (label) {
      case "file" -> file(options, read);
      case "x" -> x(options, read);
      case "v1" -> new SourceChoice("v1", true, read.fromV1Api(V1Options.api(options)));
      default -> demo(options, read);
    };
  }

  private static SourceChoice demo(HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    String given = options.getDemoRate();
    double rate =
        given == null
            ? DEFAULT_DEMO_RATE
            : OptionValues.positive(
                "demoRate",
                given,
                MIN_RATE,
                MAX_DEMO_RATE,
                "tweets per second, above 0 (at least 0.001), at most 1000000");
    long seed =
        OptionValues.number("demoSeed", options.getDemoSeed(), 1, Long.MIN_VALUE, Long.MAX_VALUE);
    long tweets = OptionValues.number("demoTweets", options.getDemoTweets(), 0, 0, Long.MAX_VALUE);
    return new SourceChoice(
        "demo", true, read.fromLocalApi(new DemoApi(rate, seed)).withMaxTweets(tweets));
  }

  private static SourceChoice file(HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    String input = options.getInput();
    if (input == null) {
      throw new BadOptionException(
          "--input is missing: with --source=file it takes recordings, such as tweets-*.jsonl.gz");
    }
    List<String> patterns = OptionValues.globs("input", input);
    patterns.forEach(pattern -> OptionPaths.checkFileSystem("input", input, pattern));
    try {
      TwitterIO.checkRecordings(patterns);
    } catch (FileNotFoundException e) {
      throw new BadOptionException(
          "--input="
              + input
              + ": no file matches "
              + e.getMessage()
              + "; it takes recordings,"
              + " such as tweets-*.jsonl.gz");
    } catch (IOException | IllegalArgumentException e) {
      throw new BadOptionException("--input=" + input + ": " + oneLine(e.getMessage()));
    }
    TwitterIO.ReadBlocks recordings = read.fromRecordings(patterns);
    String speed = options.getReplaySpeed();
    if (speed == null) {
      if (options.getOverflow() != null) {
        throw new BadOptionException(
            "--overflow="
                + options.getOverflow()
                + ": a bounded input waits for the job; it goes with a live source or --replaySpeed");
      }
      return new SourceChoice("file", false, recordings);
    }
    double times =
        speed.equalsIgnoreCase("max")
            ? Double.POSITIVE_INFINITY
            : OptionValues.positive(
                "replaySpeed",
                speed,
                MIN_RATE,
                MAX_REPLAY_SPEED,
                "a number above 0, or max (from 0.001 to 1000000000)");
    return new SourceChoice("file", true, recordings.withReplaySpeed(times));
  }

  private static SourceChoice x(HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    XApi api = XOptions.api(options);
    boolean tryRules = OptionValues.flag("xRulesDryRun", options.getxRulesDryRun(), false);
    return new SourceChoice("x", true, read.fromXApi(api), tryRules ? api : null);
  }

  /** An option of another source is a mistake that would otherwise go unnoticed. */
  private static void refuseStrangers(HappiestHashtagsOptions options, String label) {
    refuse("input", options.getInput(), "file", label);
    refuse("replaySpeed", options.getReplaySpeed(), "file", label);
    refuse("demoRate", options.getDemoRate(), "demo", label);
    refuse("demoSeed", options.getDemoSeed(), "demo", label);
    refuse("demoTweets", options.getDemoTweets(), "demo", label);
    refuse("xStream", options.getxStream(), "x", label);
    refuse("xPartitions", options.getxPartitions(), "x", label);
    refuse("xRules", options.getxRules(), "x", label);
    refuse("xRulesDryRun", options.getxRulesDryRun(), "x", label);
    refuse("xMaxPosts", options.getxMaxPosts(), "x", label);
    refuse("xApiUrl", options.getxApiUrl(), "x", label);
    refuse("v1Url", options.getV1Url(), "v1", label);
    refuse("track", options.getTrack(), "v1", label);
    refuse("oauthFile", options.getOauthFile(), "v1", label);
    refuse("allowSharedTokenFile", options.getAllowSharedTokenFile(), "x", label);
    refuse("bearerTokenFile", options.getBearerTokenFile(), "x", label);
    String proxyCredentials = options.getProxyCredentialsFile();
    if (proxyCredentials != null && !label.equals("x") && !label.equals("v1")) {
      throw strange("proxyCredentialsFile", proxyCredentials, "x or v1", label);
    }
  }

  private static void refuse(
      String option, @Nullable String value, String belongsTo, String label) {
    if (value != null && !belongsTo.equals(label)) {
      throw strange(option, value, belongsTo, label);
    }
  }

  private static BadOptionException strange(
      String option, String value, String belongsTo, String label) {
    return new BadOptionException(
        "--"
            + option
            + "="
            + value
            + ": it goes with --source="
            + belongsTo
            + ", and the source"
            + " is "
            + label);
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).replaceAll("\\s+", " ");
  }
}
