package io.github.happiesthashtags.runners.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
 *   <li>When a batch has ended, that is noted in the file named by the newest batch, which then
 *       says that it is of the older one. All batches since would run again, those too whose state
 *       was let go, which Spark computes from the very first batch on. The time of the name is
 *       right: what had not ended by then is listed besides.
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
      write(files, mended, withTime(read(files, file), batch, file));
      files.delete(file, /* recursive= */ false);
    }
    return !left.isEmpty();
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

  /** Changed to be of the batch; as it is where Spark will not be able to read it either. */
  private byte[] withTime(byte[] content, long batch, Path file) throws IOException {
    CompressionCodec codec = CompressionCodec$.MODULE$.createCodec(conf);
    byte[] checkpoint;
    try (InputStream in = codec.compressedInputStream(new ByteArrayInputStream(content))) {
      checkpoint = in.readAllBytes();
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read", file, e);
      return content;
    }
    byte[] prefix = timePrefix();
    int at = indexOf(checkpoint, prefix);
    if (at < 0) {
      LOG.warn("{} has no time", file);
      return content;
    }
    ByteBuffer.wrap(checkpoint).putLong(at + prefix.length, batch);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (OutputStream out = codec.compressedOutputStream(changed)) {
      out.write(checkpoint);
    }
    return changed.toByteArray();
  }

  /**
   * What comes before the milliseconds of the first time in a stream of serialized objects, which
   * in that of a checkpoint is its own: its fields come in the order of their names, and none
   * before {@code checkpointTime} has one.
   */
  private static byte[] timePrefix() throws IOException {
    ByteArrayOutputStream serialized = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
      out.flush();
      int header = serialized.size();
      out.writeObject(new Time(0));
      out.flush();
      byte[] bytes = serialized.toByteArray();
      byte[] prefix = new byte[bytes.length - header - Long.BYTES];
      System.arraycopy(bytes, header, prefix, 0, prefix.length);
      return prefix;
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length + Long.BYTES <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
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
