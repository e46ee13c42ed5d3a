package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.DStreamGraph;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.DStream;
import org.apache.spark.streaming.dstream.StateDStream;
import org.joda.time.Duration;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import scala.collection.JavaConverters;

/** An embedded stream from its beginning to its end. */
public final class EndingSparkRunnerTest {
  /** For each consumed result, whether the state had been checkpointed. */
  private static final Queue<Boolean> KEPT = new ConcurrentLinkedQueue<>();

  /** The counts of all windows. */
  private static final Queue<String> COUNTED = new ConcurrentLinkedQueue<>();

  /** A fraction of the heap so small that Spark can keep nothing in memory. */
  private static final String NO_MEMORY = "0.00000001";

  private static final String MEMORY = "spark.memory.fraction";

  private static final HandSource SOURCE = new HandSource("ending", 1);

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  @Test
  public void stateIsKeptBeforeAnythingIsMadeOfWhatItFired() {
    assertThat(KEPT, is(not(empty())));
    assertThat(KEPT, everyItem(is(true)));
  }

  /** Spark must not read a batch's input again, because a live source has advanced. */
  @Test
  public void nothingIsLostWhereMemoryHasNoRoom() {
    assertThat(COUNTED, containsInAnyOrder("a 1", "b 1", "a 1", "a 1"));
    // The part has ended after the first batch.
    assertThat(SOURCE.opened(0), is(1));
  }

  @Test
  public void aStreamThatHasEndedLeavesNothingToGoOnFrom() throws Exception {
    try (Stream<Path> left = Files.walk(FOLDER.getRoot().toPath())) {
      assertThat(left.filter(Files::isRegularFile).toList(), is(empty()));
    }
  }

  /**
   * Runs a single stream for all tests: Beam's runner keeps its watermark for the next stream of
   * the process.
   */
  @BeforeClass
  public static void run() {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setRunner(EndingSparkRunner.class);
    options.setStreaming(true);
    // Look waits for the next batch to be read, which takes another thread.
    options.setSparkMaster("local[8]");
    options.setCheckpointDir(FOLDER.getRoot().toURI().toString());
    options.setBatchIntervalMillis(500L);
    options.setCheckpointDurationMillis(500L);
    SOURCE.add(0, "1:a").add(0, "2:b").add(0, "1001:a").add(0, "2001:a").add(0, "end:z");
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Read.from(SOURCE))
        // The last element is at the end of time, outside any window.
        .apply(Filter.by(element -> !element.equals("z")))
        .apply(Window.into(FixedWindows.of(Duration.standardSeconds(1))))
        .apply(Count.perElement())
        .apply(ParDo.of(new Look()));

    System.setProperty(MEMORY, NO_MEMORY);
    try {
      pipeline.run().waitUntilFinish();
    } finally {
      System.clearProperty(MEMORY);
    }
  }

  /** Checks whether the state of the current batch is in a file. */
  private static final class Look extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    @SuppressWarnings(
        "deprecation") // Spark Streaming as a whole is deprecated, but Beam runs on it.
    public void process(@Element KV<String, Long> counted) {
      COUNTED.add(counted.getKey() + ' ' + counted.getValue());
      String batch = TaskContext.get().getLocalProperty("spark.streaming.internal.batchTime");
      Time time = new Time(Long.parseLong(batch));
      DStreamGraph graph = org.apache.spark.streaming.StreamingContext.getActive().get().graph();
      Collection<StateDStream<?, ?, ?>> states = new ArrayList<>();
      for (DStream<?> output : graph.getOutputStreams()) {
        addStates(output, states);
      }
      for (StateDStream<?, ?, ?> state : states) {
        RDD<?> rdd = state.generatedRDDs().apply(time);
        KEPT.add(rdd.isCheckpointed());
      }
    }

    private static void addStates(DStream<?> of, Collection<StateDStream<?, ?, ?>> states) {
      if (of instanceof StateDStream<?, ?, ?> state) {
        states.add(state);
      }
      List<DStream<?>> from = JavaConverters.seqAsJavaList(of.dependencies());
      from.forEach(stream -> addStates(stream, states));
    }
  }
}
