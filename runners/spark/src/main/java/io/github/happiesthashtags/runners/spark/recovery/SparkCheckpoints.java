package io.github.happiesthashtags.runners.spark.recovery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.CompressionCodec$;
import org.apache.spark.streaming.Checkpoint;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.DStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The files in which Spark notes how far a stream has come, named by batches, of which a driver
 * goes on from the newest. Two things about them (Spark 3.5.7, {@code CheckpointWriter}, {@code
 * JobGenerator}) would cost a stream whose driver was killed its results, and are mended before a
 * driver goes on:
 *
 * <ul>
 *   <li>When a batch has ended, that is noted in a file that says it is of that batch, however many
 *       batches have begun since. All of them would run again, those too whose state was let go,
 *       which Spark computes from the very first batch on. So it is made to be of the last batch
 *       that it knows of: what had not ended by then is listed besides.
 *   <li>A driver that goes on notes the batches that it runs again in files of their names, below
 *       those that the driver before has left, and then deletes state that only these refer to.
 *       Killed at that time, no driver could go on: "Checkpoint directory does not exist". So what
 *       a driver has left is named below all batches.
 * </ul>
 */
final class SparkCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(SparkCheckpoints.class);

  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d+).*");

  /** A name below is a number given here, one above a batch's time in milliseconds. */
  private static final long FIRST_BATCH = 1_000_000_000;

  private final Path directory;
  private final SparkConf conf = new SparkConf();

  SparkCheckpoints(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes what other drivers have left such that this one can go on from it; a process killed in
   * the middle leaves what the next one can do it with.
   *
   * @return whether there is anything to go on from
   */
  boolean mend() throws IOException {
    FileSystem files = directory.getFileSystem(SparkHadoopUtil.get().conf());
    if (!files.exists(directory)) {
      return false;
    }
    long number = 0;
    List<Path> left = oldestFirst(files);
    for (Path file : left) {
      long batch = batch(file);
      if (batch < FIRST_BATCH) {
        number = batch;
        continue;
      }
      number++;
      Path mended = Checkpoint.checkpointFile(directory.toString(), new Time(number));
      write(files, mended, ofLastBatch(read(files, file), batch, file));
      files.delete(file, /* recursive= */ false);
    }
    return !left.isEmpty();
  }

  /** Returns whether other drivers have left anything to go on from. */
  boolean exist() throws IOException {
    FileSystem files = directory.getFileSystem(SparkHadoopUtil.get().conf());
    return files.exists(directory) && !oldestFirst(files).isEmpty();
  }

  private List<Path> oldestFirst(FileSystem files) {
    return JavaConverters.seqAsJavaList(
        Checkpoint.getCheckpointFiles(directory.toString(), Option.apply(files)));
  }

  private static long batch(Path file) {
    Matcher name = NAME.matcher(file.getName());
    if (!name.matches()) {
      throw new IllegalStateException("not the name of a checkpoint: " + file);
    }
    return Long.parseLong(name.group(1));
  }

  /** Changed to be of its last batch; as it is where Spark will not be able to read it either. */
  private byte[] ofLastBatch(byte[] content, long named, Path file) {
    try {
      Checkpoint checkpoint = Checkpoint.deserialize(new ByteArrayInputStream(content), conf);
      long last = Math.max(named, lastBatch(checkpoint));
      return last == checkpoint.checkpointTime().milliseconds()
          ? content
          : ofBatch(content, new Time(last));
    } catch (Exception e) {
      // Spark's own code throws checked ones that it does not declare, and is as forgiving.
      LOG.warn("{} cannot be read", file, e);
      return content;
    }
  }

  private byte[] ofBatch(byte[] content, Time batch) throws IOException {
    CompressionCodec codec = CompressionCodec$.MODULE$.createCodec(conf);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (InputStream in = codec.compressedInputStream(new ByteArrayInputStream(content));
        OutputStream out = codec.compressedOutputStream(changed)) {
      out.write(SerializedField.replace(in.readAllBytes(), "checkpointTime", batch));
    }
    return changed.toByteArray();
  }

  private static long lastBatch(Checkpoint checkpoint) {
    long last = checkpoint.checkpointTime().milliseconds();
    for (Time pending : checkpoint.pendingTimes()) {
      last = Math.max(last, pending.milliseconds());
    }
    for (DStream<?> output : checkpoint.graph().getOutputStreams()) {
      last = Math.max(last, lastState(output));
    }
    return last;
  }

  /** The last batch of which there is state; a long time ago if there is none. */
  private static long lastState(DStream<?> stream) {
    long last = Long.MIN_VALUE;
    for (Time time :
        JavaConverters.asJavaCollection(stream.checkpointData().currentCheckpointFiles().keys())) {
      last = Math.max(last, time.milliseconds());
    }
    for (DStream<?> from : JavaConverters.seqAsJavaList(stream.dependencies())) {
      last = Math.max(last, lastState(from));
    }
    return last;
  }

  private static byte[] read(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return IOUtils.toByteArray(in);
    }
  }

  private void write(FileSystem files, Path file, byte[] content) throws IOException {
    Path whole = new Path(directory, "mending");
    try (OutputStream out = files.create(whole, /* overwrite= */ true)) {
      out.write(content);
    }
    if (!files.rename(whole, file)) {
      throw new IOException("cannot rename " + whole + " to " + file);
    }
  }
}
