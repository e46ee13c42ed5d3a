package io.github.happiesthashtags.runners.spark.recovery;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.dstream.DStream;
import org.apache.spark.streaming.dstream.InputDStream;
import org.apache.spark.streaming.dstream.InternalMapWithStateDStream;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Makes Spark write what a stream keeps between its steps to disk if memory is full.
 *
 * <p>Spark keeps the input of a batch, and state, in memory only (Spark 3.5.7, {@code
 * InternalMapWithStateDStream}, {@code StateDStream}), and recomputes what did not fit or was
 * evicted. But a stream cannot be read again. So a job with too little memory lost tweets and ended
 * as if nothing had happened, or failed while it read the next batch.
 */
final class KeptOnDisk {
  private KeptOnDisk() {}

  /**
   * Changes the stream that runs in this driver. Call it in the thread that makes the batches, when
   * Spark asks for the parts of a batch's source: nothing of that batch has been computed yet.
   */
  @SuppressWarnings("deprecation") // Spark Streaming as a whole is deprecated, but Beam runs on it.
  static void apply() {
    Option<org.apache.spark.streaming.StreamingContext> active =
        org.apache.spark.streaming.StreamingContext.getActive();
    if (active.isDefined()) {
      Set<DStream<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      for (DStream<?> output : active.get().graph().getOutputStreams()) {
        apply(output, seen);
      }
    }
  }

  private static void apply(DStream<?> stream, Set<DStream<?>> seen) {
    if (seen.add(stream)) {
      StorageLevel level = stream.storageLevel();
      if (level.useMemory() && !level.useDisk()) {
        StorageLevel instead = withDisk(level, level.deserialized() || isRead(stream));
        stream.storageLevel_$eq(instead);
        // Those of the first batch already have the storage level of memory.
        for (RDD<?> kept : JavaConverters.asJavaCollection(stream.generatedRDDs().values())) {
          kept.unpersist(/* blocking= */ false);
          kept.persist(instead);
        }
      }
      List<DStream<?>> from = JavaConverters.seqAsJavaList(stream.dependencies());
      from.forEach(each -> apply(each, seen));
    }
  }

  /**
   * Returns whether the stream is the input of a batch. Spark keeps input as objects, but resets
   * that for a stream with a checkpoint interval, which Beam's runner sets: each batch is then
   * serialized once and deserialized twice.
   */
  private static boolean isRead(DStream<?> stream) {
    return stream instanceof InternalMapWithStateDStream
        && stream.dependencies().head() instanceof InputDStream;
  }

  private static StorageLevel withDisk(StorageLevel level, boolean deserialized) {
    return StorageLevel.apply(
        /* useDisk= */ true,
        level.useMemory(),
        level.useOffHeap(),
        deserialized,
        level.replication());
  }
}
