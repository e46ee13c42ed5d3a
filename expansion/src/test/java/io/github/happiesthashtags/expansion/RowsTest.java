package io.github.happiesthashtags.expansion;

import static io.github.happiesthashtags.expansion.SettingsRows.RANK;
import static io.github.happiesthashtags.expansion.SettingsRows.READ;

import org.apache.beam.sdk.extensions.sql.SqlTransform;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.Rule;
import org.junit.Test;

/** The rows of a recording and of its leaderboards, as they are and in SQL. */
public final class RowsTest {
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private PCollection<Row> tweets() {
    return PCollectionRowTuple.empty(pipeline)
        .apply("Read", SettingsRows.provider(READ).from(SettingsRows.read()))
        .get("output");
  }

  private static PCollection<Row> ranked(PCollection<Row> tweets) {
    return PCollectionRowTuple.of("input", tweets)
        .apply("Rank", SettingsRows.provider(RANK).from(SettingsRows.rank()))
        .get("output");
  }

  private static PCollection<String> values(PCollection<Row> rows) {
    return rows.apply(
        "As text",
        MapElements.into(TypeDescriptors.strings()).via(row -> row.getValues().toString()));
  }

  @Test
  public void aRecordingBecomesLeaderboards() {
    PAssert.that(
            ranked(tweets())
                .apply(
                    "Short",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            row ->
                                row.getDateTime("window_start").toString("HH:mm")
                                    + " "
                                    + row.getString("hashtag")
                                    + " "
                                    + row.getInt64("smiles"))))
        .containsInAnyOrder("10:00 joy 2", "11:00 joy 1");
    pipeline.run();
  }

  @Test
  public void sqlSelectsFromTweetsAndFromLeaderboards() {
    PCollection<Row> tweets = tweets();
    PCollection<Row> languages =
        tweets.apply(
            "Languages",
            SqlTransform.query("SELECT lang, COUNT(*) AS tweets FROM PCOLLECTION GROUP BY lang")
                .withAutoLoading(false));
    PCollection<Row> happy =
        ranked(tweets)
            .apply(
                "Happy",
                SqlTransform.query(
                        "SELECT hashtag, smiles FROM PCOLLECTION WHERE `rank` = 1 AND smiles > 1")
                    .withAutoLoading(false));

    PAssert.that(values(languages)).containsInAnyOrder("[en, 3]", "[de, 1]");
    PAssert.that(
            happy.apply(
                "Happy as text",
                MapElements.into(TypeDescriptors.strings()).via(row -> row.getValues().toString())))
        .containsInAnyOrder("[joy, 2]");
    pipeline.run();
  }
}
