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
 * Has what a stream keeps between its steps written to disk where memory has no room for it.
 *
 * <p>Spark keeps what a batch has read, and state, in memory alone (Spark 3.5.7, {@code
 * InternalMapWithStateDStream}, {@code StateDStream}), and computes again what had no room or had
 * to make room. But what was read cannot be read again: the source has gone on, so a job whose
 * memory was short lost tweets and ended as if nothing had happened, or failed when the next batch
 * was being read.
 */
final class KeptOnDisk {
  private KeptOnDisk() {}

  /**
   * Changes the stream that runs in this driver. Called by the thread that makes its batches, when
   * the parts of a batch's source are asked for: nothing of the batch has been computed yet.
   */
  @SuppressWarnings("deprecation") // All of Spark Streaming is, and Beam runs on it.
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
        // The first batch's have been told to be kept in memory already.
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
   * Whether this is what a batch has read. Spark itself keeps it as objects; a checkpoint interval,
   * which Beam's runner sets, resets that, and has each batch serialized once and read again twice.
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
