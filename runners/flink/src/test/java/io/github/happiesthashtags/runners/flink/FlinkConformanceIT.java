package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.EmbeddedConformance;
import java.util.List;

/** The packaged jar with the engine beside it, in one process. */
public final class FlinkConformanceIT extends EmbeddedConformance {
  @Override
  protected String runner() {
    return "Flink embedded";
  }

  /** Two splits, each in a task of its own. */
  @Override
  protected List<String> partitions() {
    return List.of("--xStream=sample10", "--parallelism=2");
  }
}
