package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** What the job touches of the world: a test puts inputs and outputs of its own in these places. */
interface JobWiring {
  /** The world. */
  JobWiring REAL = new JobWiring() {};

  /** The pipeline that the job is built into. */
  default Pipeline create(PipelineOptions options) {
    return Pipeline.create(options);
  }

  /** The blocks of the source that the options chose. */
  default PTransform<PBegin, PCollection<MessageBlock>> source(SourceChoice choice) {
    return choice.read();
  }

  /** The sink of this name. */
  default PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> sink(
      Sinks sink, SinkSettings settings) {
    return sink.create(settings);
  }

  /** Called once the job has ended. */
  default void finished(PipelineResult result) {}
}
