package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.Test;

public final class EmbeddedFlinkRunnerTest {
  private static final int PARALLELISM = 2;

  /** Only tasks that run at the same time get past it. */
  private static final CyclicBarrier BARRIER = new CyclicBarrier(PARALLELISM);

  private static final class Meet extends DoFn<Long, Long> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Long element, OutputReceiver<Long> out)
        throws InterruptedException, BrokenBarrierException, TimeoutException {
      BARRIER.await(1, TimeUnit.MINUTES);
      out.output(element);
    }
  }

  @Test
  public void allTasksOfABoundedInputRunAtTheSameTime() {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(EmbeddedFlinkRunner.class);
    options.setParallelism(PARALLELISM);
    options.setUseDataStreamForBatch(true);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(GenerateSequence.from(0).to(PARALLELISM)).apply("Meet", ParDo.of(new Meet()));

    assertThat(pipeline.run().waitUntilFinish(), is(State.DONE));
  }
}
