package io.github.happiesthashtags.runners.direct;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.job.EngineNumbers;
import io.github.happiesthashtags.job.RunnerSupport;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** Sets the Direct runner's options for the job. */
@AutoService(RunnerSupport.class)
public final class DirectSupport implements RunnerSupport {
  /** The most threads that the runner may start; a larger number is a typing error. */
  private static final int MAX_PARALLELISM = 1_000;

  @Override
  public boolean supports(PipelineOptions options) {
    return options.getRunner() == DirectRunner.class;
  }

  @Override
  public void configure(PipelineOptions options, Set<String> given) {
    DirectOptions direct = options.as(DirectOptions.class);
    new EngineNumbers(given)
        .check("targetParallelism", direct.getTargetParallelism(), 1, MAX_PARALLELISM);
    // Overrides a given value: the job itself waits for the end, shows progress and handles
    // signals. Besides, the runner reports an Error only once, so a second wait would never return.
    direct.setBlockOnRun(false);
    if (!given.contains("targetParallelism") && direct.as(StreamingOptions.class).isStreaming()) {
      // The runner polls an idle source on every thread that it has. More threads would not help: a
      // live split is read and processed bundle after bundle, beside the session's own thread.
      direct.setTargetParallelism(1);
    }
    // Both checks encode every element. They test the pipeline's code, so they stay on in its
    // tests.
    if (!given.contains("enforceImmutability")) {
      direct.setEnforceImmutability(false);
    }
    if (!given.contains("enforceEncodability")) {
      direct.setEnforceEncodability(false);
    }
  }
}
