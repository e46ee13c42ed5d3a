package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.spark.SparkMark.Part;
import io.github.happiesthashtags.runners.spark.recovery.Recovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.runners.spark.io.MicrobatchSource;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A wrapper of an unbounded source that Beam's Spark runner can read without losing input.
 *
 * <p>All parts of the source are one split. The runner has one watermark for all splits, the
 * highest of theirs, so what a slower split reads would be late.
 *
 * <p>If an executor is lost, Spark reads its batch again. The batch then has other elements,
 * because reading is bounded by time, but the runner keeps the watermark of the first reading. So a
 * batch's watermark is the watermark of the mark at which it begins, which is correct whatever the
 * batch contains.
 *
 * <p>When a killed driver is restarted, Spark may run batches again that ended long ago: all since
 * the oldest batch whose end it had not recorded. Their state has already been cleared. Without a
 * mark, such a batch would begin like a new job: it would read current input and thereby close
 * windows that are still open. So a restarted driver reads nothing without a mark.
 */
final class SparkSource<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<T, SparkMark<M>> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SparkSource.class);

  /** The smallest number of parts, so that every call gives the same parts. */
  private static final int DESIRED_PARTS = 1;

  /** Identifies this process; a restarted driver finds another id in the checkpoint. */
  private static final UUID PROCESS = UUID.randomUUID();

  private final UnboundedSource<T, M> source;
  private final UUID firstDriver;
  private final boolean goesOn;

  SparkSource(UnboundedSource<T, M> source) {
    this(source, PROCESS, false);
  }

  private SparkSource(UnboundedSource<T, M> source, UUID firstDriver, boolean goesOn) {
    this.source = source;
    this.firstDriver = firstDriver;
    this.goesOn = goesOn;
  }

  /** Called on the driver before each batch. */
  @Override
  public List<SparkSource<T, M>> split(int desiredNumSplits, PipelineOptions options) {
    if (PROCESS.equals(firstDriver)) {
      // Only in the first driver: a restarted one finds this done in its checkpoint, and begins to
      // make batches before its stream can be accessed.
      Recovery.ofThisSpark().keepOnDisk();
    }
    return split(PROCESS);
  }

  List<SparkSource<T, M>> split(UUID driver) {
    return List.of(
        goesOn || driver.equals(firstDriver) ? this : new SparkSource<>(source, firstDriver, true));
  }

  @Override
  public SparkReader<T, M> createReader(PipelineOptions options, @Nullable SparkMark<M> from)
      throws IOException {
    return createReader(options, from, MicrobatchSource::clearCache);
  }

  SparkReader<T, M> createReader(
      PipelineOptions options, @Nullable SparkMark<M> from, Runnable forgetReaders)
      throws IOException {
    if (goesOn && (from == null || from.isNowhere())) {
      LOG.warn("Spark repeats a batch whose checkpoint mark is gone; the batch reads nothing");
      return new SparkReader<>(this, List.of(), BoundedWindow.TIMESTAMP_MIN_VALUE, forgetReaders);
    }
    List<? extends UnboundedSource<T, M>> sources = parts(options);
    if (from != null && from.parts().size() != sources.size()) {
      throw new IOException(
          "the checkpoint is of a source with "
              + from.parts().size()
              + " partitions, but there are "
              + sources.size()
              + ": resume with as many, or start with another --checkpointDir");
    }
    List<SparkReader.ReadPart<T, M>> parts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Part<M> part = from == null ? null : from.parts().get(i);
      // An ended part is not opened again, because it might start from its beginning.
      parts.add(
          new SparkReader.ReadPart<>(
              part != null && part.isDone()
                  ? null
                  : sources.get(i).createReader(options, part == null ? null : part.mark()),
              part));
    }
    return new SparkReader<>(
        this,
        parts,
        from == null ? BoundedWindow.TIMESTAMP_MIN_VALUE : from.watermark(),
        forgetReaders);
  }

  private List<? extends UnboundedSource<T, M>> parts(PipelineOptions options) throws IOException {
    try {
      return source.split(DESIRED_PARTS, options);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the source cannot be split", e);
    }
  }

  @Override
  public Coder<SparkMark<M>> getCheckpointMarkCoder() {
    return SparkMark.coder(source.getCheckpointMarkCoder());
  }

  @Override
  public Coder<T> getOutputCoder() {
    return source.getOutputCoder();
  }

  @Override
  public void validate() {
    source.validate();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.delegate(source);
  }
}
