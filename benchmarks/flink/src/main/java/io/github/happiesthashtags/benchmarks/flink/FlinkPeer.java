package io.github.happiesthashtags.benchmarks.flink;

import io.github.happiesthashtags.benchmarks.plain.LeaderboardFiles;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * A Flink program in an embedded cluster, over files once or as an event-time stream.
 *
 * <pre>
 * FlinkPeer INPUT_DIRECTORY OUTPUT_DIRECTORY PARALLELISM tuned|tuned-jackson|naive batch|streaming
 * </pre>
 */
public final class FlinkPeer {
  /** What the project's job does by default. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** What the project's job waits for by default. */
  static final Duration OUT_OF_ORDER = Duration.ofSeconds(10);

  private FlinkPeer() {}

  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[1]).toAbsolutePath();
    boolean streaming = args[4].equals("streaming");
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, output.resolve("checkpoints").toUri() + "");
    int parallelism = Integer.parseInt(args[2]);
    // Without it, a batch has as many slots as the sink has tasks, which is one.
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    env.setRuntimeMode(streaming ? RuntimeExecutionMode.STREAMING : RuntimeExecutionMode.BATCH);
    if (streaming) {
      env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    }
    DataStream<Tallies> tallies =
        switch (args[3]) {
          case "tuned" -> Tuned.tallies(env, args[0]);
          case "tuned-jackson" -> Tuned.talliesWithJackson(env, args[0]);
          case "naive" -> Naive.tallies(env, args[0]);
          default -> throw new IllegalArgumentException(args[3]);
        };
    tallies.addSink(new WriteFiles(output.toString())).setParallelism(1);
    env.execute();
  }

  /** The lines of all files; files are read in the order of their names, which is that of time. */
  static <T> DataStream<T> lines(
      StreamExecutionEnvironment env, StreamFormat<T> format, String input) {
    return read(env, FileSource.forRecordStreamFormat(format, directory(input)));
  }

  /** The blocks of all files, in the same order. */
  static DataStream<MessageBlock> blocks(StreamExecutionEnvironment env, String input) {
    return read(env, FileSource.forBulkFileFormat(new Blocks(), directory(input)));
  }

  private static org.apache.flink.core.fs.Path directory(String input) {
    return new org.apache.flink.core.fs.Path(Path.of(input).toUri());
  }

  private static <T> DataStream<T> read(
      StreamExecutionEnvironment env, FileSource.FileSourceBuilder<T> source) {
    return env.fromSource(
        source.setSplitAssigner(InOrder::new).build(), WatermarkStrategy.noWatermarks(), "Read");
  }

  static TumblingEventTimeWindows windows() {
    return TumblingEventTimeWindows.of(Duration.ofMillis(Tallies.WINDOW_MILLIS));
  }

  /** Writes each window's leaderboard. */
  private static final class WriteFiles extends RichSinkFunction<Tallies> {
    private static final long serialVersionUID = 1L;

    private final LeaderboardFiles files;

    WriteFiles(String directory) {
      this.files = new LeaderboardFiles(directory);
    }

    @Override
    public void invoke(Tallies tallies, Context context) {
      files.write(tallies);
    }
  }
}
