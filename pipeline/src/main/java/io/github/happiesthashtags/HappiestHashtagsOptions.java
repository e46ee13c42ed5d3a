package io.github.happiesthashtags;

import io.github.happiesthashtags.Option.Kind;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.twitter.stream.Overflow;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options of the job. {@code --help}, {@code docs/options.md} and the parameters of the
 * templates are generated from this interface; {@code OptionPagesTest} keeps the pages up to date.
 *
 * <p>Descriptions are Markdown. Links start at {@code docs/}.
 */
public interface HappiestHashtagsOptions extends PipelineOptions {

  /** Whether retweets count. */
  enum Retweets {
    INCLUDE,
    EXCLUDE
  }

  /** Whether hashtags that differ only in case are one. */
  enum HashtagCase {
    FOLD,
    KEEP
  }

  @Option(
      label = "Job",
      choices = {"event-time", "sliding"},
      absent = "sliding")
  @Description(
      "The job, which is a set of defaults: `event-time` (fixed windows of 1 h, `:)`, "
          + "CSV files) or `sliding` (10 min every 150 s, smiling emoji, English, tables on "
          + "the terminal).")
  @Nullable String getJob();

  void setJob(@Nullable String job);

  // JobOption adds the sources that other jars on the class path bring.
  @Option(
      label = "Source",
      choices = {"demo", "file", "x", "v1"})
  @Description(
      "Where tweets come from: a simulator of the X API in this process (`demo`), "
          + "recordings (`file`), the X API v2 (`x`), or a gateway that speaks the v1.1 "
          + "protocol (`v1`)."
          + Option.SOURCES)
  @Default.String("demo")
  String getSource();

  void setSource(String source);

  @Option(label = "Recordings", kind = Kind.LIST)
  @Description(
      "[Recordings](recordings.md), as globs separated by commas. Globs work as in a "
          + "shell: `day/*/*.json.bz2`, `{01..31}.gz`, and `**` for any number of "
          + "directories. The files are JSON, plain or packed with gzip, bzip2, xz, zstd, zip "
          + "or tar. Required.")
  @Nullable String getInput();

  void setInput(@Nullable String input);

  @Option(label = "Replay speed", kind = Kind.DECIMAL, max = 1_000_000_000, word = "max")
  @Description(
      "Streams the recordings at this multiple of real time (0.001 to 1000000000), or "
          + "at `max`, skipping gaps of over an hour. Without this option, the recordings are "
          + "a bounded input.")
  @Nullable String getReplaySpeed();

  void setReplaySpeed(@Nullable String replaySpeed);

  @Option(label = "Demo rate", max = 1_000_000)
  @Description("Tweets per second.")
  @Default.Double(100)
  double getDemoRate();

  void setDemoRate(double demoRate);

  @Option(label = "Demo seed", min = Long.MIN_VALUE)
  @Description("The seed of the simulated tweets. The same seed gives the same texts.")
  @Default.Long(1)
  long getDemoSeed();

  void setDemoSeed(long demoSeed);

  @Option(label = "Demo tweets")
  @Description("Ends after this many tweets; 0 for never.")
  @Default.Long(0)
  long getDemoTweets();

  void setDemoTweets(long demoTweets);

  // A property's name is its getter's, with the first letter lowered unless two capitals stand
  // there: getXStream would be --XStream.
  @Option(
      label = "X streams",
      kind = Kind.LIST,
      choices = {
        "filtered",
        "sample",
        "sample10",
        "firehose",
        "firehose-en",
        "firehose-ja",
        "firehose-ko",
        "firehose-pt"
      })
  @Description(
      "One or more of `filtered`, `sample`, `sample10`, `firehose`, `firehose-en`, "
          + "`firehose-ja`, `firehose-ko`, `firehose-pt`, separated by commas.")
  @Default.String("filtered")
  String getxStream();

  void setxStream(String xStream);

  @Option(label = "Partitions", kind = Kind.LIST, pattern = "[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*")
  @Description(
      "The partitions to read of `sample10` (1-2), `firehose` (1-20), `firehose-en` "
          + "(1-8) and the other languages (1-2), such as `1-4,7`. Without this option, all.")
  @Nullable String getxPartitions();

  void setxPartitions(@Nullable String xPartitions);

  @Option(label = "Rules", kind = Kind.PATH)
  @Description(
      "A file with the rules of the stream `filtered`, one a line. The job adds missing "
          + "rules and deletes all others. Without this option, the rules stay as they are.")
  @Nullable String getxRules();

  void setxRules(@Nullable String xRules);

  @Option(label = "Try the rules", absent = "false")
  @Description("With `--xRules`: shows which rules would be added and deleted, and ends.")
  @Nullable Boolean getxRulesDryRun();

  void setxRulesDryRun(@Nullable Boolean xRulesDryRun);

  @Option(label = "Show the usage", absent = "false")
  @Description(
      "Shows how many posts the project has read this month and how many it may read, and "
          + "ends. Reads no post.")
  @Nullable Boolean getxUsage();

  void setxUsage(@Nullable Boolean xUsage);

  @Option(label = "Posts a day", kind = Kind.NUMBER, word = "unlimited")
  @Description(
      "Stops reading after this many posts a UTC day, all streams together, and resumes "
          + "the next day; `unlimited` for no limit. X bills by the post, so this option is "
          + "required unless `--xApiUrl` names another API.")
  @Nullable String getxMaxPosts();

  void setxMaxPosts(@Nullable String xMaxPosts);

  @Option(label = "Posts a month")
  @Description(
      "Stops reading after this many posts a UTC month, all streams together, and resumes "
          + "the next month; 0 for no limit.")
  @Default.Long(0)
  long getxMaxPostsPerMonth();

  void setxMaxPostsPerMonth(long xMaxPostsPerMonth);

  @Option(label = "Price of a post", pattern = "[0-9]+([.][0-9]+)?")
  @Description(
      "US dollars that X bills for a post. The job prints what the budget costs at most when "
          + "it starts, and what it has spent at most when it ends.")
  @Default.String("0.005")
  String getxPostPrice();

  void setxPostPrice(String xPostPrice);

  @Option(label = "X API address", pattern = "https?://\\S+")
  @Description("The address of the API. It must use https, except on this machine.")
  @Default.String("https://api.x.com")
  String getxApiUrl();

  void setxApiUrl(String xApiUrl);

  @Option(label = "Token file", kind = Kind.PATH)
  @Description("A file that holds only the app's bearer token, `chmod 600`. Required.")
  @Nullable String getBearerTokenFile();

  void setBearerTokenFile(@Nullable String bearerTokenFile);

  @Option(label = "Shared token file")
  @Description("Accepts a token file that other users can read, as mounted secrets may be.")
  @Default.Boolean(false)
  boolean getAllowSharedTokenFile();

  void setAllowSharedTokenFile(boolean allowSharedTokenFile);

  @Option(label = "Gateway", pattern = "https?://\\S+")
  @Description(
      "The address of the gateway, up to and including `/1.1/`. It must use https, "
          + "except on this machine. Required.")
  @Nullable String getV1Url();

  void setV1Url(@Nullable String v1Url);

  @Option(label = "Keywords", kind = Kind.LIST)
  @Description(
      "Keywords separated by commas; a tweet must match one of them. Without this "
          + "option, the sample stream is read.")
  @Nullable String getTrack();

  void setTrack(@Nullable String track);

  @Option(label = "OAuth file", kind = Kind.PATH)
  @Description(
      "A file of OAuth credentials in the format of `twitter4j.properties`, `chmod "
          + "600`. Required.")
  @Nullable String getOauthFile();

  void setOauthFile(@Nullable String oauthFile);

  @Option(label = "Proxy credentials file", kind = Kind.PATH)
  @Description(
      "A file with `user:password` for the proxy on one line, `chmod 600`; see [Behind "
          + "a proxy](x-api.md#behind-a-proxy).")
  @Nullable String getProxyCredentialsFile();

  void setProxyCredentialsFile(@Nullable String proxyCredentialsFile);

  @Option(label = "When too slow", absent = "BLOCK")
  @Description(
      "What happens when the job is slower than a live stream: `BLOCK` stops reading, "
          + "after which X may disconnect and is asked again for what was missed; "
          + "`DROP_OLDEST` drops tweets. See [What is "
          + "lost](operations.md#what-is-lost-and-when).")
  @Nullable Overflow getOverflow();

  void setOverflow(@Nullable Overflow overflow);

  @Option(label = "Window interval", kind = Kind.DURATION, min = 1)
  @Description("The size of a window of event time.")
  @Nullable String getWindow();

  void setWindow(@Nullable String window);

  @Option(label = "Period", kind = Kind.DURATION, min = 1)
  @Description(
      "How often a window begins. The same value as `--window` gives fixed windows. "
          + "With only `--window`, the job keeps its own period if that is shorter than the "
          + "window.")
  @Nullable String getEvery();

  void setEvery(@Nullable String every);

  @Option(label = "Trigger interval", kind = Kind.DURATION, min = 1, word = "none")
  @Description("How often open windows are shown while streaming, or `none`.")
  @Default.String("30s")
  String getEarly();

  void setEarly(String early);

  @Option(label = "Lateness", kind = Kind.DURATION)
  @Description(
      "How long after its end, in event time, a window still accepts tweets. A late "
          + "tweet replaces the result of its window.")
  @Default.String("0s")
  String getAllowedLateness();

  void setAllowedLateness(String allowedLateness);

  @Option(label = "Disorder", kind = Kind.DURATION)
  @Description(
      "How far the watermark of a stream stays behind the highest event time. Tweets "
          + "that arrive further behind are late.")
  @Default.String("10s")
  String getMaxOutOfOrder();

  void setMaxOutOfOrder(String maxOutOfOrder);

  @Option(
      label = "Smiles",
      choices = {"EMOTICON", "EMOJI", "ALL"})
  @Description(
      "What counts as a smile: `EMOTICON` (`:)`), `EMOJI` (the smiling emoji) or `ALL` "
          + "(both, and more emoticons).")
  @Nullable String getSmiles();

  void setSmiles(@Nullable String smiles);

  @Option(label = "Lexicon", kind = Kind.PATH)
  @Description(
      "A file of smiles, in place of `--smiles`. Each line has a token and optionally a "
          + "tab and a whole-number weight; `#` begins a comment.")
  @Nullable String getLexicon();

  void setLexicon(@Nullable String lexicon);

  @Option(label = "Languages", kind = Kind.LIST, word = "all")
  @Description("Keeps only tweets in these languages, such as `en,de`; or `all`.")
  @Nullable String getLanguage();

  void setLanguage(@Nullable String language);

  @Option(label = "Retweets")
  @Description("Whether retweets count: `INCLUDE` or `EXCLUDE`.")
  @Default.Enum("INCLUDE")
  Retweets getRetweets();

  void setRetweets(Retweets retweets);

  @Option(label = "Case of hashtags")
  @Description(
      "Whether hashtags that differ only in case are one (`FOLD`) or stay as written "
          + "(`KEEP`).")
  @Default.Enum("FOLD")
  HashtagCase getHashtagCase();

  void setHashtagCase(HashtagCase hashtagCase);

  @Option(label = "Score")
  @Description(
      "What hashtags are ranked by: all their smiles (`SUM`), the smiles of their "
          + "happiest tweet (`MAX`) or smiles a tweet (`MEAN`); see [What is "
          + "counted](correctness.md#what-is-counted).")
  @Default.Enum("SUM")
  Score getScore();

  void setScore(Score score);

  @Option(
      label = "Top N",
      min = 1,
      max = HappiestHashtags.MAX_TOP_N,
      pattern = "[1-9][0-9]{0,2}|1000")
  @Description("Rows of a leaderboard, 1 to 1000.")
  @Default.Integer(10)
  int getTopN();

  void setTopN(int topN);

  @Option(label = "Least tweets", min = 1, max = Integer.MAX_VALUE)
  @Description("With `--score=MEAN`: how many happy tweets a hashtag needs.")
  @Default.Integer(5)
  int getMinStatuses();

  void setMinStatuses(int minStatuses);

  // JobOption adds the sinks on the class path.
  @Option(label = "Outputs", kind = Kind.LIST)
  @Description("Where leaderboards go: one or more of " + Option.SINKS + ", separated by commas.")
  @Nullable String getOutput();

  void setOutput(@Nullable String output);

  @Option(label = "Output directory", kind = Kind.PATH, absent = "output")
  @Description(
      "The directory of output files. Required on a cluster, where all machines must "
          + "see the directory. `-` writes the lines to standard output instead, not on a "
          + "cluster; see [Into a pipe](operations.md#into-a-pipe).")
  @Nullable String getOutputDir();

  void setOutputDir(@Nullable String outputDir);

  @Option(
      label = "Output folders",
      choices = {"flat", "day"})
  @Description(
      "Where files lie below the output directory: all in it (`flat`), or in a folder for each "
          + "UTC day on which windows start, such as `2026-01-31` (`day`).")
  @Default.String("flat")
  String getOutputFolders();

  void setOutputFolders(String outputFolders);

  @Option(label = "Keep", kind = Kind.DURATION, min = 1)
  @Description(
      "How long windows stay in the database and the output directory, such as `30d`, counted "
          + "back from the newest window that has ended; see [How long results "
          + "stay](operations.md#how-long-results-stay). Without this option, for ever.")
  @Nullable String getKeep();

  void setKeep(@Nullable String keep);

  @Option(label = "Write early panes")
  @Description("Whether early panes are written too. The console shows them in any case.")
  @Default.Boolean(false)
  boolean getWriteEarly();

  void setWriteEarly(boolean writeEarly);

  @Option(label = "Escape formulas")
  @Description(
      "Whether CSV files have a `'` before a hashtag that a spreadsheet would take for "
          + "a formula (one that begins with `=`, `+`, `-`, `@`, a tab or a line end). "
          + "Otherwise CSV files hold raw data.")
  @Default.Boolean(false)
  boolean getCsvEscapeFormulas();

  void setCsvEscapeFormulas(boolean csvEscapeFormulas);

  @Option(label = "Board", pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
  @Description(
      "The name of the job's leaderboards where several jobs share a database or a topic. "
          + "Without this option, the value of `--job`.")
  @Nullable String getBoard();

  void setBoard(@Nullable String board);

  @Option(label = "Dead letters", kind = Kind.PATH)
  @Description(
      "A directory for malformed lines, in files that only their owner can read. "
          + "Without this option, malformed lines are only counted.")
  @Nullable String getDeadLetters();

  void setDeadLetters(@Nullable String deadLetters);

  @Option(label = "Progress every", kind = Kind.DURATION, min = 1)
  @Description(
      "How often progress is shown. Without this option, every 10 s, or every second on "
          + "a terminal.")
  @Nullable String getProgressEvery();

  void setProgressEvery(@Nullable String progressEvery);

  @Option(
      label = "Log level",
      choices = {"DEBUG", "INFO", "WARN", "ERROR"})
  @Description(
      "The lowest level that the job logs: `DEBUG`, `INFO`, `WARN` or `ERROR`; see "
          + "[Logs](operations.md#logs).")
  @Default.String("INFO")
  String getLogLevel();

  void setLogLevel(String logLevel);

  @Option(
      label = "Log format",
      choices = {"text", "json"})
  @Description("The format of log lines: `text`, or `json` for one JSON object a line.")
  @Default.String("text")
  String getLogFormat();

  void setLogFormat(String logFormat);

  @Option(label = "Metrics port", kind = Kind.NUMBER, max = 65_535)
  @Description(
      "Serves the job's [metrics](operations.md#metrics) for Prometheus on this port, and its "
          + "health at `/healthz`, while this process waits for the job; 0 for any free port. "
          + "Without this option, no port is opened.")
  @Nullable String getMetricsPort();

  void setMetricsPort(@Nullable String metricsPort);

  @Option(label = "Metrics host")
  @Description(
      "The address on which `--metricsPort` listens. The page has no password, so only this "
          + "machine can read it by default; in a pod or container, use `0.0.0.0`.")
  @Default.String("127.0.0.1")
  String getMetricsHost();

  void setMetricsHost(String metricsHost);
}
