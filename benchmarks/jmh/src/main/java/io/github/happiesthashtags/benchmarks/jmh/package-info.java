/** What the benchmarks of single steps share. */
@NullMarked
package io.github.happiesthashtags.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
