package io.github.happiesthashtags.benchmarks.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The program of the documentation's examples: lines of text, a JSON tree each, {@code keyBy}, a
 * window that sums, a window over all that ranks.
 */
final class Naive {
  private Naive() {}

  static DataStream<Tallies> tallies(StreamExecutionEnvironment env, String input) {
    return FlinkPeer.lines(env, new TextLineInputFormat(), input)
        .flatMap(new HappyHashtags())
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple4<Long, String, Long, Long>>forBoundedOutOfOrderness(
                    FlinkPeer.OUT_OF_ORDER)
                .withTimestampAssigner((happy, previous) -> happy.f0))
        .keyBy(happy -> happy.f1)
        .window(FlinkPeer.windows())
        .reduce((a, b) -> Tuple4.of(Math.max(a.f0, b.f0), a.f1, a.f2 + b.f2, a.f3 + b.f3))
        .windowAll(FlinkPeer.windows())
        .process(new Gather());
  }

  /** Event time, hashtag, smiles and 1 for each hashtag of a happy tweet. */
  private static final class HappyHashtags
      implements FlatMapFunction<String, Tuple4<Long, String, Long, Long>> {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SNOWFLAKE_TIME_SHIFT = 22;
    private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

    @Override
    public void flatMap(String line, Collector<Tuple4<Long, String, Long, Long>> out)
        throws JsonProcessingException {
      JsonNode message = JSON.readTree(line);
      JsonNode tweet = message.has("data") ? message.get("data") : message;
      if (!tweet.has("text")) {
        return;
      }
      JsonNode source = longForm(original(message, tweet));
      String text = source.path(source.has("full_text") ? "full_text" : "text").asText();
      long smiles = text.split(":\\)", -1).length - 1L;
      if (smiles == 0) {
        return;
      }
      Set<String> hashtags = new TreeSet<>();
      for (JsonNode hashtag : source.path("entities").path("hashtags")) {
        String name = hashtag.path(hashtag.has("tag") ? "tag" : "text").asText();
        hashtags.add(name.toLowerCase(Locale.ROOT));
      }
      long millis = (tweet.get("id").asLong() >> SNOWFLAKE_TIME_SHIFT) + SNOWFLAKE_EPOCH_MILLIS;
      for (String hashtag : hashtags) {
        out.collect(Tuple4.of(millis, hashtag, smiles, 1L));
      }
    }

    private static JsonNode original(JsonNode message, JsonNode tweet) {
      if (tweet.has("retweeted_status")) {
        return tweet.get("retweeted_status");
      }
      for (JsonNode reference : tweet.path("referenced_tweets")) {
        if (reference.path("type").asText().equals("retweeted")) {
          for (JsonNode included : message.path("includes").path("tweets")) {
            if (included.get("id").equals(reference.get("id"))) {
              return included;
            }
          }
        }
      }
      return tweet;
    }

    private static JsonNode longForm(JsonNode tweet) {
      if (tweet.has("extended_tweet")) {
        return tweet.get("extended_tweet");
      }
      return tweet.has("note_tweet") ? tweet.get("note_tweet") : tweet;
    }
  }

  private static final class Gather
      extends ProcessAllWindowFunction<Tuple4<Long, String, Long, Long>, Tallies, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Context context, Iterable<Tuple4<Long, String, Long, Long>> sums, Collector<Tallies> out) {
      Tallies tallies = new Tallies();
      for (Tuple4<Long, String, Long, Long> sum : sums) {
        tallies.add(context.window().getStart(), sum.f1, sum.f2, sum.f3);
      }
      out.collect(tallies);
    }
  }
}
