package io.github.happiesthashtags.runners.spark.recovery;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of this package: recovers what Spark 3.5 loses when processes are killed. With another
 * version of Spark it only warns, because it depends on the internals of 3.5.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final String KNOWN_VERSIONS = "3.5.";

  private final String version;

  private Recovery(String version) {
    this.version = version;
  }

  /** Returns the recovery for the Spark on the class path. */
  public static Recovery ofThisSpark() {
    return new Recovery(org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }

  static Recovery of(String version) {
    return new Recovery(version);
  }

  boolean isKnown() {
    return version.startsWith(KNOWN_VERSIONS);
  }

  /** Warns if kills may cost results with this version of Spark. */
  public void warnIfUnknown() {
    if (!isKnown()) {
      LOG.warn(
          "Spark {}: recovery from killed processes is exact with Spark {}x only; with this version"
              + " a killed executor or driver may cost results",
          version,
          KNOWN_VERSIONS);
    }
  }

  /**
   * Prepares the checkpoints of an earlier driver, if there are any, for this one. If this process
   * is killed meanwhile, the next one can still prepare them.
   *
   * @param checkpoints Spark's own directory of checkpoints
   * @return whether there is a checkpoint to resume from
   */
  public boolean prepare(Path checkpoints) throws IOException {
    SparkCheckpoints files = new SparkCheckpoints(checkpoints);
    return isKnown() ? files.mend() : files.exist();
  }

  /** Makes Spark checkpoint the state of every group before downstream steps consume its output. */
  public void checkpointStateFirst(Pipeline pipeline) {
    if (isKnown()) {
      SparkGroups.apply(pipeline);
    }
  }

  /**
   * Makes the running stream use the disk for what does not fit into memory. Call it on the driver,
   * in the thread that makes the batches, before a batch is computed.
   */
  public void keepOnDisk() {
    if (isKnown()) {
      KeptOnDisk.apply();
    }
  }
}
