package io.github.happiesthashtags.runners.direct;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.job.EngineNumbers;
import io.github.happiesthashtags.job.RunnerSupport;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** The Direct runner's options that suit the job. */
@AutoService(RunnerSupport.class)
public final class DirectSupport implements RunnerSupport {
  /** The most threads that the runner may start; more is a typing error. */
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
    // Whatever was given, the job itself waits for its end, shows progress and answers signals. And
    // the runner tells of an Error only once: whoever waits after it has waited, waits for ever.
    direct.setBlockOnRun(false);
    if (!given.contains("targetParallelism") && direct.as(StreamingOptions.class).isStreaming()) {
      // The runner asks an idle source again and again on every thread it has. A live split is read
      // and processed bundle after bundle anyway, beside the session's own thread.
      direct.setTargetParallelism(1);
    }
    // Both check the pipeline's code by encoding every element, and are on in its tests.
    if (!given.contains("enforceImmutability")) {
      direct.setEnforceImmutability(false);
    }
    if (!given.contains("enforceEncodability")) {
      direct.setEnforceEncodability(false);
    }
  }
}
