/** Recordings of any size out of a seed, with the shares of everything as measured in real ones. */
@NullMarked
package io.github.happiesthashtags.benchmarks.inputs;

import org.jspecify.annotations.NullMarked;
