package io.github.happiesthashtags.runners.spark.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.Checkpoint;
import org.apache.spark.streaming.CheckpointReader;
import org.apache.spark.streaming.Seconds;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.InputDStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import scala.Option;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Spark's own reader reads the repaired checkpoints, which Spark has written. */
@SuppressWarnings("deprecation") // All of Spark Streaming is, and Beam runs on it.
public final class SparkCheckpointsTest {
  private static final long BATCH = 1_700_000_000_000L;

  private static StreamingContext context;

  /** An input stream without elements. */
  private static final class Input extends InputDStream<Integer> {
    private static final ClassTag<Integer> INTEGERS = ClassTag$.MODULE$.apply(Integer.class);

    Input(StreamingContext context) {
      super(context, INTEGERS);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Option<RDD<Integer>> compute(Time time) {
      return Option.empty();
    }
  }

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @BeforeClass
  public static void start() {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("checkpoints")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1");
    context = new StreamingContext(conf, Seconds.apply(1));
    new Input(context).register();
  }

  @AfterClass
  public static void stop() {
    context.stop(/* stopSparkContext= */ true);
  }

  @Test
  public void aCheckpointIsOfTheBatchThatItIsNamedBy() throws Exception {
    write("checkpoint-" + (BATCH + 4_000), BATCH);

    assertThat(mend(), is(true));

    assertThat(timeRead(), is(BATCH + 4_000));
  }

  @Test
  public void stateStaysThatOfItsBatch() throws Exception {
    // As when a batch ends while others wait: the same Time object is referred to everywhere.
    Time ended = new Time(BATCH);
    Map<Long, String> states =
        Map.of(BATCH, keep(ended), BATCH + 3_000, keep(new Time(BATCH + 3_000)));
    context.graph().updateCheckpointData(ended);
    write("checkpoint-" + (BATCH + 2_000), ended);

    mend();

    Checkpoint read = read();
    assertThat(states(read), is(states));
    // Spark's own status may lag behind its state.
    assertThat(read.checkpointTime().milliseconds(), is(BATCH + 3_000));
  }

  @Test
  public void whatTheNextDriverWritesFirstIsRead() throws Exception {
    write("checkpoint-" + (BATCH + 4_000), BATCH + 4_000);
    mend();

    write("checkpoint-" + (BATCH + 1_000), BATCH + 1_000);

    assertThat(timeRead(), is(BATCH + 1_000));
    mend();
    assertThat(timeRead(), is(BATCH + 1_000));
  }

  @Test
  public void whatWasReplacedLastStaysBehindWhatReplacedIt() throws Exception {
    write("checkpoint-" + BATCH, BATCH);
    write("checkpoint-" + (BATCH + 1_000) + ".bk", BATCH);
    write("checkpoint-" + (BATCH + 1_000), BATCH + 1_000);

    mend();

    assertThat(names(), contains("checkpoint-1", "checkpoint-2", "checkpoint-3"));
    assertThat(timeRead(), is(BATCH + 1_000));
  }

  @Test
  public void onceMoreChangesNothing() throws Exception {
    write("checkpoint-" + BATCH, BATCH);
    write("checkpoint-" + (BATCH + 1_000), BATCH + 1_000);
    mend();

    mend();

    assertThat(names(), contains("checkpoint-1", "checkpoint-2"));
    assertThat(timeRead(), is(BATCH + 1_000));
  }

  @Test
  public void aDriverKilledWhileItMendsLeavesTheNewestOnTop() throws Exception {
    // The copy is there, and what it was made of not deleted yet.
    write("checkpoint-1", BATCH);
    write("checkpoint-2", BATCH + 1_000);
    write("checkpoint-" + (BATCH + 1_000), BATCH + 1_000);
    write("checkpoint-" + (BATCH + 2_000), BATCH + 2_000);

    mend();

    assertThat(names(), contains("checkpoint-1", "checkpoint-2", "checkpoint-3", "checkpoint-4"));
    assertThat(timeRead(), is(BATCH + 2_000));
  }

  @Test
  public void aDamagedCheckpointIsLeftToSpark() throws Exception {
    write("checkpoint-" + BATCH, BATCH);
    Files.write(folder.getRoot().toPath().resolve("checkpoint-" + (BATCH + 1_000)), new byte[9]);

    mend();

    assertThat(names(), contains("checkpoint-1", "checkpoint-2"));
    assertThat(timeRead(), is(BATCH));
  }

  @Test
  public void thereIsNothingToMendAtFirst() throws Exception {
    assertThat(mend(), is(false));
    assertThat(
        new SparkCheckpoints(new Path(folder.getRoot().toURI().resolve("none"))).mend(), is(false));

    assertThat(names(), empty());
  }

  @Test
  public void theCheckpointsOfAnUnknownSparkAreFoundAndLeftAlone() throws Exception {
    Path directory = new Path(folder.getRoot().toURI());
    assertThat(Recovery.of("4.0.0").prepare(directory), is(false));
    write("checkpoint-" + BATCH, BATCH);

    assertThat(Recovery.of("4.0.0").prepare(directory), is(true));

    assertThat(names(), contains("checkpoint-" + BATCH));
    assertThat(Recovery.ofThisSpark().isKnown(), is(true));
  }

  private void write(String name, long batch) throws Exception {
    write(name, new Time(batch));
  }

  private void write(String name, Time batch) throws Exception {
    context.checkpoint(folder.newFolder().toURI().toString());
    Files.write(
        folder.getRoot().toPath().resolve(name),
        Checkpoint.serialize(new Checkpoint(context, batch), context.conf()));
  }

  /** State of the stream after a batch; returns where it is. */
  private String keep(Time batch) throws Exception {
    String file = folder.newFolder().toURI().toString();
    Input input = (Input) context.graph().getInputStreams()[0];
    input.generatedRDDs().put(batch, context.sparkContext().checkpointFile(file, Input.INTEGERS));
    return file;
  }

  private static Map<Long, String> states(Checkpoint checkpoint) {
    Map<Long, String> states = new TreeMap<>();
    JavaConverters.mapAsJavaMap(
            checkpoint.graph().getInputStreams()[0].checkpointData().currentCheckpointFiles())
        .forEach((time, file) -> states.put(time.milliseconds(), file));
    return states;
  }

  private boolean mend() throws Exception {
    return new SparkCheckpoints(new Path(folder.getRoot().toURI())).mend();
  }

  private long timeRead() {
    return read().checkpointTime().milliseconds();
  }

  private Checkpoint read() {
    return CheckpointReader.read(folder.getRoot().toURI().toString()).get();
  }

  private List<String> names() {
    String[] all = folder.getRoot().list();
    return Stream.of(all == null ? new String[0] : all)
        .filter(name -> name.startsWith("checkpoint-"))
        .filter(name -> !name.endsWith(".crc"))
        .sorted()
        .toList();
  }
}
