package io.github.happiesthashtags.job;

import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state and metrics of the job that this process waits for, for those who ask from outside. */
final class JobWatch {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  /** How long values are reused, so that many questions at once are one for the runner. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** What the job is doing. */
  enum State {
    /** It has not been given to the runner yet. */
    STARTING,
    /** It reads, or waits by the rules of its source. */
    RUNNING,
    /** It has read all of its input. */
    DONE,
    /** A signal or the engine stopped it. */
    STOPPED,
    /** It ended with an error. */
    FAILED
  }

  private boolean submitted;
  private @Nullable PipelineResult result;
  private @Nullable State ended;
  private @Nullable Counters latest;
  private long takenNanos = System.nanoTime() - FRESH_NANOS;

  /** The job is given to the runner, which may return only when the job has ended. */
  synchronized void submitted() {
    submitted = true;
  }

  /** The runner has returned. */
  synchronized void running(PipelineResult taken) {
    result = taken;
  }

  /** The job failed, whatever its runner says. */
  synchronized void failed() {
    ended = State.FAILED;
  }

  synchronized State state() {
    if (ended != null) {
      return ended;
    }
    if (result == null) {
      return submitted ? State.RUNNING : State.STARTING;
    }
    return switch (result.getState()) {
      case FAILED, UNRECOGNIZED -> State.FAILED;
      case DONE -> State.DONE;
      case STOPPED, CANCELLED -> State.STOPPED;
      case UNKNOWN, RUNNING, UPDATED -> State.RUNNING;
    };
  }

  /**
   * Returns the job's metrics, which may be half a second old; null if the runner has told none
   * yet. Zeros would look as if the job read nothing.
   */
  synchronized @Nullable Counters counters() {
    if (result != null && System.nanoTime() - takenNanos >= FRESH_NANOS) {
      try {
        latest = Counters.of(result);
      } catch (RuntimeException e) {
        // A runner may not answer while it starts or ends.
        LOG.debug("no metrics", e);
      }
      takenNanos = System.nanoTime();
    }
    return latest;
  }
}
