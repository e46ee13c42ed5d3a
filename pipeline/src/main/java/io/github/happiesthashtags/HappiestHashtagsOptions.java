package io.github.happiesthashtags;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the job can be told. All are texts, so that a bad one can be answered by name; what is
 * absent takes the job's default. See {@code docs/options.md} for the defaults.
 */
public interface HappiestHashtagsOptions extends PipelineOptions {

  @Description(
      "The job: event-time (fixed hours, :), CSV files) or sliding (10 min, smiling emoji, en, console).")
  @Nullable String getJob();

  void setJob(@Nullable String job);

  @Description("Where tweets come from: demo, file, x or v1.")
  @Nullable String getSource();

  void setSource(@Nullable String source);

  @Description(
      "With --source=file: recordings, as globs separated by commas. What a file is, its bytes tell:"
          + " JSON in lines, arrays or documents; plain, gzip, bzip2, xz, zstd, zip or tar.")
  @Nullable String getInput();

  void setInput(@Nullable String input);

  @Description("With --source=file: stream the recordings at this multiple of real time, or max.")
  @Nullable String getReplaySpeed();

  void setReplaySpeed(@Nullable String replaySpeed);

  @Description("With --source=demo: tweets per second.")
  @Nullable String getDemoRate();

  void setDemoRate(@Nullable String demoRate);

  @Description("With --source=demo: what the tweets say is a function of this whole number.")
  @Nullable String getDemoSeed();

  void setDemoSeed(@Nullable String demoSeed);

  @Description("With --source=demo: stop after so many tweets; 0 for never.")
  @Nullable String getDemoTweets();

  void setDemoTweets(@Nullable String demoTweets);

  // A property's name is its getter's, with the first letter lowered unless two capitals stand
  // there: getXStream would be --XStream.
  @Description(
      "With --source=x: the streams, separated by commas: filtered, sample, sample10, firehose, firehose-en, firehose-ja, firehose-ko, firehose-pt.")
  @Nullable String getxStream();

  void setxStream(@Nullable String xStream);

  @Description("With --source=x: partitions of the streams that have them, such as 1-4,7.")
  @Nullable String getxPartitions();

  void setxPartitions(@Nullable String xPartitions);

  @Description(
      "With --source=x and the stream filtered: a file of the rules that it is to have, one a line.")
  @Nullable String getxRules();

  void setxRules(@Nullable String xRules);

  @Description("With --xRules: only show what would be added and deleted, and end: true or false.")
  @Nullable String getxRulesDryRun();

  void setxRulesDryRun(@Nullable String xRulesDryRun);

  @Description("With --source=x: stop reading after so many posts a UTC day; 0 for never.")
  @Nullable String getxMaxPosts();

  void setxMaxPosts(@Nullable String xMaxPosts);

  @Description("With --source=x: the API's address.")
  @Nullable String getxApiUrl();

  void setxApiUrl(@Nullable String xApiUrl);

  @Description(
      "With --source=x: the file that holds the app's bearer token alone, readable by you only.")
  @Nullable String getBearerTokenFile();

  void setBearerTokenFile(@Nullable String bearerTokenFile);

  @Description("With --source=x: whether others may read the token file too: true or false.")
  @Nullable String getAllowSharedTokenFile();

  void setAllowSharedTokenFile(@Nullable String allowSharedTokenFile);

  @Description("With --source=v1: the v1.1 gateway's address, up to and with /1.1/.")
  @Nullable String getV1Url();

  void setV1Url(@Nullable String v1Url);

  @Description("With --source=v1: keywords separated by commas; the sample stream without any.")
  @Nullable String getTrack();

  void setTrack(@Nullable String track);

  @Description("With --source=v1: OAuth credentials in the form of twitter4j.properties.")
  @Nullable String getOauthFile();

  void setOauthFile(@Nullable String oauthFile);

  @Description(
      "With --source=x or v1: the file that holds user:password for the proxy, readable by you only.")
  @Nullable String getProxyCredentialsFile();

  void setProxyCredentialsFile(@Nullable String proxyCredentialsFile);

  @Description(
      "When the job is slower than a live stream: BLOCK (X disconnects and sends again) or DROP_OLDEST.")
  @Nullable String getOverflow();

  void setOverflow(@Nullable String overflow);

  @Description("The size of a window: 90s, 10m, 1h, 1h30m or PT1H.")
  @Nullable String getWindow();

  void setWindow(@Nullable String window);

  @Description("How often a window begins; the window's size for fixed windows.")
  @Nullable String getEvery();

  void setEvery(@Nullable String every);

  @Description("How often open windows are shown while streaming, or none.")
  @Nullable String getEarly();

  void setEarly(@Nullable String early);

  @Description("How long after its end a window still takes tweets.")
  @Nullable String getAllowedLateness();

  void setAllowedLateness(@Nullable String allowedLateness);

  @Description("How far the watermark of a stream stays behind the highest event time.")
  @Nullable String getMaxOutOfOrder();

  void setMaxOutOfOrder(@Nullable String maxOutOfOrder);

  @Description("What a smile is: EMOTICON, EMOJI or ALL.")
  @Nullable String getSmiles();

  void setSmiles(@Nullable String smiles);

  @Description("A file of what a smile is: a token and an optional weight a line, tab-separated.")
  @Nullable String getLexicon();

  void setLexicon(@Nullable String lexicon);

  @Description("Keep tweets in these languages, separated by commas, or all.")
  @Nullable String getLanguage();

  void setLanguage(@Nullable String language);

  @Description("Whether retweets count: INCLUDE or EXCLUDE.")
  @Nullable String getRetweets();

  void setRetweets(@Nullable String retweets);

  @Description("Hashtags that differ only in case are one (FOLD) or not (KEEP).")
  @Nullable String getHashtagCase();

  void setHashtagCase(@Nullable String hashtagCase);

  @Description("What hashtags are ranked by: SUM, MAX or MEAN smiles.")
  @Nullable String getScore();

  void setScore(@Nullable String score);

  @Description("Rows a leaderboard, 1 to 1000.")
  @Nullable String getTopN();

  void setTopN(@Nullable String topN);

  @Description("With --score=MEAN: the statuses that a hashtag must have.")
  @Nullable String getMinStatuses();

  void setMinStatuses(@Nullable String minStatuses);

  @Description("Where leaderboards go: console, csv, jsonl, separated by commas.")
  @Nullable String getOutput();

  void setOutput(@Nullable String output);

  @Description("The directory of csv and jsonl files.")
  @Nullable String getOutputDir();

  void setOutputDir(@Nullable String outputDir);

  @Description("Whether csv and jsonl take early panes too: true or false.")
  @Nullable String getWriteEarly();

  void setWriteEarly(@Nullable String writeEarly);

  @Description(
      "Whether csv puts a quote before hashtags that a spreadsheet would take for a formula: true or false.")
  @Nullable String getCsvEscapeFormulas();

  void setCsvEscapeFormulas(@Nullable String csvEscapeFormulas);

  @Description("The directory of lines that are no message; they are only counted without it.")
  @Nullable String getDeadLetters();

  void setDeadLetters(@Nullable String deadLetters);

  @Description("How often progress is shown: 10s, or 1s on a terminal, without it.")
  @Nullable String getProgressEvery();

  void setProgressEvery(@Nullable String progressEvery);

  @Description("The lowest level that the job logs: DEBUG, INFO, WARN or ERROR.")
  @Nullable String getLogLevel();

  void setLogLevel(@Nullable String logLevel);

  @Description("The format of log lines: text, or json for one JSON object a line.")
  @Nullable String getLogFormat();

  void setLogFormat(@Nullable String logFormat);
}
