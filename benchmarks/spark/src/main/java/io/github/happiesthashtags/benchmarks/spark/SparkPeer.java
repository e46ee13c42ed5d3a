package io.github.happiesthashtags.benchmarks.spark;

import io.github.happiesthashtags.benchmarks.plain.LeaderboardFiles;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A Spark program in an embedded cluster, over files at once or as Structured Streaming.
 *
 * <pre>
 * SparkPeer INPUT_DIRECTORY OUTPUT_DIRECTORY CORES tuned|tuned-jackson|naive batch|streaming v1.1|v2
 * </pre>
 */
public final class SparkPeer {
  private SparkPeer() {}

  public static void main(String[] args) throws TimeoutException, StreamingQueryException {
    String input = Path.of(args[0]).toAbsolutePath().toString();
    String output = Path.of(args[1]).toAbsolutePath().toString();
    LeaderboardFiles files = new LeaderboardFiles(output);
    try (SparkSession spark = session(args[2])) {
      if (args[4].equals("streaming")) {
        Dataset<Row> tallies =
            switch (args[3]) {
              case "tuned" -> Tuned.stream(spark, input);
              case "tuned-jackson" -> Tuned.streamWithJackson(spark, input);
              case "naive" -> Naive.stream(spark, input, args[5]);
              default -> throw new IllegalArgumentException(args[3]);
            };
        stream(tallies, output, files);
      } else {
        files.write(
            switch (args[3]) {
              case "tuned" -> Tuned.tallies(spark, input);
              case "tuned-jackson" -> Tuned.talliesWithJackson(spark, input);
              case "naive" -> gather(Naive.batch(spark, input, args[5]));
              default -> throw new IllegalArgumentException(args[3]);
            });
      }
    }
  }

  private static SparkSession session(String cores) {
    return SparkSession.builder()
        .master("local[" + cores + "]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        // A result of some thousand rows takes no 200 tasks.
        .config("spark.sql.shuffle.partitions", cores)
        .getOrCreate();
  }

  /**
   * All windows again after each batch: only this mode gives the last windows of a stream that
   * ends, whose watermark never passes them.
   */
  private static void stream(Dataset<Row> tallies, String output, LeaderboardFiles files)
      throws TimeoutException, StreamingQueryException {
    DataStreamWriter<Row> writer =
        tallies
            .writeStream()
            .outputMode("complete")
            .option("checkpointLocation", output + "/checkpoint")
            .trigger(Trigger.AvailableNow())
            .foreachBatch((Dataset<Row> batch, Long id) -> files.write(gather(top(batch))));
    writer.start().awaitTermination();
  }

  /** The best of each window, of rows of window, hashtag, smiles and tweets. */
  static Dataset<Row> top(Dataset<Row> tallies) {
    tallies.createOrReplaceTempView("tallies");
    return tallies
        .sparkSession()
        .sql(
            "SELECT window_start, hashtag, smiles, tweets FROM ("
                + "SELECT *, row_number() OVER"
                + " (PARTITION BY window_start ORDER BY smiles DESC, hashtag) AS rank FROM tallies)"
                + " WHERE rank <= "
                + Tallies.TOP);
  }

  private static Tallies gather(Dataset<Row> top) {
    Tallies tallies = new Tallies();
    List<Row> rows = top.collectAsList();
    for (Row row : rows) {
      tallies.add(row.getLong(0), row.getString(1), row.getLong(2), row.getLong(3));
    }
    return tallies;
  }
}
