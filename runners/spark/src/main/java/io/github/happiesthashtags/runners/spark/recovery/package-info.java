/**
 * Makes a stream on Spark exact although executors and drivers are killed.
 *
 * <p>Spark Streaming and Beam's runner for it recover most of a killed job, but not all: in Spark
 * 3.5.7 with Beam 2.70.0, some windows come out empty, twice or with tweets missing. Each class
 * here closes one of those holes. The holes were found by killing processes at random moments and
 * comparing the output with an undisturbed run; {@code KillsFaultsIT} still does that.
 *
 * <ol>
 *   <li><b>A killed driver runs finished batches again.</b> Spark names a checkpoint file by the
 *       batch that ended, although later batches have begun, and the next driver repeats all of
 *       them, also those whose state Spark has already deleted. {@link SparkCheckpoints} renames
 *       the files before the driver starts, so that it goes on from the last batch that a file
 *       knows. The batch is also recorded inside the file, as one field of a serialized object;
 *       {@link SerializedField} replaces that field and leaves every other byte alone.
 *   <li><b>A driver that is killed while it recovers leaves nothing to recover from.</b> It writes
 *       checkpoints with lower names than those that are there, and deletes state that only those
 *       refer to. {@link SparkCheckpoints} therefore gives every file that it finds a name below
 *       all batches.
 *   <li><b>A killed executor takes state with it that was not checkpointed yet.</b> Spark
 *       checkpoints the state of a batch only when the whole job of that batch has ended. Computed
 *       again, the state sees a newer watermark and fires windows that nobody consumes. {@link
 *       SparkGroups} gives every group an output of its own, so that Spark checkpoints the state
 *       before downstream steps consume what it fired.
 *   <li><b>Memory pressure loses input.</b> Spark keeps what a batch read only in memory, and reads
 *       it again if there is no room; but a stream cannot be read twice. {@link KeptOnDisk} changes
 *       the storage levels so that Spark writes to disk instead.
 * </ol>
 *
 * <p>What a batch reads is made repeatable elsewhere: {@code SparkSource} derives the watermark of
 * a batch from the checkpoint mark at which the batch starts.
 *
 * <p>All of this depends on the internals of Spark 3.5. {@link Recovery} is the door, and with any
 * other version it does nothing but warn.
 */
@NullMarked
package io.github.happiesthashtags.runners.spark.recovery;

import org.jspecify.annotations.NullMarked;
