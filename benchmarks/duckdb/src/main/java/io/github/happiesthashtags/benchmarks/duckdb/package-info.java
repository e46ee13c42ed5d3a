/** The same question asked of DuckDB in SQL, over the same files. */
@NullMarked
package io.github.happiesthashtags.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
