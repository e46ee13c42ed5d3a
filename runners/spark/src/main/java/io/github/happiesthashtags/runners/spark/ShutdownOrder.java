package io.github.happiesthashtags.runners.spark;

import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkEnv;

/**
 * Keeps Spark running through the shutdown of its process until the job has stopped it. Spark has a
 * hook of its own that stops everything where it stands; it runs beside the one in which the job
 * answers a signal, and would take what is in flight from it.
 */
final class ShutdownOrder {
  /** Above those of Spark, which has all of its at Hadoop's plus 30. */
  private static final int BEFORE_SPARK = 1_000;

  /** A job that was interrupted has ended its process by then. */
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
        Thread.sleep(LOOK_AGAIN_MILLIS); // Spark tells nobody when it has stopped.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
