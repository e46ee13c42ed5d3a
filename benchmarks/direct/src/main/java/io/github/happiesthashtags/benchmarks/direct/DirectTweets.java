package io.github.happiesthashtags.benchmarks.direct;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.twitter.TwitterIO;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The job's question over {@link TwitterIO#read}, on the Direct runner: what it costs that every
 * tweet is an element.
 *
 * <pre>DirectTweets INPUT_DIRECTORY OUTPUT_DIRECTORY THREADS</pre>
 */
public final class DirectTweets {
  private DirectTweets() {}

  public static void main(String[] args) {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(Integer.parseInt(args[2]));
    // As in the job: both encode every element, to test a pipeline's code.
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    SinkSettings settings = SinkSettings.of(args[1], "benchmark");
    pipeline
        .apply("Read", TwitterIO.read().fromRecordings(List.of(args[0] + "/*.jsonl")))
        .apply("Rank", HappiestHashtags.rank().onTweets())
        .apply("Write", Sinks.named("csv").create(settings, options));
    pipeline.run().waitUntilFinish();
  }
}
