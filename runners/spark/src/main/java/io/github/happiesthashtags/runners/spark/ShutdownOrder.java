package io.github.happiesthashtags.runners.spark;

import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkEnv;

/**
 * Keeps Spark running during the shutdown of the process until the job has stopped it. Spark's own
 * shutdown hook stops everything at once. It runs at the same time as the hook in which the job
 * handles a signal, and would destroy what is in flight.
 */
final class ShutdownOrder {
  /** A priority above all hooks of Spark, which are at Hadoop's plus 30. */
  private static final int BEFORE_SPARK = 1_000;

  /** An interrupted job has ended its process by then. */
  private static final long DEADLINE_SECONDS = 10;

  private static final long LOOK_AGAIN_MILLIS = 50;

  private ShutdownOrder() {}

  static void install() {
    ShutdownHookManager.get()
        .addShutdownHook(
            ShutdownOrder::awaitEndOfSpark, BEFORE_SPARK, DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private static void awaitEndOfSpark() {
    try {
      while (SparkEnv.get() != null) {
        Thread.sleep(LOOK_AGAIN_MILLIS); // Polls: Spark does not signal when it has stopped.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
