package io.github.happiesthashtags.runners.direct;

import io.github.happiesthashtags.runners.conformance.KafkaConformance;

/** Messages of a job on the Direct runner. */
public final class DirectKafkaIT extends KafkaConformance {}
