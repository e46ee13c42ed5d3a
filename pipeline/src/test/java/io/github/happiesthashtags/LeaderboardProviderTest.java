package io.github.happiesthashtags;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.testing.OriginTweets;
import io.github.happiesthashtags.testing.TestStatus;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.transforms.Convert;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** The leaderboard for other languages: rows in, rows out. */
public final class LeaderboardProviderTest {
  private static final LeaderboardProvider PROVIDER = new LeaderboardProvider();

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private static Row.FieldValueBuilder settings() {
    return Row.withSchema(PROVIDER.configurationSchema()).withFieldValue("window", "1h");
  }

  private PCollection<String> ranked(PCollection<Row> tweets, Row settings) {
    return PCollectionRowTuple.of("input", tweets)
        .apply("Rank", PROVIDER.from(settings))
        .get("output")
        .apply(
            "As text",
            MapElements.into(TypeDescriptors.strings()).via(LeaderboardProviderTest::text));
  }

  private static String text(Row row) {
    return row.getDateTime("window_start").toString("HH:mm")
        + " "
        + row.getString("timing")
        + " "
        + row.getInt32("rank")
        + " "
        + row.getString("hashtag")
        + " "
        + row.getDecimal("score").toPlainString();
  }

  @Test
  public void beamFindsTheProvider() {
    List<SchemaTransformProvider> found =
        ServiceLoader.load(SchemaTransformProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertThat(found, hasItem(instanceOf(LeaderboardProvider.class)));
  }

  @Test
  public void everySettingIsOptionalAndDescribed() {
    List<Schema.Field> fields = PROVIDER.configurationSchema().getFields();
    assertThat(
        fields.stream().map(Schema.Field::getName).toList(),
        is(
            List.of(
                "allowed_lateness",
                "early",
                "every",
                "fold_hashtags",
                "languages",
                "min_statuses",
                "retweets",
                "score",
                "smiles",
                "top_n",
                "window")));
    assertThat(
        fields.stream().map(field -> field.getType().getNullable()).toList(), everyItem(is(true)));
    assertThat(fields.stream().map(Schema.Field::getDescription).toList(), everyItem(not(is(""))));
  }

  @Test
  public void rowsOfTweetsBecomeRowsOfLeaderboards() {
    PCollection<Row> tweets =
        pipeline
            .apply(
                Create.timestamped(
                    OriginTweets.inTime().stream().map(TestStatus::stamped).toList()))
            .apply(Convert.toRows());

    PAssert.that(
            ranked(
                tweets,
                settings()
                    .withFieldValue("top_n", 2)
                    .withFieldValue("score", "max")
                    .withFieldValue("fold_hashtags", false)
                    .build()))
        .containsInAnyOrder("10:00 ON_TIME 1 someS1 6", "10:00 ON_TIME 2 someI1 4");
    pipeline.run();
  }

  @Test
  public void rowsOfPythonAreRankedAtTheTimeOfTheirField() {
    Schema schema =
        Schema.builder()
            .addInt64Field("id")
            .addLogicalTypeField("timestamp", new MicrosInstant())
            .addStringField("text")
            .addField("hashtags", FieldType.iterable(FieldType.STRING))
            .build();
    PCollection<Row> tweets =
        pipeline.apply(
            Create.of(
                    Row.withSchema(schema)
                        .addValues(1L, TestStatus.time("10:05"), "well :)", List.of("joy"))
                        .build(),
                    Row.withSchema(schema)
                        .addValues(2L, TestStatus.time("11:05"), "well :) :)", List.of("fun"))
                        .build())
                .withRowSchema(schema));

    PAssert.that(ranked(tweets, settings().build()))
        .containsInAnyOrder("10:00 ON_TIME 1 joy 1", "11:00 ON_TIME 1 fun 2");
    pipeline.run();
  }

  @Test
  public void filtersAreThoseOfTheLeaderboard() {
    PCollection<Row> tweets =
        pipeline
            .apply(
                Create.timestamped(
                    at("10:00").tagged("joy").stamped(),
                    at("10:01").tagged("joy").withLang("de").stamped(),
                    at("10:02").tagged("joy").asRetweet().stamped()))
            .apply(Convert.toRows());

    PAssert.that(
            ranked(
                tweets,
                settings()
                    .withFieldValue("languages", List.of("en"))
                    .withFieldValue("retweets", false)
                    .build()))
        .containsInAnyOrder("10:00 ON_TIME 1 joy 1");
    pipeline.run();
  }

  @Test
  public void whatIsWrongWithSettingsOrRowsIsSaidWithTheRemedy() {
    assertThat(
        refusal(() -> PROVIDER.from(settings().withFieldValue("window", "5x").build())),
        is("window: 5x is not a duration; use 90s, 10m, 1h30m or PT1H"));
    assertThat(
        refusal(() -> PROVIDER.from(settings().withFieldValue("score", "best").build())),
        is("score: unknown value best; use one of [SUM, MAX, MEAN]"));
    assertThat(
        refusal(() -> PROVIDER.from(settings().withFieldValue("smiles", "grin").build())),
        is("smiles: unknown value grin; use one of [EMOTICON, EMOJI, ALL]"));
    pipeline.enableAbandonedNodeEnforcement(false);
    PCollection<Row> tweets =
        pipeline.apply(
            Create.empty(Schema.builder().addInt64Field("id").addStringField("text").build()));
    assertThat(
        refusal(() -> ranked(tweets, settings().build())),
        containsString("; these have [id INT64, text STRING]"));
  }

  private static String refusal(ThrowingRunnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong).getMessage();
  }
}
