package io.github.happiesthashtags;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.output.DeadLetterSink;
import io.github.happiesthashtags.rank.DeadLetter;
import io.github.happiesthashtags.rank.HappyRule;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRows;
import io.github.happiesthashtags.rank.RankHashtags;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.rank.WindowPlan;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the hashtags whose statuses had the most smiles, per window of event time.
 *
 * <h2>In a pipeline of one's own</h2>
 *
 * <pre>{@code
 * HappiestHashtags.Result result =
 *     pipeline
 *         .apply("Read", TwitterIO.readBlocks().fromRecordings(List.of("tweets-*.jsonl.gz")))
 *         .apply("Rank", HappiestHashtags.rank().withWindow(Duration.ofHours(1)).withTopN(10));
 * PCollection<Leaderboard> leaderboards = result.getLeaderboards();
 * PCollection<DeadLetter> deadLetters = result.getDeadLetters();
 * }</pre>
 *
 * <p>From tweets rather than blocks: {@code tweets.apply(HappiestHashtags.rank().onTweets())}.
 *
 * <h2>What is counted</h2>
 *
 * <p>Each status once, by its id, in each window that holds its event time; of copies that differ,
 * the one with more smiles. The versions of an edited tweet are one status, of which the newest
 * counts. A {@link io.github.happiesthashtags.twitter.Tweet} does not tell which version it is, so
 * for tweets the version with more smiles counts. Scores descend; ties go to the hashtag that is
 * first by code point. The same input gives the same leaderboards on every runner.
 *
 * <h2>Panes</h2>
 *
 * <p>One element a pane: {@link Leaderboard.Timing#EARLY} snapshots of open windows if {@link
 * #withEarly} is given, one exact {@link Leaderboard.Timing#ON_TIME}, and with {@link
 * #withAllowedLateness} a {@link Leaderboard.Timing#LATE} one for what came later. A window without
 * a happy status gives none. The leaderboards are in their windows, with an accumulating trigger:
 * re-window them before you group them.
 */
@AutoValue
public abstract class HappiestHashtags
    extends PTransform<PCollection<MessageBlock>, HappiestHashtags.Result> {

  /** The most rows that a leaderboard may have: a pane is one element and must stay small. */
  public static final int MAX_TOP_N = 1000;

  abstract Duration window();

  abstract @Nullable Duration every();

  abstract @Nullable Duration early();

  abstract Duration allowedLateness();

  abstract Lexicon lexicon();

  abstract @Nullable SerializableFunction<Tweet, Integer> smiles();

  @SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
  abstract List<String> languages();

  abstract boolean retweets();

  abstract boolean foldHashtags();

  abstract Score score();

  abstract int topN();

  abstract int minStatuses();

  abstract boolean keepDeadLetters();

  abstract @Nullable String deadLettersIn();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setWindow(Duration window);

    abstract Builder setEvery(@Nullable Duration every);

    abstract Builder setEarly(@Nullable Duration early);

    abstract Builder setAllowedLateness(Duration allowedLateness);

    abstract Builder setLexicon(Lexicon lexicon);

    abstract Builder setSmiles(@Nullable SerializableFunction<Tweet, Integer> smiles);

    abstract Builder setLanguages(List<String> languages);

    abstract Builder setRetweets(boolean retweets);

    abstract Builder setFoldHashtags(boolean foldHashtags);

    abstract Builder setScore(Score score);

    abstract Builder setTopN(int topN);

    abstract Builder setMinStatuses(int minStatuses);

    abstract Builder setKeepDeadLetters(boolean keepDeadLetters);

    abstract Builder setDeadLettersIn(@Nullable String directory);

    abstract HappiestHashtags build();
  }

  /** A ranking of the ten happiest hashtags an hour, by the sum of {@code :)}. */
  public static HappiestHashtags rank() {
    return new AutoValue_HappiestHashtags.Builder()
        .setWindow(Duration.ofHours(1))
        .setAllowedLateness(Duration.ZERO)
        .setLexicon(Lexicon.emoticon())
        .setLanguages(List.of())
        .setRetweets(true)
        .setFoldHashtags(true)
        .setScore(Score.SUM)
        .setTopN(10)
        .setMinStatuses(5)
        .setKeepDeadLetters(true)
        .build();
  }

  /** The size of a window, in whole seconds; fixed windows unless {@link #withEvery} is given. */
  public HappiestHashtags withWindow(Duration window) {
    return toBuilder().setWindow(window).build();
  }

  /** Begins a window this often, in whole seconds, at most its size. */
  public HappiestHashtags withEvery(Duration every) {
    return toBuilder().setEvery(every).build();
  }

  /** Gives a snapshot of open windows this long after something new came. */
  public HappiestHashtags withEarly(Duration early) {
    return toBuilder().setEarly(early).build();
  }

  /** Takes statuses this long after a window's end, measured in event time; none by default. */
  public HappiestHashtags withAllowedLateness(Duration allowedLateness) {
    return toBuilder().setAllowedLateness(allowedLateness).build();
  }

  /** What a smile is; {@link Lexicon#emoticon} by default. */
  public HappiestHashtags withLexicon(Lexicon lexicon) {
    return toBuilder().setLexicon(lexicon).build();
  }

  /**
   * Sets a smile rule of your own in place of a lexicon, for {@link #onTweets} only.
   *
   * <p>Runners cannot see which fields the function uses, so they do not push down a projection. To
   * read fewer fields, name the function's in {@link
   * io.github.happiesthashtags.twitter.TwitterIO.Read#withFields}, together with {@code id, lang,
   * retweet, text} and {@code hashtags}.
   *
   * @param smiles returns how many smiles a tweet has, 0 or more; it is called for tweets with a
   *     hashtag that pass the other filters
   */
  public HappiestHashtags withSmiles(SerializableFunction<Tweet, Integer> smiles) {
    return toBuilder().setSmiles(smiles).build();
  }

  /**
   * Keeps statuses in one of these languages; all by default. Codes are compared without case, and
   * {@code in}, {@code iw} and {@code ji} mean {@code id}, {@code he} and {@code yi}.
   */
  public HappiestHashtags withLanguages(Collection<String> languages) {
    return toBuilder().setLanguages(List.copyOf(languages)).build();
  }

  /** Leaves retweets out. */
  public HappiestHashtags withoutRetweets() {
    return toBuilder().setRetweets(false).build();
  }

  /** Takes hashtags as written, rather than folding case and compatibility forms. */
  public HappiestHashtags withHashtagsAsWritten() {
    return toBuilder().setFoldHashtags(false).build();
  }

  /** What a hashtag is ranked by; {@link Score#SUM} by default. */
  public HappiestHashtags withScore(Score score) {
    return toBuilder().setScore(score).build();
  }

  /** The rows of a leaderboard, 1 to {@link #MAX_TOP_N}. */
  public HappiestHashtags withTopN(int topN) {
    if (topN < 1 || topN > MAX_TOP_N) {
      throw new IllegalArgumentException(
          "a leaderboard of " + topN + " rows: it takes 1 to " + MAX_TOP_N);
    }
    return toBuilder().setTopN(topN).build();
  }

  /** For {@link Score#MEAN}, the statuses that a hashtag must have; 5 by default. */
  public HappiestHashtags withMinStatuses(int minStatuses) {
    if (minStatuses < 1) {
      throw new IllegalArgumentException(
          "at least " + minStatuses + " statuses: it takes 1 or more");
    }
    return toBuilder().setMinStatuses(minStatuses).build();
  }

  /** Only counts malformed lines, so that {@link Result#getDeadLetters} is not available. */
  public HappiestHashtags withoutDeadLetters() {
    return toBuilder().setKeepDeadLetters(false).build();
  }

  /**
   * Writes malformed lines to files as soon as they are read, so {@link Result#getDeadLetters} is
   * not available. Unlike elements, they never fill a runner's memory, however many a recording
   * has.
   *
   * @param directory in any of Beam's file systems; made if it is not there
   */
  public HappiestHashtags withDeadLettersIn(String directory) {
    return toBuilder().setKeepDeadLetters(false).setDeadLettersIn(directory).build();
  }

  @Override
  public Result expand(PCollection<MessageBlock> blocks) {
    if (smiles() != null) {
      throw new IllegalStateException(
          "withSmiles() needs tweets, but blocks are not parsed into tweets; use onTweets()");
    }
    String directory = deadLettersIn();
    DeadLetterSink sink = directory == null ? null : new DeadLetterSink(directory);
    return Result.of(blocks.getPipeline(), ranking().expandBlocks(blocks, keepDeadLetters(), sink));
  }

  /**
   * Returns the same ranking over tweets, each at its event time.
   *
   * <p>Blocks know the watermark that each tweet had when it arrived, so what is late is decided at
   * the source and is the same in each run. Tweets do not: a tweet is late if the runner's
   * watermark has passed its window when the tweet reaches the windows.
   */
  public PTransform<PCollection<Tweet>, PCollection<Leaderboard>> onTweets() {
    return ranking();
  }

  /**
   * Returns a transform that makes one flat row of each hashtag of a pane, for SQL and databases:
   * {@code window_start, window_end, timing, pane, rank, hashtag, score, smiles, statuses}.
   */
  public static PTransform<PCollection<Leaderboard>, PCollection<Row>> toRows() {
    return new LeaderboardRows();
  }

  private RankHashtags ranking() {
    Duration period = every();
    return new RankHashtags(
        HappyRule.of(lexicon(), languages(), retweets(), foldHashtags()),
        WindowPlan.of(window(), period == null ? window() : period, early(), allowedLateness()),
        score(),
        topN(),
        minStatuses(),
        smiles());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("window", window().toString()).withLabel("Window"))
        .add(DisplayData.item("score", score().name()).withLabel("Score"))
        .add(DisplayData.item("topN", topN()).withLabel("Rows a leaderboard"));
  }

  /** What {@link HappiestHashtags} gives. */
  @AutoValue
  public abstract static class Result implements POutput {
    abstract Pipeline pipeline();

    /** The leaderboards, one element a pane. */
    public abstract PCollection<Leaderboard> getLeaderboards();

    abstract @Nullable PCollection<DeadLetter> keptDeadLetters();

    /**
     * Returns the malformed lines.
     *
     * @throws IllegalStateException after {@link #withoutDeadLetters}
     */
    public PCollection<DeadLetter> getDeadLetters() {
      PCollection<DeadLetter> kept = keptDeadLetters();
      if (kept == null) {
        throw new IllegalStateException(
            "lines that are no message are counted or written; leave withoutDeadLetters() and"
                + " withDeadLettersIn() out to get"
                + " them");
      }
      return kept;
    }

    private static Result of(Pipeline pipeline, RankHashtags.Outputs outputs) {
      return new AutoValue_HappiestHashtags_Result(
          pipeline, outputs.leaderboards(), outputs.deadLetters());
    }

    @Override
    public Pipeline getPipeline() {
      return pipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      Map<TupleTag<?>, PValue> outputs = new HashMap<>();
      outputs.put(new TupleTag<Leaderboard>("leaderboards"), getLeaderboards());
      PCollection<DeadLetter> kept = keptDeadLetters();
      if (kept != null) {
        outputs.put(new TupleTag<DeadLetter>("deadLetters"), kept);
      }
      return outputs;
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }
}
