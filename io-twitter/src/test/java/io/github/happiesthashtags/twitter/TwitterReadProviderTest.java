package io.github.happiesthashtags.twitter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.github.happiesthashtags.twitter.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The read for other languages: settings as a row in, rows of tweets out. */
public final class TwitterReadProviderTest {
  private static final TwitterReadProvider PROVIDER = new TwitterReadProvider();

  @Rule(order = 0)
  public final TestPipeline pipeline = TestPipeline.create();

  @Rule(order = 1)
  public final TemporaryFolder folder = new TemporaryFolder();

  /** Settings by name; those with null as their value are as if they were left out. */
  private static Row settings(Object... namesAndValues) {
    Row.FieldValueBuilder row =
        Row.withSchema(PROVIDER.configurationSchema())
            .withFieldValue((String) namesAndValues[0], namesAndValues[1]);
    for (int i = 2; i < namesAndValues.length; i += 2) {
      row = row.withFieldValue((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row.build();
  }

  private PCollectionRowTuple read(Row settings) {
    return PCollectionRowTuple.empty(pipeline).apply("Read", PROVIDER.from(settings));
  }

  private String recording(String... lines) throws IOException {
    Path file = folder.newFile("tweets.jsonl").toPath();
    Files.write(file, List.of(lines));
    return file.toString();
  }

  private String tokenFile(String token) throws IOException {
    Path file =
        Files.createFile(
            folder.getRoot().toPath().resolve("token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, token).toString();
  }

  @Test
  public void beamFindsTheProvider() {
    List<SchemaTransformProvider> found =
        ServiceLoader.load(SchemaTransformProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertThat(found, hasItem(instanceOf(TwitterReadProvider.class)));
  }

  @Test
  public void everySettingIsOptionalAndDescribed() {
    List<Schema.Field> fields = PROVIDER.configurationSchema().getFields();
    assertThat(
        fields.stream().map(Schema.Field::getName).toList(),
        is(
            List.of(
                "api_url",
                "bearer_token_file",
                "error_handling",
                "fields",
                "max_out_of_order",
                "max_posts_per_day",
                "max_posts_per_month",
                "max_tweets",
                "recordings",
                "replay_speed",
                "rules",
                "streams")));
    assertThat(
        fields.stream().map(field -> field.getType().getNullable()).toList(), everyItem(is(true)));
    assertThat(fields.stream().map(Schema.Field::getDescription).toList(), everyItem(not(is(""))));
  }

  @Test
  public void aRecordingGivesRowsOfTheFieldsAskedFor() throws Exception {
    long first = Messages.idAt(Messages.T0);
    long second = Messages.idAt(Messages.T0 + 1);
    String file = recording(Messages.status(first, "well :)"), Messages.status(second, "so :)"));
    PCollection<Row> rows =
        read(settings("recordings", List.of(file), "fields", List.of("text"))).get("output");

    assertThat(rows.getSchema().getFieldNames(), is(tweetSchema().getFieldNames()));
    PAssert.that(
            rows.apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        row ->
                            row.getInt64("id")
                                + " "
                                + row.getString("text")
                                + " "
                                + row.getString("lang"))))
        .containsInAnyOrder(first + " well :) null", second + " so :) null");
    pipeline.run();
  }

  @Test
  public void malformedLinesAreAnOutputIfItHasAName() throws Exception {
    long id = Messages.idAt(Messages.T0);
    String file = recording(Messages.status(id, "well :)"), "{broken");
    Schema handling =
        PROVIDER.configurationSchema().getField("error_handling").getType().getRowSchema();
    PCollectionRowTuple outputs =
        read(
            settings(
                "recordings",
                List.of(file),
                "error_handling",
                Row.withSchema(handling).addValue("bad").build()));

    assertThat(outputs.getAll().keySet(), is(Set.of("output", "bad")));
    PAssert.that(
            outputs
                .get("output")
                .apply(MapElements.into(TypeDescriptors.longs()).via(row -> row.getInt64("id"))))
        .containsInAnyOrder(id);
    PAssert.thatSingleton(outputs.get("bad"))
        .satisfies(
            row -> {
              assertThat(new String(row.getBytes("failed_row"), UTF_8), is("{broken"));
              assertThat(row.getString("error_message"), containsString(file + " at byte "));
              return null;
            });
    pipeline.run();
  }

  private static Schema tweetSchema() throws NoSuchSchemaException {
    return SchemaRegistry.createDefault().getSchema(Tweet.class);
  }

  @Test
  public void aLiveStreamEndsAfterSoManyTweets() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(500).start()) {
      PCollection<Row> rows =
          read(settings(
                  "streams",
                  List.of("sample"),
                  "api_url",
                  simulator.uri().toString(),
                  "bearer_token_file",
                  tokenFile(simulator.bearerToken()),
                  "max_tweets",
                  50L,
                  "max_out_of_order",
                  "1m"))
              .get("output");
      PAssert.that(rows)
          .satisfies(
              all -> {
                assertThat(StreamSupport.stream(all.spliterator(), false).count(), is(50L));
                return null;
              });
      PipelineResult result = pipeline.run();

      assertThat(
          Lineage.query(result.metrics(), Lineage.Type.SOURCE),
          is(Set.of("twitter:`" + simulator.uri().getAuthority() + "`.sample")));
      DistributionResult lags =
          result
              .metrics()
              .queryMetrics(
                  MetricsFilter.builder()
                      .addNameFilter(
                          MetricNameFilter.named(SourceMetrics.NAMESPACE, SourceMetrics.BLOCK_LAG))
                      .build())
              .getDistributions()
              .iterator()
              .next()
              .getAttempted();
      assertThat(lags.getCount(), greaterThan(0L));
      assertThat(lags.getMin(), greaterThanOrEqualTo(0L));
    }
  }

  @Test
  public void whatIsWrongWithSettingsIsSaidWithTheRemedy() {
    assertThat(
        refusal("fields", List.of("id")),
        is("neither recordings nor streams are set: set one of them"));
    assertThat(
        refusal("recordings", List.of("a"), "streams", List.of("sample")),
        is("recordings and streams are set: set one of them"));
    assertThat(
        refusal("recordings", List.of("a"), "max_out_of_order", "5x"),
        is("max_out_of_order: 5x is not a duration; use 90s, 10m, 1h30m or PT1H"));
    assertThat(
        refusal("streams", List.of("sample"), "replay_speed", 2.0),
        is("replay_speed is 2.0, but streams are live: leave replay_speed out"));
    assertThat(
        refusal("streams", List.of("sample")), is("streams need a token: set bearer_token_file"));
    assertThat(
        refusal("streams", List.of("sample"), "bearer_token_file", "token"),
        is(
            "X bills by the post: set max_posts_per_day or max_posts_per_month, or 0 for no"
                + " limit"));
  }

  private static String refusal(Object... namesAndValues) {
    return assertThrows(
            IllegalArgumentException.class, () -> PROVIDER.from(settings(namesAndValues)))
        .getMessage();
  }
}
