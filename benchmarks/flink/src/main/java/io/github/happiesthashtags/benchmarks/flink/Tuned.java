package io.github.happiesthashtags.benchmarks.flink;

import io.github.happiesthashtags.benchmarks.blocks.HappyTweets;
import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import io.github.happiesthashtags.benchmarks.plain.TweetReader;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who knows Flink well makes of it: lines stay bytes, objects are reused between
 * chained steps, a line is parsed no further than it takes, and each task tallies its own part of a
 * window, so that a few maps a window are all that is sent, sorted or kept as keyed state.
 *
 * <p>With the project's reader and parser, what is left of a difference is the engine's and Beam's.
 */
final class Tuned {
  private Tuned() {}

  static DataStream<Tallies> tallies(StreamExecutionEnvironment env, String input) {
    return tallies(env, FlinkPeer.blocks(env, input).flatMap(new OfBlocks()));
  }

  static DataStream<Tallies> talliesWithJackson(StreamExecutionEnvironment env, String input) {
    return tallies(env, FlinkPeer.lines(env, new ByteLines(), input).flatMap(new OfLines()));
  }

  private static DataStream<Tallies> tallies(
      StreamExecutionEnvironment env, SingleOutputStreamOperator<HappyTweet> tweets) {
    env.getConfig().enableObjectReuse();
    return tweets
        .returns(HappyTweet.class)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<HappyTweet>forBoundedOutOfOrderness(FlinkPeer.OUT_OF_ORDER)
                .withTimestampAssigner((tweet, previous) -> tweet.millis()))
        .transform("Tally", TypeInformation.of(Tallies.class), new TallyOperator())
        .windowAll(FlinkPeer.windows())
        .reduce(Tuned::merged);
  }

  private static Tallies merged(Tallies a, Tallies b) {
    Tallies both = new Tallies();
    both.merge(a);
    both.merge(b);
    return both;
  }

  private static final class OfBlocks extends RichFlatMapFunction<MessageBlock, HappyTweet> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable HappyTweets tweets;

    @Override
    public void open(Configuration parameters) {
      tweets = new HappyTweets();
    }

    @Override
    public void flatMap(MessageBlock block, Collector<HappyTweet> out) throws IOException {
      if (tweets != null) {
        tweets.read(block, out::collect);
      }
    }
  }

  private static final class OfLines extends RichFlatMapFunction<byte[], HappyTweet> {
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
