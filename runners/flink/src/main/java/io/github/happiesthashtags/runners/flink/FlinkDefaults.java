package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.job.BadOptionException;
import io.github.happiesthashtags.job.EngineNumbers;
import io.github.happiesthashtags.twitter.stream.ConnectionOptions;
import java.time.Duration;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/** The Flink options that the job sets if the user does not, each with its reason. */
final class FlinkDefaults {
  /** Flink takes no checkpoints by default, and without one a failure loses every open window. */
  private static final long CHECKPOINTING_INTERVAL_MILLIS = 10_000;

  /**
   * A bundle holds its tallies until it ends, and an on-time pane waits for the last tally. Beam's
   * 1,000 ms would be a visible delay.
   */
  private static final long MAX_BUNDLE_MILLIS = 100;

  /** How often each step forwards its watermark; Flink's 200 ms add up from step to step. */
  private static final long AUTO_WATERMARK_MILLIS = 50;

  /** Bounded bundles may be long, so that they emit fewer tallies. */
  private static final long MAX_BOUNDED_BUNDLE_MILLIS = 10_000;

  /** An embedded job has no other machine to continue on, so a failure would repeat. */
  private static final int EMBEDDED_RETRIES = 0;

  private static final String NAME = "happiest-hashtags";

  /** Beam's name for state on the heap, with checkpoints in files. */
  private static final String HEAP_STATE = "filesystem";

  /** Beam's name for state on disk. */
  private static final String DISK_STATE = "rocksdb";

  /** Flink's {@code KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM}. */
  private static final int MAX_PARALLELISM = 1 << 15;

  /** Flink's {@code CheckpointCoordinatorConfiguration.MINIMAL_CHECKPOINT_TIME}. */
  private static final long MIN_CHECKPOINTING_MILLIS = 10;

  /** A year: more is a typing error. */
  private static final long MAX_MILLIS = Duration.ofDays(366).toMillis();

  /** Beam's value for the parallelism of the cluster's own configuration. */
  private static final int CLUSTER_PARALLELISM = -1;

  private final FlinkPipelineOptions options;
  private final Set<String> given;
  private final boolean embedded;

  FlinkDefaults(FlinkPipelineOptions options, Set<String> given, boolean embedded) {
    this.options = options;
    this.given = given;
    this.embedded = embedded;
  }

  void apply() {
    refuseWhatBeamWouldFailOn();
    if (absent("jobName")) {
      // The name in Flink's web page and lists of jobs; Beam's default is a class name.
      String job = options.as(HappiestHashtagsOptions.class).getJob();
      options.setJobName(job == null ? NAME : NAME + "-" + job);
    }
    if (absent("objectReuse")) {
      // No step changes an element, so none needs a copy. Not fasterCopy: it shares objects with
      // heap state, which damages what a recovery reads.
      options.setObjectReuse(true);
    }
    if (absent("maxBundleTimeMills")) {
      options.setMaxBundleTimeMills(
          options.isStreaming() ? MAX_BUNDLE_MILLIS : MAX_BOUNDED_BUNDLE_MILLIS);
    }
    if (options.isStreaming()) {
      stream();
    } else if (absent("useDataStreamForBatch")) {
      // One engine for streams and batches: Flink is dropping its DataSet engine.
      options.setUseDataStreamForBatch(true);
    }
    if (embedded) {
      embed();
    } else if (options.isStreaming()) {
      keepCheckpoints();
    }
    if (!absent("stateBackendStoragePath") && absent("stateBackend")) {
      // Beam ignores a path without a backend.
      options.setStateBackend(HEAP_STATE);
    }
  }

  /** Rejects values that Beam would fail on, before anything starts and with the option's name. */
  private void refuseWhatBeamWouldFailOn() {
    String state = options.getStateBackend();
    if (!absent("stateBackend")
        && !HEAP_STATE.equalsIgnoreCase(state)
        && !DISK_STATE.equalsIgnoreCase(state)) {
      throw new BadOptionException(
          "--stateBackend=" + state + ": must be " + HEAP_STATE + " or " + DISK_STATE);
    }
    if (!absent("stateBackend") && absent("stateBackendStoragePath") && !embedded) {
      throw new BadOptionException(
          "--stateBackend="
              + state
              + " goes with --stateBackendStoragePath, a directory that all machines see, such as"
              + " hdfs://namenode/checkpoints");
    }
    if (options.getParallelism() < 1 && options.getParallelism() != CLUSTER_PARALLELISM) {
      throw new BadOptionException(
          "--parallelism="
              + options.getParallelism()
              + ": must be at least 1, or left out for the cluster's own");
    }
    refuseNumbersThatFlinkWouldFailOn();
  }

  private void refuseNumbersThatFlinkWouldFailOn() {
    new EngineNumbers(given)
        .checkPorts("flinkMaster", options.getFlinkMaster())
        .check("parallelism", options.getParallelism(), CLUSTER_PARALLELISM, MAX_PARALLELISM)
        .checkUnlessOff("maxParallelism", options.getMaxParallelism(), 1, MAX_PARALLELISM)
        .checkUnlessOff(
            "checkpointingInterval",
            options.getCheckpointingInterval(),
            MIN_CHECKPOINTING_MILLIS,
            MAX_MILLIS)
        .checkUnlessOff(
            "checkpointTimeoutMillis",
            options.getCheckpointTimeoutMillis(),
            MIN_CHECKPOINTING_MILLIS,
            MAX_MILLIS)
        .checkUnlessOff(
            "minPauseBetweenCheckpoints", options.getMinPauseBetweenCheckpoints(), 0, MAX_MILLIS)
        .check(
            "numConcurrentCheckpoints", options.getNumConcurrentCheckpoints(), 1, Integer.MAX_VALUE)
        .checkUnlessOff(
            "numberOfExecutionRetries", options.getNumberOfExecutionRetries(), 0, Integer.MAX_VALUE)
        .checkUnlessOff("executionRetryDelay", options.getExecutionRetryDelay(), 0, MAX_MILLIS)
        .check("maxBundleSize", options.getMaxBundleSize(), 1, Long.MAX_VALUE)
        .check("maxBundleTimeMills", options.getMaxBundleTimeMills(), 1, MAX_MILLIS);
  }

  /**
   * Retains the checkpoints of a failed or cancelled job, which can then resume from the last one.
   */
  private void keepCheckpoints() {
    if (absent("externalizedCheckpointsEnabled")) {
      options.setExternalizedCheckpointsEnabled(true);
    }
    if (absent("retainExternalizedCheckpointsOnCancellation")) {
      options.setRetainExternalizedCheckpointsOnCancellation(true);
    }
  }

  private void stream() {
    if (absent("connectionsOutliveReaders")) {
      // A restarted task has another class loader or another process.
      options.as(ConnectionOptions.class).setConnectionsOutliveReaders(false);
    }
    if (absent("checkpointingInterval")) {
      options.setCheckpointingInterval(CHECKPOINTING_INTERVAL_MILLIS);
    }
    if (absent("autoWatermarkInterval")) {
      options.setAutoWatermarkInterval(AUTO_WATERMARK_MILLIS);
    }
  }

  private void embed() {
    if (!absent("savepointPath")) {
      throw new BadOptionException(
          "--savepointPath="
              + options.getSavepointPath()
              + ": an embedded Flink cannot resume from a savepoint; give --flinkMaster=HOST:PORT too,"
              + " or submit the job with submit-flink.sh --restore");
    }
    if (absent("parallelism")) {
      // One task reads a live split and merges it under one key, so more tasks would only wait.
      options.setParallelism(
          options.isStreaming() ? 1 : Runtime.getRuntime().availableProcessors());
    }
    if (absent("numberOfExecutionRetries")) {
      options.setNumberOfExecutionRetries(EMBEDDED_RETRIES);
    }
    if (options.isStreaming() && absent("stateBackend")) {
      // A configured cluster has its own backend. Without one, a checkpoint above 5 MB fails the
      // job.
      options.setStateBackend(HEAP_STATE);
    }
  }

  private boolean absent(String option) {
    return !given.contains(option);
  }
}
