package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.EmbeddedConformance;
import java.util.List;

/** The packaged jar with the engine beside it, in one process. */
public final class SparkConformanceIT extends EmbeddedConformance {
  @Override
  protected String runner() {
    return "Spark embedded";
  }

  /** One watermark for all splits does not suit two of them. */
  @Override
  protected List<String> partitions() {
    return List.of("--xStream=sample");
  }
}
