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
 * Spark's checkpoint files of a stream, each named after a batch. A restarted driver resumes from
 * the newest file. In two cases (Spark 3.5.7, {@code CheckpointWriter}, {@code JobGenerator}) a
 * stream would lose results after its driver was killed, so this class repairs the files first:
 *
 * <ul>
 *   <li>At the end of a batch, Spark writes a file that claims to be of that batch, however many
 *       batches have begun since. A restarted driver would run all of them again. For those whose
 *       state is already deleted, Spark would recompute it from the very first batch. So the file
 *       is changed to be of the last batch that it knows; it lists separately which batches had not
 *       ended.
 *   <li>A restarted driver writes files of the batches that it repeats. Their names are lower than
 *       those of the previous driver's files, and the driver then deletes state that only the
 *       previous files refer to. If it is killed at that time, no driver can resume: "Checkpoint
 *       directory does not exist". So the files of a previous driver are renamed to sort below all
 *       batches.
 * </ul>
 */
final class SparkCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(SparkCheckpoints.class);

  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d+).*");

  /**
   * Lower numbers are names that this class gives; higher ones are times of batches in
   * milliseconds.
   */
  private static final long FIRST_BATCH = 1_000_000_000;

  private final Path directory;
  private final SparkConf conf = new SparkConf();

  SparkCheckpoints(Path directory) {
    this.directory = directory;
  }

  /**
   * Repairs the files of earlier drivers so that this one can resume from them. If the process is
   * killed meanwhile, the next one can still repair them.
   *
   * @return whether there is a checkpoint to resume from
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

  /** Returns whether earlier drivers have left files to resume from. */
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

  /**
   * Returns the content changed to be of its last batch; unchanged if Spark cannot read it either.
   */
  private byte[] ofLastBatch(byte[] content, long named, Path file) {
    try {
      Checkpoint checkpoint = Checkpoint.deserialize(new ByteArrayInputStream(content), conf);
      long last = Math.max(named, lastBatch(checkpoint));
      return last == checkpoint.checkpointTime().milliseconds()
          ? content
          : ofBatch(content, new Time(last));
    } catch (Exception e) {
      // Spark's code throws undeclared checked exceptions; like Spark, skip a file that cannot be
      // read.
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

  /** Returns the last batch that has state; a time long ago if there is none. */
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
