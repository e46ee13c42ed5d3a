package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.job.BadOptionException;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Test;

public final class FlinkDefaultsTest {
  private final FlinkPipelineOptions options =
      PipelineOptionsFactory.as(FlinkPipelineOptions.class);

  @Test
  public void anEmbeddedFlinkDoesNotPassOverASavepoint() {
    options.setSavepointPath("/savepoints/1");

    BadOptionException refused =
        assertThrows(
            BadOptionException.class,
            () ->
                new FlinkDefaults(options, Set.of("savepointPath"), /* embedded= */ true).apply());

    assertThat(refused.getMessage(), containsString("--savepointPath=/savepoints/1: "));
    assertThat(refused.getMessage(), containsString("--flinkMaster=HOST:PORT"));
  }

  @Test
  public void aClusterTakesTheSavepoint() {
    options.setSavepointPath("/savepoints/1");

    new FlinkDefaults(options, Set.of("savepointPath"), /* embedded= */ false).apply();

    assertThat(options.getSavepointPath(), is("/savepoints/1"));
  }
}
