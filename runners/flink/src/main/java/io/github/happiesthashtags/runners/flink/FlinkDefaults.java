package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.job.BadOptionException;
import io.github.happiesthashtags.job.EngineNumbers;
import io.github.happiesthashtags.twitter.stream.ConnectionOptions;
import java.time.Duration;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/** What the job sets where the user gave nothing, each with its reason. */
final class FlinkDefaults {
  /** Flink takes none unless told to, and without one a failure loses every open window. */
  private static final long CHECKPOINTING_INTERVAL_MILLIS = 10_000;

  /**
   * A bundle holds its tallies back until it ends, and an on-time pane comes no sooner than the
   * last of them: Beam's 1,000 ms would be seen on the screen.
   */
  private static final long MAX_BUNDLE_MILLIS = 100;

  /** Each step hands its watermark on this often; Flink's 200 ms add up from step to step. */
  private static final long AUTO_WATERMARK_MILLIS = 50;

  /** Bounded bundles may be long: fewer tallies leave them. */
  private static final long MAX_BOUNDED_BUNDLE_MILLIS = 10_000;

  /** Embedded there is no other machine to go on with; whatever fails would fail again. */
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

  /** Beam's: as many as the cluster's own configuration says. */
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
      // As the web page and the lists of jobs show it; Beam would name a class of the program's.
      String job = options.as(HappiestHashtagsOptions.class).getJob();
      options.setJobName(job == null ? NAME : NAME + "-" + job);
    }
    if (absent("objectReuse")) {
      // No step changes an element, so none needs a copy. Not fasterCopy, which shares what heap
      // state still holds and so damages what a recovery reads.
      options.setObjectReuse(true);
    }
    if (absent("maxBundleTimeMills")) {
      options.setMaxBundleTimeMills(
          options.isStreaming() ? MAX_BUNDLE_MILLIS : MAX_BOUNDED_BUNDLE_MILLIS);
    }
    if (options.isStreaming()) {
      stream();
    } else if (absent("useDataStreamForBatch")) {
      // One engine for both: Flink gives its DataSet engine up.
      options.setUseDataStreamForBatch(true);
    }
    if (embedded) {
      embed();
    } else if (options.isStreaming()) {
      keepCheckpoints();
    }
    if (!absent("stateBackendStoragePath") && absent("stateBackend")) {
      // Beam would pass over a path alone.
      options.setStateBackend(HEAP_STATE);
    }
  }

  /** Before anything is started, and by the option's name. */
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

  /** A job that has failed or was cancelled can go on from its last checkpoint. */
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
      // A task that is started again has another class loader, or another process.
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
              + ": an embedded Flink begins anew and would not look at it; give --flinkMaster=HOST:PORT"
              + " too, or submit the job with submit-flink.sh --restore");
    }
    if (absent("parallelism")) {
      // A live split is read by one task and merged under one key: more tasks only wait.
      options.setParallelism(
          options.isStreaming() ? 1 : Runtime.getRuntime().availableProcessors());
    }
    if (absent("numberOfExecutionRetries")) {
      options.setNumberOfExecutionRetries(EMBEDDED_RETRIES);
    }
    if (options.isStreaming() && absent("stateBackend")) {
      // A cluster has its own configured. Without any, a checkpoint above 5 MB fails the job.
      options.setStateBackend(HEAP_STATE);
    }
  }

  private boolean absent(String option) {
    return !given.contains(option);
  }
}
