package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.job.BadOptionException;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.PTransform;
import org.jspecify.annotations.Nullable;

/**
 * Beam's Spark runner has one watermark for all splits of a source, the highest of theirs: what a
 * slower split reads would be late. So a source must come in one.
 */
final class OneSplit extends Pipeline.PipelineVisitor.Defaults {
  private final SparkPipelineOptions options;

  private OneSplit(SparkPipelineOptions options) {
    this.options = options;
  }

  static void check(Pipeline pipeline, SparkPipelineOptions options) {
    pipeline.traverseTopologically(new OneSplit(options));
  }

  @Override
  public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
    @Nullable PTransform<?, ?> transform = node.getTransform();
    if (transform instanceof Read.Unbounded<?> read) {
      int splits = splits(read.getSource());
      if (splits != 1) {
        throw new BadOptionException(
            node.getFullName()
                + " is read in "
                + splits
                + " splits: on Spark it takes a source of one, because all splits share one"
                + " watermark there; read fewer partitions or choose another --runner");
      }
    }
    return CompositeBehavior.ENTER_TRANSFORM;
  }

  private int splits(UnboundedSource<?, ?> source) {
    try {
      return source.split(2, options).size();
    } catch (Exception e) {
      throw new IllegalStateException("the source cannot be split", e);
    }
  }
}
