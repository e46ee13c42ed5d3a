package io.github.happiesthashtags.twitter.stream;

import com.google.auto.service.AutoService;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** Options that tell a live source about the runner. */
public interface ConnectionOptions extends PipelineOptions {

  @Description(
      "Whether a live source's connection stays open when a reader is closed, for the next one. Set"
          + " to false where a reader lives as long as its task, as on Flink: the task may go on in"
          + " another process, which the API would not let in as long as the first is connected.")
  @Default.Boolean(true)
  Boolean getConnectionsOutliveReaders();

  void setConnectionsOutliveReaders(Boolean value);

  /** Registers the options with Beam. */
  @AutoService(PipelineOptionsRegistrar.class)
  final class Registrar implements PipelineOptionsRegistrar {
    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return List.of(ConnectionOptions.class);
    }
  }
}
