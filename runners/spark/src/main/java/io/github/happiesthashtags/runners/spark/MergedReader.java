package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.spark.MergedSource.Marks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a source in turns. */
final class MergedReader<T, M extends CheckpointMark> extends UnboundedReader<T> {
  private final MergedSource<T, M> source;
  private final List<UnboundedReader<T>> parts;
  private final boolean[] started;
  private int turn;
  private @Nullable UnboundedReader<T> current;

  MergedReader(MergedSource<T, M> source, List<UnboundedReader<T>> parts) {
    this.source = source;
    this.parts = parts;
    this.started = new boolean[parts.size()];
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  @Override
  public boolean advance() throws IOException {
    current = null;
    for (int i = 0; i < parts.size() && current == null; i++) {
      UnboundedReader<T> part = parts.get(turn);
      boolean found = started[turn] ? part.advance() : part.start();
      started[turn] = true;
      turn = (turn + 1) % parts.size();
      if (found) {
        current = part;
      }
    }
    return current != null;
  }

  @Override
  public T getCurrent() {
    return current().getCurrent();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return current().getCurrentTimestamp();
  }

  private UnboundedReader<T> current() {
    UnboundedReader<T> part = current;
    if (part == null) {
      throw new NoSuchElementException();
    }
    return part;
  }

  /** The lowest of all parts'; a part that has not been asked for an element yet has none. */
  @Override
  public Instant getWatermark() {
    Instant lowest = BoundedWindow.TIMESTAMP_MAX_VALUE;
    for (int i = 0; i < parts.size(); i++) {
      Instant watermark =
          started[i] ? parts.get(i).getWatermark() : BoundedWindow.TIMESTAMP_MIN_VALUE;
      lowest = watermark.isBefore(lowest) ? watermark : lowest;
    }
    return lowest;
  }

  @Override
  @SuppressWarnings("unchecked") // A source's marks are its readers'.
  public Marks<M> getCheckpointMark() {
    List<M> marks = new ArrayList<>();
    for (UnboundedReader<T> part : parts) {
      marks.add((M) part.getCheckpointMark());
    }
    return new Marks<>(marks);
  }

  @Override
  public long getSplitBacklogBytes() {
    long sum = 0;
    for (UnboundedReader<T> part : parts) {
      long backlog = part.getSplitBacklogBytes();
      if (backlog == BACKLOG_UNKNOWN) {
        return BACKLOG_UNKNOWN;
      }
      sum += backlog;
    }
    return sum;
  }

  @Override
  public MergedSource<T, M> getCurrentSource() {
    return source;
  }

  @Override
  public void close() throws IOException {
    for (UnboundedReader<T> part : parts) {
      part.close();
    }
  }
}
