package io.github.happiesthashtags.benchmarks.jmh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;

import java.util.Collection;
import org.junit.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark once, without warming up and in this process: they work, nothing is measured. */
public class BenchmarksTest {
  private static final int WIRE = 11;
  private static final int SMILE = 1;

  @Test
  public void everyBenchmarkRuns() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("(Wire|Smile)Benchmark")
                    .param("input", "v2")
                    .param("smiles", "EMOTICON")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    assertThat(results, hasSize(WIRE + SMILE));
  }
}
