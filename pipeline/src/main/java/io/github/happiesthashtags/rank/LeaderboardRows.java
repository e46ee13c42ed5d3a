package io.github.happiesthashtags.rank;

import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/** One flat row a hashtag of a pane, with the columns of the CSV output, for SQL and databases. */
public final class LeaderboardRows extends PTransform<PCollection<Leaderboard>, PCollection<Row>> {
  private static final long serialVersionUID = 1L;

  /** The columns; {@code rank} counts from 1. */
  public static final Schema SCHEMA =
      Schema.builder()
          .addDateTimeField("window_start")
          .addDateTimeField("window_end")
          .addStringField("timing")
          .addInt64Field("pane")
          .addInt32Field("rank")
          .addStringField("hashtag")
          .addDecimalField("score")
          .addInt64Field("smiles")
          .addInt64Field("statuses")
          .build();

  @Override
  public PCollection<Row> expand(PCollection<Leaderboard> leaderboards) {
    return leaderboards.apply("Flatten", ParDo.of(new FlattenFn())).setRowSchema(SCHEMA);
  }

  private static final class FlattenFn extends DoFn<Leaderboard, Row> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Leaderboard leaderboard, OutputReceiver<Row> out) {
      int rank = 0;
      for (LeaderboardRow row : leaderboard.getRows()) {
        out.output(
            Row.withSchema(SCHEMA)
                .addValues(
                    leaderboard.getWindowStart(),
                    leaderboard.getWindowEnd(),
                    leaderboard.getTiming(),
                    leaderboard.getPane(),
                    ++rank,
                    row.getHashtag(),
                    row.getScore(),
                    row.getSmiles(),
                    row.getStatuses())
                .build());
      }
    }
  }
}
