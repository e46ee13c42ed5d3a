package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunnerConformance;
import org.junit.Test;

/** The Direct runner gives the same output for a recording and for the same tweets as a stream. */
public final class DirectConformanceIT extends RunnerConformance {
  @Override
  protected String runner() {
    return "Direct";
  }

  /** The jar's own list of registrars replaces Beam's. */
  @Test
  public void optionsOfTheRunnerAreKnown() throws Exception {
    JobProcess.Outcome run = JobProcess.run(directory(), "--targetParallelism=1", "--job=none");

    assertThat(run.err(), containsString("--job=none"));
  }
}
