/** The same question answered by native Spark programs: in SQL as most write it, and tuned. */
@NullMarked
package io.github.happiesthashtags.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
