package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.KafkaConformance;
import io.github.happiesthashtags.testsupport.Thorough;
import org.junit.experimental.categories.Category;

/** Messages of a job on embedded Spark. */
@Category(Thorough.class)
public final class SparkKafkaIT extends KafkaConformance {}
