package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.spark.SparkMark.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads one batch from the parts of a source in turns.
 *
 * <p>The runner keeps readers for the next batch and looks at the mark only if it has no reader. So
 * if it has to read a batch again from an earlier mark, it would continue with the kept reader at
 * the wrong position. Therefore this reader makes the runner forget it when its batch begins. A
 * source keeps by itself what is worth keeping between batches, such as a connection.
 */
final class SparkReader<T, M extends CheckpointMark> extends UnboundedReader<T> {
  private final SparkSource<T, M> source;
  private final List<ReadPart<T, M>> parts;
  private final Instant watermark;
  private final Runnable forgetReaders;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Thread task;
  private int turn;
  private @Nullable UnboundedReader<T> current;
  private @Nullable SparkMark<M> end;

  /**
   * Creates a reader of a batch.
   *
   * @param watermark the watermark at which the batch begins
   * @param forgetReaders makes the runner close and forget its readers
   */
  SparkReader(
      SparkSource<T, M> source,
      List<ReadPart<T, M>> parts,
      Instant watermark,
      Runnable forgetReaders) {
    this.source = source;
    this.parts = parts;
    this.watermark = watermark;
    this.forgetReaders = forgetReaders;
  }

  /** A part of the source while it is read. */
  static final class ReadPart<T, M extends CheckpointMark> {
    private final @Nullable UnboundedReader<T> reader;
    private final @Nullable Part<M> from;
    private boolean started;

    /**
     * Creates a part.
     *
     * @param reader null if the part has ended
     * @param from where to continue, or null to begin at the start
     */
    ReadPart(@Nullable UnboundedReader<T> reader, @Nullable Part<M> from) {
      this.reader = reader;
      this.from = from;
    }

    private boolean advance() throws IOException {
      if (reader == null) {
        return false;
      }
      boolean found = started ? reader.advance() : reader.start();
      started = true;
      return found;
    }

    @SuppressWarnings("unchecked") // A source and its readers have the same type of mark.
    private Part<M> end() {
      if (reader == null && from != null) {
        return from;
      }
      UnboundedReader<T> read = required(reader);
      Instant reached = from == null ? BoundedWindow.TIMESTAMP_MIN_VALUE : from.watermark();
      // A reader that was not started has no watermark.
      Instant watermark = started ? read.getWatermark() : reached;
      return new Part<>(
          (M) read.getCheckpointMark(), watermark.isAfter(reached) ? watermark : reached);
    }
  }

  private static <V> V required(@Nullable V value) {
    if (value == null) {
      throw new NoSuchElementException();
    }
    return value;
  }

  @Override
  public boolean start() throws IOException {
    task = Thread.currentThread();
    forgetReaders.run();
    return advance();
  }

  /**
   * Advances in the batch.
   *
   * @throws IllegalStateException if another task reads it too: each would read half of it
   */
  @Override
  public boolean advance() throws IOException {
    if (!Thread.currentThread().equals(task)) {
      throw new IllegalStateException("a batch is being read by another task already");
    }
    current = null;
    try {
      for (int i = 0; i < parts.size() && current == null; i++) {
        ReadPart<T, M> part = parts.get(turn);
        turn = (turn + 1) % parts.size();
        if (part.advance()) {
          current = part.reader;
        }
      }
    } catch (IOException | RuntimeException e) {
      closeParts();
      throw e;
    }
    return current != null;
  }

  @Override
  public T getCurrent() {
    return required(current).getCurrent();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return required(current).getCurrentTimestamp();
  }

  @Override
  public Instant getWatermark() {
    return watermark;
  }

  /** Returns the mark at the end of the batch; the runner asks for it only then. */
  @Override
  public SparkMark<M> getCheckpointMark() {
    SparkMark<M> mark = end;
    if (mark == null) {
      List<Part<M>> marks = new ArrayList<>();
      for (ReadPart<T, M> part : parts) {
        marks.add(part.end());
      }
      mark = new SparkMark<>(marks);
      end = mark;
      closeParts();
    }
    return mark;
  }

  @Override
  public SparkSource<T, M> getCurrentSource() {
    return source;
  }

  /**
   * Does nothing: the runner closes all readers that it is made to forget, even one that another
   * task is about to start. The parts are closed when the batch ends, successfully or not.
   */
  @Override
  public void close() {}

  private void closeParts() {
    if (closed.compareAndSet(false, true)) {
      try {
        for (ReadPart<T, M> part : parts) {
          if (part.reader != null) {
            part.reader.close();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("a source cannot be closed", e);
      }
    }
  }
}
