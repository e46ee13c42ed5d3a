package io.github.happiesthashtags.job;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.twitter.source.ConnectionOptions;
import java.util.List;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.ManualDockerEnvironmentOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.options.RemoteEnvironmentOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHintsOptions;
import org.apache.beam.sdk.util.construction.ExternalTranslationOptions;

/**
 * The options that Beam's core and the connector register, in an order in which they are registered
 * fast: Beam checks each interface against all those before it. In the packaged jars this registrar
 * stands for theirs.
 */
@AutoService(PipelineOptionsRegistrar.class)
public final class BeamOptions implements PipelineOptionsRegistrar {

  /** What no step of a job asks for by its own interface is checked once for all. */
  public interface Rest
      extends ConnectionOptions,
          SdkHarnessOptions,
          ManualDockerEnvironmentOptions,
          RemoteEnvironmentOptions,
          ExternalTranslationOptions {}

  @Override
  public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
    return List.of(
        PipelineOptions.class,
        ApplicationNameOptions.class,
        StreamingOptions.class,
        ExperimentalOptions.class,
        ResourceHintsOptions.class,
        PortablePipelineOptions.class,
        Rest.class);
  }
}
