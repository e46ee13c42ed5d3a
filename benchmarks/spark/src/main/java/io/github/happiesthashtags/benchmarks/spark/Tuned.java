package io.github.happiesthashtags.benchmarks.spark;

import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import io.github.happiesthashtags.benchmarks.plain.Tallies.Ranked;
import io.github.happiesthashtags.benchmarks.plain.TweetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.Tuple4;

/**
 * What somebody who knows Spark well makes of it: lines stay bytes, a line is parsed no further
 * than it takes, and each partition tallies by itself, so that next to nothing is shuffled.
 *
 * <p>With the project's reader and parser, what is left of a difference is the engine's and Beam's.
 */
final class Tuned {
  private static final Encoder<Tuple4<Long, String, Long, Long>> SUM =
      Encoders.tuple(Encoders.LONG(), Encoders.STRING(), Encoders.LONG(), Encoders.LONG());

  private Tuned() {}

  /** Without SQL, whose start would cost more than it saves for so few rows. */
  static Tallies tallies(SparkSession spark, String input) {
    List<FileRanges> tasks = FileRanges.of(FileRanges.files(Path.of(input)));
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(tasks, tasks.size())
        .map(FileRanges::tallied)
        .reduce(Tuned::merged);
  }

  static Dataset<Row> stream(SparkSession spark, String input) {
    return summed(spark.readStream().format(BlockTallies.class.getName()).load(input));
  }

  static Tallies talliesWithJackson(SparkSession spark, String input) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return context
        .newAPIHadoopFile(
            input + "/*.jsonl",
            TextInputFormat.class,
            LongWritable.class,
            Text.class,
            new Configuration())
        .mapPartitions(lines -> List.of(tally(lines)).iterator())
        .reduce(Tuned::merged);
  }

  /** The text is Hadoop's buffer: it is read before the next line overwrites it. */
  private static Tallies tally(Iterator<Tuple2<LongWritable, Text>> lines) throws IOException {
    Tallies tallies = new Tallies();
    TweetReader reader = new TweetReader();
    while (lines.hasNext()) {
      Text line = lines.next()._2();
      add(reader.read(line.getBytes(), 0, line.getLength()), tallies);
    }
    return tallies;
  }

  private static Tallies merged(Tallies a, Tallies b) {
    a.merge(b);
    return a;
  }

  static Dataset<Row> streamWithJackson(SparkSession spark, String input) {
    return summed(
        spark
            .readStream()
            .option("maxFilesPerTrigger", Naive.FILES_A_BATCH)
            .text(input)
            .selectExpr("CAST(value AS BINARY)")
            .as(Encoders.BINARY())
            .mapPartitions(Tuned::sums, SUM)
            .toDF(BlockTallies.SCHEMA.fieldNames()));
  }

  /** What tasks tallied, by window and hashtag. */
  private static Dataset<Row> summed(Dataset<Row> sums) {
    sums.createOrReplaceTempView("sums");
    return sums.sparkSession()
        .sql(
            "SELECT window_start, hashtag, sum(smiles) AS smiles, sum(tweets) AS tweets FROM sums"
                + " GROUP BY 1, 2");
  }

  private static Iterator<Tuple4<Long, String, Long, Long>> sums(Iterator<byte[]> lines)
      throws IOException {
    Tallies tallies = new Tallies();
    TweetReader reader = new TweetReader();
    while (lines.hasNext()) {
      byte[] line = lines.next();
      add(reader.read(line, 0, line.length), tallies);
    }
    List<Tuple4<Long, String, Long, Long>> sums = new ArrayList<>();
    for (long window : tallies.windows()) {
      for (Ranked row : tallies.all(window)) {
        sums.add(new Tuple4<>(window, row.hashtag(), row.smiles(), row.tweets()));
      }
    }
    return sums.iterator();
  }

  private static void add(@Nullable HappyTweet happy, Tallies tallies) {
    if (happy != null) {
      tallies.add(happy);
    }
  }
}
