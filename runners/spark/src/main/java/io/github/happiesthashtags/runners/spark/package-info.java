/** The job on Spark: embedded in the process, or submitted to a cluster. */
@NullMarked
package io.github.happiesthashtags.runners.spark;

import org.jspecify.annotations.NullMarked;
