package io.github.happiesthashtags;

import com.google.auto.service.AutoService;
import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.rank.TweetRows;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.twitter.text.DurationText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.jspecify.annotations.Nullable;

/**
 * {@link HappiestHashtags} for YAML, Python and every other language that Beam speaks, which give
 * its settings as a row.
 *
 * <p>The input {@code input} has a row for each tweet, with the fields {@code id}, {@code
 * timestamp}, {@code text} and {@code hashtags}, and perhaps {@code lang} and {@code retweet}, of
 * the types of {@link io.github.happiesthashtags.twitter.Tweet}. The output {@code output} has the
 * rows of {@link HappiestHashtags#toRows}.
 */
@AutoService(SchemaTransformProvider.class)
public final class LeaderboardProvider
    extends TypedSchemaTransformProvider<LeaderboardProvider.Configuration> {
  /** The name of the transform. */
  public static final String IDENTIFIER =
      "beam:schematransform:io.github.happiesthashtags:leaderboard:v1";

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  /** The settings; other languages write their names in snake case. */
  @AutoValue
  @DefaultSchema(AutoValueSchema.class)
  @SuppressWarnings("AutoValueImmutableFields") // Beam's schema inference knows List only.
  abstract static class Configuration {

    @SchemaFieldNumber("0")
    @SchemaFieldDescription("The size of a window of event time, such as 10m; by default 1h.")
    abstract @Nullable String getWindow();

    @SchemaFieldNumber("1")
    @SchemaFieldDescription("How often a window begins; by default as often as one ends.")
    abstract @Nullable String getEvery();

    @SchemaFieldNumber("2")
    @SchemaFieldDescription("How often an open window is output; by default it is not.")
    abstract @Nullable String getEarly();

    @SchemaFieldNumber("3")
    @SchemaFieldDescription(
        "How long after its end, in event time, a window still accepts tweets; by default 0s.")
    abstract @Nullable String getAllowedLateness();

    @SchemaFieldNumber("4")
    @SchemaFieldDescription(
        "What counts as a smile: EMOTICON, the default, which is only :), EMOJI or ALL.")
    abstract @Nullable String getSmiles();

    @SchemaFieldNumber("5")
    @SchemaFieldDescription("Keeps only tweets in these languages, such as en; by default all.")
    abstract @Nullable List<String> getLanguages();

    @SchemaFieldNumber("6")
    @SchemaFieldDescription("Whether retweets count; by default true.")
    abstract @Nullable Boolean getRetweets();

    @SchemaFieldNumber("7")
    @SchemaFieldDescription(
        "Whether hashtags that differ only in case are one hashtag; by default true.")
    abstract @Nullable Boolean getFoldHashtags();

    @SchemaFieldNumber("8")
    @SchemaFieldDescription(
        "What hashtags are ranked by: SUM, the default, of their smiles, MAX or MEAN.")
    abstract @Nullable String getScore();

    @SchemaFieldNumber("9")
    @SchemaFieldDescription("The hashtags of a leaderboard, 1 to 1000; by default 10.")
    abstract @Nullable Integer getTopN();

    @SchemaFieldNumber("10")
    @SchemaFieldDescription(
        "For the score MEAN, how many happy tweets a hashtag needs; by default 5.")
    abstract @Nullable Integer getMinStatuses();
  }

  @Override
  public String identifier() {
    return IDENTIFIER;
  }

  @Override
  public String description() {
    return "Ranks the hashtags whose tweets had the most smiles, per window of event time.";
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of(INPUT);
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of(OUTPUT);
  }

  @Override
  protected SchemaTransform from(Configuration configuration) {
    return new RankRows(
        inTime(
            filtered(ranked(HappiestHashtags.rank(), configuration), configuration),
            configuration));
  }

  private static HappiestHashtags inTime(HappiestHashtags rank, Configuration configuration) {
    String window = configuration.getWindow();
    String every = configuration.getEvery();
    String early = configuration.getEarly();
    String lateness = configuration.getAllowedLateness();
    HappiestHashtags set = rank;
    set = window == null ? set : set.withWindow(DurationText.of("window", window));
    set = every == null ? set : set.withEvery(DurationText.of("every", every));
    set = early == null ? set : set.withEarly(DurationText.of("early", early));
    return lateness == null
        ? set
        : set.withAllowedLateness(DurationText.of("allowed_lateness", lateness));
  }

  private static HappiestHashtags filtered(HappiestHashtags rank, Configuration configuration) {
    List<String> languages = configuration.getLanguages();
    HappiestHashtags set = languages == null ? rank : rank.withLanguages(languages);
    set = Boolean.FALSE.equals(configuration.getRetweets()) ? set.withoutRetweets() : set;
    return Boolean.FALSE.equals(configuration.getFoldHashtags())
        ? set.withHashtagsAsWritten()
        : set;
  }

  private static HappiestHashtags ranked(HappiestHashtags rank, Configuration configuration) {
    String smiles = configuration.getSmiles();
    String score = configuration.getScore();
    Integer topN = configuration.getTopN();
    Integer minStatuses = configuration.getMinStatuses();
    HappiestHashtags set = smiles == null ? rank : rank.withLexicon(lexicon(smiles));
    set = score == null ? set : set.withScore(score(score));
    set = topN == null ? set : set.withTopN(topN);
    return minStatuses == null ? set : set.withMinStatuses(minStatuses);
  }

  private static Lexicon lexicon(String name) {
    return Lexicon.builtIn(name.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> unknown("smiles", name, Lexicon.builtInNames()));
  }

  private static Score score(String name) {
    return Arrays.stream(Score.values())
        .filter(score -> score.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown("score", name, Arrays.asList(Score.values())));
  }

  private static IllegalArgumentException unknown(String name, String value, List<?> known) {
    return new IllegalArgumentException(
        name + ": unknown value " + value + "; use one of " + known);
  }

  private static final class RankRows extends SchemaTransform {
    private static final long serialVersionUID = 1L;

    private final HappiestHashtags rank;

    RankRows(HappiestHashtags rank) {
      this.rank = rank;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      return PCollectionRowTuple.of(
          OUTPUT,
          input
              .getSinglePCollection()
              .apply("As tweets", new TweetRows())
              .apply("Rank", rank.onTweets())
              .apply("As rows", HappiestHashtags.toRows()));
    }
  }
}
