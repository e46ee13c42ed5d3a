package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The source that the checked options describe: one of the job's own four, or a {@link Source} of
 * another jar.
 *
 * @param label the name as an option value
 * @param isStreaming whether it is a stream, with early panes and a watermark
 * @param read the source
 * @param question what to ask the X API in the place of reading; null to read
 * @param budget what may be read from the X API; null for other sources
 */
record SourceChoice(
    String label,
    boolean isStreaming,
    PTransform<PBegin, PCollection<MessageBlock>> read,
    @Nullable XQuestion question,
    @Nullable XBudget budget) {

  /** A thousand rules of a thousand characters, of at most four bytes each, and their tags. */
  private static final int MAX_RULE_BYTES = 8_000_000;

  /** Sorted, because the order of the class path must not change the list of options. */
  static final List<Source> OF_OTHER_JARS =
      ServiceLoader.load(Source.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Source::label))
          .toList();

  private SourceChoice(
      String label, boolean isStreaming, PTransform<PBegin, PCollection<MessageBlock>> read) {
    this(label, isStreaming, read, null, null);
  }

  static SourceChoice of(HappiestHashtagsOptions options) {
    TwitterIO.ReadBlocks read =
        TwitterIO.readBlocks()
            .withMaxOutOfOrder(
                OptionValues.duration("maxOutOfOrder", options.getMaxOutOfOrder(), Duration.ZERO));
    if (options.getOverflow() != null) {
      read = read.withOverflow(options.getOverflow());
    }
    return switch (options.getSource()) {
      case "file" -> file(options, read);
      case "x" -> x(options, read);
      case "v1" -> new SourceChoice("v1", true, read.fromV1Api(v1Api(options)));
      case "demo" -> demo(options, read);
      default -> ofAnotherJar(options, read);
    };
  }

  private static SourceChoice ofAnotherJar(
      HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    String label = options.getSource();
    Source source =
        OF_OTHER_JARS.stream()
            .filter(s -> s.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no source " + label));
    try {
      boolean streaming = source.isStreaming(options);
      if (!streaming) {
        refuseOverflow(options, "a stream");
      }
      return new SourceChoice(label, streaming, source.create(read, options));
    } catch (IllegalArgumentException e) {
      throw new BadOptionException(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseOverflow(HappiestHashtagsOptions options, String use) {
    if (options.getOverflow() != null) {
      throw BadOptionException.of(
          "overflow",
          options.getOverflow().name(),
          "a bounded input waits for the job; use it with " + use);
    }
  }

  private static SourceChoice demo(HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    DemoApi api = new DemoApi(options.getDemoRate(), options.getDemoSeed());
    return new SourceChoice(
        "demo", true, read.fromLocalApi(api).withMaxTweets(options.getDemoTweets()));
  }

  private static SourceChoice file(HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    String input =
        required("input", options.getInput(), "file", "recordings, such as tweets-*.jsonl.gz");
    List<String> patterns = OptionValues.globs("input", input);
    patterns.forEach(pattern -> OptionPaths.checkFileSystem("input", input, pattern));
    try {
      TwitterIO.checkRecordings(patterns);
    } catch (FileNotFoundException e) {
      throw BadOptionException.of(
          "input",
          input,
          "no file matches " + e.getMessage() + "; give recordings, such as tweets-*.jsonl.gz");
    } catch (IOException | IllegalArgumentException e) {
      throw BadOptionException.because("input", input, e);
    }
    TwitterIO.ReadBlocks recordings = read.fromRecordings(patterns);
    String speed = options.getReplaySpeed();
    if (speed != null) {
      double times = speed.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(speed);
      return new SourceChoice("file", true, recordings.withReplaySpeed(times));
    }
    refuseOverflow(options, "a live source or --replaySpeed");
    return new SourceChoice("file", false, recordings);
  }

  private static SourceChoice x(HappiestHashtagsOptions options, TwitterIO.ReadBlocks read) {
    XApi api = xApi(options);
    XBudget budget = XBudget.of(options, api);
    api = api.withMaxPostsPerDay(budget.perDay()).withMaxPostsPerMonth(budget.perMonth());
    return new SourceChoice("x", true, read.fromXApi(api), XQuestion.of(options, api), budget);
  }

  /** Builds the API step by step, so that each error names its own option. */
  private static XApi xApi(HappiestHashtagsOptions options) {
    String token =
        required(
            "bearerTokenFile",
            options.getBearerTokenFile(),
            "x",
            "the file that holds the app's bearer token");
    String streams = options.getxStream();
    XApi api =
        checked(
            "xStream",
            streams,
            XApi.streams(
                    OptionValues.list("xStream", streams, "use streams separated by commas")
                        .toArray(String[]::new))
                .withBearerTokenFile(token));
    String proxyCredentials = options.getProxyCredentialsFile();
    if (proxyCredentials != null) {
      api = api.withProxyCredentialsFile(proxyCredentials);
    }
    api = checked("xApiUrl", options.getxApiUrl(), api.withUrl(options.getxApiUrl()));
    String partitions = options.getxPartitions();
    if (partitions != null) {
      api = checked("xPartitions", partitions, api.withPartitions(partitions));
    }
    String rules = options.getxRules();
    if (rules != null) {
      String what = "a text file in UTF-8, one rule a line,";
      String text = OptionValues.text("xRules", rules, MAX_RULE_BYTES, what);
      api = checked("xRules", rules, api.withRules(text.lines().toList()));
    } else if (options.getxRulesDryRun() != null) {
      throw BadOptionException.of(
          "xRulesDryRun",
          String.valueOf(options.getxRulesDryRun()),
          "only for --xRules; give the file whose rules are to be tried");
    }
    if (options.getAllowSharedTokenFile()) {
      api = api.withSharedTokenFile();
    }
    return api;
  }

  private static V1Api v1Api(HappiestHashtagsOptions options) {
    String url =
        required(
            "v1Url",
            options.getV1Url(),
            "v1",
            "the gateway's address, such as https://gateway.example/1.1/");
    String oauthFile =
        required(
            "oauthFile",
            options.getOauthFile(),
            "v1",
            "a file of OAuth credentials in the format of twitter4j.properties");
    V1Api api = checked("v1Url", url, V1Api.at(url).withOAuthFile(oauthFile));
    String proxyCredentials = options.getProxyCredentialsFile();
    if (proxyCredentials != null) {
      api = api.withProxyCredentialsFile(proxyCredentials);
    }
    String track = options.getTrack();
    if (track != null) {
      List<String> words = OptionValues.list("track", track, "use keywords separated by commas");
      api = checked("track", track, api.withTrack(words));
    }
    String language = options.getLanguage();
    if (language != null && !language.equals("all")) {
      List<String> languages = OptionValues.languages("language", language, "");
      api = checked("language", language, api.withLanguages(languages));
    }
    return api;
  }

  private static String required(
      String option, @Nullable String value, String source, String what) {
    if (value == null) {
      throw new BadOptionException(
          "--" + option + " is missing: with --source=" + source + " give " + what);
    }
    return value;
  }

  private static XApi checked(String option, String value, XApi api) {
    check(option, value, () -> TwitterIO.readBlocks().fromXApi(api));
    return api;
  }

  private static V1Api checked(String option, String value, V1Api api) {
    check(option, value, () -> TwitterIO.readBlocks().fromV1Api(api));
    return api;
  }

  /** Refuses what the connector refuses, in the name of the option that brought it. */
  private static void check(String option, String value, Runnable connector) {
    try {
      connector.run();
    } catch (IllegalArgumentException e) {
      throw BadOptionException.because(option, value, e);
    }
  }
}
