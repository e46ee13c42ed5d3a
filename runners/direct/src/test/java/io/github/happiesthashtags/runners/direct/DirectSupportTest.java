package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.job.BadOptionException;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Test;

public final class DirectSupportTest {
  private final DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);

  @Test
  public void theJobAloneWaits() {
    options.setBlockOnRun(true);

    new DirectSupport().configure(options, Set.of("blockOnRun"));

    assertThat(options.isBlockOnRun(), is(false));
  }

  @Test
  public void threadsThatTheRunnerCannotStartAreRefused() {
    for (int parallelism : new int[] {0, -1, 1_001, Integer.MAX_VALUE}) {
      options.setTargetParallelism(parallelism);

      BadOptionException refused =
          assertThrows(
              BadOptionException.class,
              () -> new DirectSupport().configure(options, Set.of("targetParallelism")));

      assertThat(
          refused.getMessage(),
          is("--targetParallelism=" + parallelism + ": out of range; use a number from 1 to 1000"));
    }
  }

  @Test
  public void anErrorIsToldToWhoWaitsForTheJob() {
    options.setRunner(DirectRunner.class);
    new DirectSupport().configure(options, Set.of());
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Read.from(new OutOfMemory()));

    PipelineResult.State state = pipeline.run().waitUntilFinish();

    assertThat(state, is(not(PipelineResult.State.DONE)));
  }

  /** The runner would report an error of user code as an exception. */
  private static final class OutOfMemory extends BoundedSource<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public BoundedReader<String> createReader(PipelineOptions given) {
      throw new OutOfMemoryError("pretended");
    }

    @Override
    public List<OutOfMemory> split(long desiredBundleSizeBytes, PipelineOptions given) {
      return List.of(this);
    }

    @Override
    public long getEstimatedSizeBytes(PipelineOptions given) {
      return 0;
    }

    @Override
    public Coder<String> getOutputCoder() {
      return StringUtf8Coder.of();
    }
  }
}
