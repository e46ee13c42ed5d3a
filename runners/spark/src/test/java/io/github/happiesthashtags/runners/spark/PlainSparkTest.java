package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.testsupport.Thorough;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.awaitility.Awaitility;
import org.joda.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** A user's own pipeline on a plain {@code SparkRunner}, without the job around it. */
@Category(Thorough.class)
public final class PlainSparkTest {
  private static final int FAST = 0;
  private static final int SLOW = 1;

  /** The counts of the panes. Static, because the runner copies transforms within this process. */
  private static final Map<String, Long> COUNTS = new ConcurrentHashMap<>();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Before
  public void forget() {
    COUNTS.clear();
  }

  @Test
  public void whatASlowSplitReadsIsInTime() throws Exception {
    HandSource source = new HandSource(UUID.randomUUID().toString(), 2);
    // The fast split is two windows ahead of the slow one.
    source.add(FAST, "1000:a").add(FAST, "150000:b").add(SLOW, "500:a");
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Read.from(source))
        .apply(Window.into(FixedWindows.of(Duration.standardMinutes(1))))
        .apply(Count.perElement())
        .apply(ParDo.of(new KeepFn()));
    SparkReads.apply(pipeline);

    PipelineResult job = pipeline.run();
    try {
      Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> source.opened(SLOW) > 4);
      // Then both are far ahead.
      source.add(SLOW, "2000:a").add(SLOW, "10000000:z").add(FAST, "10000000:z");
      Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> COUNTS.containsKey("b"));
    } finally {
      job.cancel();
    }
    assertThat(COUNTS.get("a"), is(3L));
  }

  private Pipeline pipeline() throws Exception {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    options.setStreaming(true);
    options.setSparkMaster("local[2]");
    options.setBatchIntervalMillis(500L);
    options.setCheckpointDir(folder.newFolder().toURI().toString());
    options.setFilesToStage(List.of());
    options.setEnableSparkMetricSinks(false);
    return Pipeline.create(options);
  }

  private static final class KeepFn extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Long> count) {
      COUNTS.merge(count.getKey(), count.getValue(), Long::sum);
    }
  }
}
