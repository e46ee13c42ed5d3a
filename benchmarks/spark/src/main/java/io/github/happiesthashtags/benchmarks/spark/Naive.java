package io.github.happiesthashtags.benchmarks.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The program of the documentation's examples: JSON with a schema, and SQL. */
final class Naive {
  /** A batch a file, so that a stream of several files is a stream. */
  static final int FILES_A_BATCH = 1;

  private static final String HASHTAGS_V1 =
      "entities STRUCT<hashtags: ARRAY<STRUCT<text: STRING>>>";
  private static final String TWEET_V1 =
      "text STRING, %1$s, extended_tweet STRUCT<full_text: STRING, %1$s>".formatted(HASHTAGS_V1);
  private static final String SCHEMA_V1 =
      "id BIGINT, %s, retweeted_status STRUCT<%s>".formatted(TWEET_V1, TWEET_V1);

  private static final String HASHTAGS_V2 =
      "entities: STRUCT<hashtags: ARRAY<STRUCT<tag: STRING>>>";
  private static final String TWEET_V2 =
      "id: STRING, text: STRING, %1$s, note_tweet: STRUCT<text: STRING, %1$s>"
          .formatted(HASHTAGS_V2);
  private static final String SCHEMA_V2 =
      ("data STRUCT<%1$s, referenced_tweets: ARRAY<STRUCT<type: STRING, id: STRING>>>,"
              + " includes STRUCT<tweets: ARRAY<STRUCT<%1$s>>>")
          .formatted(TWEET_V2);

  private static final String TWEETS_V1 =
      """
      SELECT id,
        coalesce(retweeted_status.extended_tweet.full_text, retweeted_status.text,
          extended_tweet.full_text, text) AS text,
        CASE
          WHEN retweeted_status.extended_tweet IS NOT NULL
            THEN retweeted_status.extended_tweet.entities.hashtags.text
          WHEN retweeted_status IS NOT NULL THEN retweeted_status.entities.hashtags.text
          WHEN extended_tweet IS NOT NULL THEN extended_tweet.entities.hashtags.text
          ELSE entities.hashtags.text
        END AS hashtags
      FROM messages
      WHERE id IS NOT NULL
      """;

  private static final String TWEETS_V2 =
      """
      SELECT CAST(data.id AS BIGINT) AS id,
        coalesce(original.note_tweet.text, original.text, data.note_tweet.text, data.text) AS text,
        CASE
          WHEN original.note_tweet IS NOT NULL THEN original.note_tweet.entities.hashtags.tag
          WHEN original IS NOT NULL THEN original.entities.hashtags.tag
          WHEN data.note_tweet IS NOT NULL THEN data.note_tweet.entities.hashtags.tag
          ELSE data.entities.hashtags.tag
        END AS hashtags
      FROM (
        SELECT data,
          filter(includes.tweets, t ->
            t.id = filter(data.referenced_tweets, r -> r.type = 'retweeted')[0].id)[0] AS original
        FROM messages)
      """;

  private static final String TALLIES =
      """
      SELECT millis - millis %% 3600000 AS window_start, hashtag,
        sum(smiles) AS smiles, count(*) AS tweets
      FROM (
        SELECT shiftright(id, 22) + 1288834974657 AS millis,
          CAST((length(text) - length(replace(text, ':)', ''))) / 2 AS BIGINT) AS smiles,
          explode(array_distinct(transform(hashtags, h -> lower(h)))) AS hashtag
        FROM (%s)
        WHERE contains(text, ':)'))
      GROUP BY 1, 2
      """;

  private Naive() {}

  static Dataset<Row> batch(SparkSession spark, String input, String format) {
    Dataset<Row> messages = spark.read().schema(schema(format)).json(input);
    return SparkPeer.top(tallies(messages, format));
  }

  static Dataset<Row> stream(SparkSession spark, String input, String format) {
    return tallies(
        spark
            .readStream()
            .schema(schema(format))
            .option("maxFilesPerTrigger", FILES_A_BATCH)
            .json(input),
        format);
  }

  private static String schema(String format) {
    return format.equals("v2") ? SCHEMA_V2 : SCHEMA_V1;
  }

  private static Dataset<Row> tallies(Dataset<Row> messages, String format) {
    messages.createOrReplaceTempView("messages");
    String tweets = format.equals("v2") ? TWEETS_V2 : TWEETS_V1;
    return messages.sparkSession().sql(TALLIES.formatted(tweets));
  }
}
