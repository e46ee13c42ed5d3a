package io.github.happiesthashtags.runners.spark;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.job.RunnerSupport;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Sets the Spark runner's options for the job. */
@AutoService(RunnerSupport.class)
public final class SparkSupport implements RunnerSupport {

  @Override
  public boolean supports(PipelineOptions options) {
    return options.getRunner() == SparkRunner.class;
  }

  @Override
  public void configure(PipelineOptions options, Set<String> given) {
    new SparkDefaults(options.as(SparkPipelineOptions.class), given).apply();
    options.setRunner(EndingSparkRunner.class);
  }

  @Override
  public List<String> warnings(PipelineOptions options) {
    return SparkDefaults.warnings(options.as(SparkPipelineOptions.class));
  }

  @Override
  public boolean runsElsewhere(PipelineOptions options) {
    return !SparkDefaults.isEmbedded(options.as(SparkPipelineOptions.class));
  }
}
