/** The same question answered by native Flink programs: as most write them, and tuned. */
@NullMarked
package io.github.happiesthashtags.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
