package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.EmbeddedConformance;

/** The packaged jar with an embedded engine. */
public final class SparkConformanceIT extends EmbeddedConformance {
  @Override
  protected String runner() {
    return "Spark embedded";
  }
}
