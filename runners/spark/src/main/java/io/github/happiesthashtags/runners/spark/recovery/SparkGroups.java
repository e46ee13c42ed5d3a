package io.github.happiesthashtags.runners.spark.recovery;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes Spark checkpoint the state of every group before downstream steps consume its output.
 *
 * <p>Spark checkpoints a batch's state when the job that computed it has ended. If the executor
 * that holds the state is lost before, Spark computes it again, but with a watermark that may have
 * advanced. Then the group fires windows that it had not fired before, and nobody consumes them,
 * because the downstream steps are done. So each group gets an extra output that nothing consumes:
 * Beam's runner makes a job of each output of a pipeline, one after the other in the order of the
 * pipeline (Beam 2.70.0, {@code EvaluationContext.computeOutputs}).
 */
final class SparkGroups<K, V>
    implements PTransformOverrideFactory<
        PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>, GroupByKey<K, V>> {
  private final Set<PTransform<?, ?>> replacements;

  private SparkGroups(Set<PTransform<?, ?>> replacements) {
    this.replacements = replacements;
  }

  static void apply(Pipeline pipeline) {
    Set<PTransform<?, ?>> replacements = Collections.newSetFromMap(new IdentityHashMap<>());
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(
                transform ->
                    transform.getTransform() instanceof GroupByKey
                        && !replacements.contains(transform.getTransform()),
                new SparkGroups<>(replacements))));
  }

  @Override
  public PTransformReplacement<PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>>
      getReplacementTransform(
          AppliedPTransform<
                  PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>, GroupByKey<K, V>>
              transform) {
    GroupByKey<K, V> group = transform.getTransform();
    replacements.add(group);
    return PTransformReplacement.of(
        PTransformReplacements.getSingletonMainInput(transform), new KeptFirst<>(group));
  }

  @Override
  public Map<PCollection<?>, ReplacementOutput> mapOutputs(
      Map<TupleTag<?>, PCollection<?>> outputs, PCollection<KV<K, Iterable<V>>> newOutput) {
    return ReplacementOutputs.singleton(outputs, newOutput);
  }

  private static final class KeptFirst<K, V>
      extends PTransform<PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>> {
    private static final long serialVersionUID = 1L;

    private final GroupByKey<K, V> group;

    KeptFirst(GroupByKey<K, V> group) {
      this.group = group;
    }

    @Override
    public PCollection<KV<K, Iterable<V>>> expand(PCollection<KV<K, V>> input) {
      PCollection<KV<K, Iterable<V>>> grouped = input.apply("Group", group);
      grouped.apply("Keep state", ParDo.of(new Nothing<>()));
      // A replacement's output must come from its last step, so it cannot be the group itself.
      return grouped.apply("Then go on", ParDo.of(new Same<>())).setCoder(grouped.getCoder());
    }
  }

  private static final class Nothing<T> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {}
  }

  private static final class Same<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element T element, OutputReceiver<T> out) {
      out.output(element);
    }
  }
}
