package io.github.happiesthashtags.runners.flink;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.job.RunnerSupport;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** The Flink runner's options that suit the job. */
@AutoService(RunnerSupport.class)
public final class FlinkSupport implements RunnerSupport {

  @Override
  public boolean supports(PipelineOptions options) {
    return options.getRunner() == FlinkRunner.class;
  }

  @Override
  public void configure(PipelineOptions options, Set<String> given) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    boolean embedded = EmbeddedEnvironment.isMeantBy(flink.getFlinkMaster());
    new FlinkDefaults(flink, given, embedded).apply();
    if (embedded) {
      options.setRunner(EmbeddedFlinkRunner.class);
    }
  }
}
