package io.github.happiesthashtags.benchmarks.flink;

import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import io.github.happiesthashtags.benchmarks.plain.TweetReader;
import java.io.IOException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who knows Flink well makes of it: lines stay bytes, objects are reused between
 * chained steps, a line is parsed no further than it takes, and each task tallies its own part of a
 * window, so that a few maps a window are all that is sent, sorted or kept as keyed state.
 */
final class Tuned {
  private Tuned() {}

  static DataStream<Tallies> tallies(StreamExecutionEnvironment env, String input) {
    env.getConfig().enableObjectReuse();
    return FlinkPeer.lines(env, new ByteLines(), input)
        .flatMap(new HappyTweets())
        .returns(HappyTweet.class)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<HappyTweet>forBoundedOutOfOrderness(FlinkPeer.OUT_OF_ORDER)
                .withTimestampAssigner((tweet, previous) -> tweet.millis()))
        .transform(
            "Tally",
            org.apache.flink.api.common.typeinfo.TypeInformation.of(Tallies.class),
            new TallyOperator())
        .windowAll(FlinkPeer.windows())
        .reduce(Tuned::merged);
  }

  private static Tallies merged(Tallies a, Tallies b) {
    Tallies both = new Tallies();
    both.merge(a);
    both.merge(b);
    return both;
  }

  private static final class HappyTweets extends RichFlatMapFunction<byte[], HappyTweet> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable TweetReader reader;

    @Override
    public void open(Configuration parameters) {
      reader = new TweetReader();
    }

    @Override
    public void flatMap(byte[] line, Collector<HappyTweet> out) throws IOException {
      HappyTweet happy = reader == null ? null : reader.read(line, 0, line.length);
      if (happy != null) {
        out.collect(happy);
      }
    }
  }
}
