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

  @Test
  public void whatBeamKnowsNoStateBackendByIsRefused() {
    options.setStateBackend("foo");

    assertThat(
        refusal(/* embedded= */ true, "stateBackend"),
        is("--stateBackend=foo: must be filesystem or rocksdb"));
  }

  @Test
  public void aClustersStateBackendNeedsADirectory() {
    options.setStateBackend("rocksdb");

    assertThat(
        refusal(/* embedded= */ false, "stateBackend"),
        containsString("--stateBackend=rocksdb goes with --stateBackendStoragePath"));
  }

  @Test
  public void noTasksAtAllAreRefused() {
    options.setParallelism(0);

    assertThat(
        refusal(/* embedded= */ true, "parallelism"),
        is("--parallelism=0: must be at least 1, or left out for the cluster's own"));
  }

  @Test
  public void numbersThatFlinkWouldFailOnAreRefused() {
    options.setParallelism(32_769);
    assertThat(
        refusal(/* embedded= */ true, "parallelism"),
        is("--parallelism=32769: out of range; use a number from -1 to 32768"));
    options.setCheckpointingInterval(1L);
    assertThat(
        refusal(/* embedded= */ true, "checkpointingInterval"),
        containsString("--checkpointingInterval=1: out of range; use a number from 10 to "));
    options.setMaxBundleSize(0L);
    assertThat(
        refusal(/* embedded= */ true, "maxBundleSize"),
        containsString("--maxBundleSize=0: out of range; use a number from 1 to "));
    options.setFlinkMaster("flink:70000");
    assertThat(
        refusal(/* embedded= */ false, "flinkMaster"),
        is("--flinkMaster=flink:70000: not a port; use ports from 1 to 65535"));
  }

  private String refusal(boolean embedded, String... given) {
    return assertThrows(
            BadOptionException.class,
            () -> new FlinkDefaults(options, Set.of(given), embedded).apply())
        .getMessage();
  }
}
