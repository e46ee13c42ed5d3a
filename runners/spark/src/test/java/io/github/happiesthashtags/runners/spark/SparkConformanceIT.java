package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.RunnerConformance;

/** The packaged jar with the engine beside it, in one process. */
public final class SparkConformanceIT extends RunnerConformance {}
