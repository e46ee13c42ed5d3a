package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.spark.MergedSource.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * All splits of a source in one. Beam's Spark runner has one watermark for all splits of a source,
 * the highest of theirs: what a slower split reads would be late. This one's is the lowest.
 */
final class MergedSource<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<T, Marks<M>> {
  private static final long serialVersionUID = 1L;

  /** As few as the source can do with, and as many whenever it is asked. */
  private static final int DESIRED_PARTS = 1;

  private final UnboundedSource<T, M> source;

  MergedSource(UnboundedSource<T, M> source) {
    this.source = source;
  }

  /** A mark of every part, in the order of the parts. */
  record Marks<M extends UnboundedSource.CheckpointMark>(List<M> parts)
      implements UnboundedSource.CheckpointMark {

    @Override
    public void finalizeCheckpoint() throws IOException {
      for (M part : parts) {
        part.finalizeCheckpoint();
      }
    }
  }

  @Override
  public List<MergedSource<T, M>> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<T> createReader(PipelineOptions options, @Nullable Marks<M> marks)
      throws IOException {
    List<? extends UnboundedSource<T, M>> parts = parts(options);
    if (marks != null && marks.parts().size() != parts.size()) {
      throw new IOException(
          "the checkpoint is of a source with "
              + marks.parts().size()
              + " partitions, but there are "
              + parts.size()
              + ": go on with as many, or begin with another --checkpointDir");
    }
    List<UnboundedReader<T>> readers = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      readers.add(parts.get(i).createReader(options, marks == null ? null : marks.parts().get(i)));
    }
    return new MergedReader<>(this, readers);
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
  public Coder<Marks<M>> getCheckpointMarkCoder() {
    return new MarksCoder<>(ListCoder.of(source.getCheckpointMarkCoder()));
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

  private static final class MarksCoder<M extends UnboundedSource.CheckpointMark>
      extends CustomCoder<Marks<M>> {
    private static final long serialVersionUID = 1L;

    private final ListCoder<M> parts;

    MarksCoder(ListCoder<M> parts) {
      this.parts = parts;
    }

    @Override
    public void encode(Marks<M> marks, OutputStream out) throws IOException {
      parts.encode(marks.parts(), out);
    }

    @Override
    public Marks<M> decode(InputStream in) throws IOException {
      return new Marks<>(parts.decode(in));
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      parts.verifyDeterministic();
    }
  }
}
