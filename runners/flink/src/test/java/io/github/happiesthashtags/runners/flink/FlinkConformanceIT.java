package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.EmbeddedConformance;

/** The packaged jar with the engine beside it, in one process. */
public final class FlinkConformanceIT extends EmbeddedConformance {}
