package io.github.happiesthashtags.runners.spark;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes Beam's Spark runner read the unbounded sources of any pipeline with a right watermark.
 *
 * <p>The runner has one watermark for all splits of a source: the highest of theirs. What a slower
 * split reads is late then, such as the tweets of a partition that lags behind. The jobs of this
 * project need no call; a pipeline of your own that runs on a plain {@code SparkRunner} does:
 *
 * <pre>{@code
 * SparkReads.apply(pipeline);
 * pipeline.run();
 * }</pre>
 */
public final class SparkReads<T>
    implements PTransformOverrideFactory<PBegin, PCollection<T>, Read.Unbounded<T>> {

  private SparkReads() {}

  /**
   * Replaces every unbounded source of a pipeline by one split with the lowest watermark of all
   * splits. Call it when the pipeline is complete, before it runs.
   */
  public static void apply(Pipeline pipeline) {
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(
                transform ->
                    transform.getTransform() instanceof Read.Unbounded<?> read
                        && !(read.getSource() instanceof SparkSource),
                new SparkReads<>())));
  }

  @Override
  public PTransformReplacement<PBegin, PCollection<T>> getReplacementTransform(
      AppliedPTransform<PBegin, PCollection<T>, Read.Unbounded<T>> transform) {
    return PTransformReplacement.of(
        transform.getPipeline().begin(), wrapped(transform.getTransform().getSource()));
  }

  @SuppressWarnings("unchecked") // Only the source knows the type of its marks.
  private static <T, M extends UnboundedSource.CheckpointMark> Read.Unbounded<T> wrapped(
      UnboundedSource<T, ?> source) {
    return Read.from(new SparkSource<>((UnboundedSource<T, M>) source));
  }

  @Override
  public Map<PCollection<?>, ReplacementOutput> mapOutputs(
      Map<TupleTag<?>, PCollection<?>> outputs, PCollection<T> newOutput) {
    return ReplacementOutputs.singleton(outputs, newOutput);
  }
}
