package io.github.happiesthashtags.runners.flink;

import static org.awaitility.Awaitility.await;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunningJob;

/** A job on a cluster, known by its id. */
final class ClusterJob implements RunningJob {
  private final FlinkRest rest;
  private final String id;

  ClusterJob(FlinkRest rest, String id) {
    this.rest = rest;
    this.id = id;
  }

  /**
   * Returns the same outcome as of a job in its own process: 0 with a summary, or 1 with the
   * reason.
   */
  @Override
  public JobProcess.Outcome outcome() {
    await("for the end of the job").atMost(JobProcess.PATIENCE).until(this::hasEnded);
    String state = rest.state(id);
    if (!state.equals("FINISHED")) {
      return new JobProcess.Outcome(1, "", state + ": " + rest.exceptions(id));
    }
    long count = rest.counter(id, "statuses");
    return new JobProcess.Outcome(0, "", "Summary\n  statuses " + count + "\n");
  }

  @Override
  public boolean hasEnded() {
    return rest.hasEndedIfKnown(id);
  }

  @Override
  public void stop() {
    rest.cancel(id);
    await("for the cancelled job").atMost(JobProcess.PATIENCE).until(this::hasEnded);
  }

  @Override
  public void close() {
    if (!hasEnded()) {
      stop();
    }
  }
}
