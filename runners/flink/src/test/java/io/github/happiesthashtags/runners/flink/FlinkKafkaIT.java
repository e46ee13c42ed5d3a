package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.KafkaConformance;
import io.github.happiesthashtags.testsupport.Thorough;
import org.junit.experimental.categories.Category;

/** Messages of a job on embedded Flink. */
@Category(Thorough.class)
public final class FlinkKafkaIT extends KafkaConformance {}
