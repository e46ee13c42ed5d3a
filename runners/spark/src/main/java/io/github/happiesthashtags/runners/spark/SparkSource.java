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
 * A source as Beam's Spark runner can read it without losing anything.
 *
 * <p>It is one split of all parts of the source: the runner has one watermark for all splits, the
 * highest of theirs, and what a slower one reads would be late.
 *
 * <p>A batch may be read again, when what was read is lost with its executor, and then gives other
 * elements than before, because reading is bounded by time; but the watermark that the runner has
 * taken from it stays. So a batch's watermark is the one of the mark that it began at, which is
 * right for whatever the batch turns out to hold.
 *
 * <p>When a killed driver is started again, Spark may run batches anew that had ended long before
 * (those since the oldest one whose end it had not noted yet), although what was kept of them is
 * cleared already. They would begin at no mark, as a new job does: read what comes now, and close
 * windows by it that are still open. So a driver that was not the first reads nothing without one.
 */
final class SparkSource<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<T, SparkMark<M>> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SparkSource.class);

  /** As few as the source can do with, and as many whenever it is asked. */
  private static final int DESIRED_PARTS = 1;

  /** Other than the one that a checkpoint brings where a driver goes on. */
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

  /** Called on the driver, before each batch. */
  @Override
  public List<SparkSource<T, M>> split(int desiredNumSplits, PipelineOptions options) {
    if (PROCESS.equals(firstDriver)) {
      // Another one finds it done in the checkpoint that it goes on from, and has begun to make
      // batches before its stream may be asked for.
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
      LOG.warn("A batch whose beginning is no longer known is run again, and reads nothing");
      return new SparkReader<>(this, List.of(), BoundedWindow.TIMESTAMP_MIN_VALUE, forgetReaders);
    }
    List<? extends UnboundedSource<T, M>> sources = parts(options);
    if (from != null && from.parts().size() != sources.size()) {
      throw new IOException(
          "the checkpoint is of a source with "
              + from.parts().size()
              + " partitions, but there are "
              + sources.size()
              + ": go on with as many, or begin with another --checkpointDir");
    }
    List<SparkReader.ReadPart<T, M>> parts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Part<M> part = from == null ? null : from.parts().get(i);
      // Opened again, a part that has come to its end might begin anew.
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
