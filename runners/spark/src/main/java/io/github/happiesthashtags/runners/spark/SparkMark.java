package io.github.happiesthashtags.runners.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** The checkpoint mark of a {@link SparkSource}: how far each part has been read. */
record SparkMark<M extends CheckpointMark>(List<Part<M>> parts) implements CheckpointMark {

  /** The mark of a part and its watermark at that mark. */
  record Part<M extends CheckpointMark>(M mark, Instant watermark) {

    /** Returns whether the part has ended. */
    boolean isDone() {
      return !watermark.isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE);
    }
  }

  /**
   * Returns whether this mark ends a batch that read nothing because it had no mark to begin at.
   */
  boolean isNowhere() {
    return parts.isEmpty();
  }

  /** Returns the lowest watermark of all parts. */
  Instant watermark() {
    Instant lowest = BoundedWindow.TIMESTAMP_MAX_VALUE;
    for (Part<M> part : parts) {
      lowest = part.watermark().isBefore(lowest) ? part.watermark() : lowest;
    }
    return lowest;
  }

  @Override
  public void finalizeCheckpoint() throws IOException {
    for (Part<M> part : parts) {
      part.mark().finalizeCheckpoint();
    }
  }

  static <M extends CheckpointMark> Coder<SparkMark<M>> coder(Coder<M> marks) {
    return new MarkCoder<>(ListCoder.of(new PartCoder<>(marks)));
  }

  private static final class MarkCoder<M extends CheckpointMark> extends CustomCoder<SparkMark<M>> {
    private static final long serialVersionUID = 1L;

    private final Coder<List<Part<M>>> parts;

    MarkCoder(Coder<List<Part<M>>> parts) {
      this.parts = parts;
    }

    @Override
    public void encode(SparkMark<M> mark, OutputStream out) throws IOException {
      parts.encode(mark.parts(), out);
    }

    @Override
    public SparkMark<M> decode(InputStream in) throws IOException {
      return new SparkMark<>(parts.decode(in));
    }
  }

  private static final class PartCoder<M extends CheckpointMark> extends CustomCoder<Part<M>> {
    private static final long serialVersionUID = 1L;
    private static final InstantCoder WATERMARK = InstantCoder.of();

    private final Coder<M> mark;

    PartCoder(Coder<M> mark) {
      this.mark = mark;
    }

    @Override
    public void encode(Part<M> part, OutputStream out) throws IOException {
      mark.encode(part.mark(), out);
      WATERMARK.encode(part.watermark(), out);
    }

    @Override
    public Part<M> decode(InputStream in) throws IOException {
      M decoded = mark.decode(in);
      return new Part<>(decoded, WATERMARK.decode(in));
    }
  }
}
