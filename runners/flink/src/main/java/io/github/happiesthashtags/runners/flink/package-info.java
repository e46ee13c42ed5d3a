/** The job on Flink: embedded in the process, or submitted to a cluster. */
@NullMarked
package io.github.happiesthashtags.runners.flink;

import org.jspecify.annotations.NullMarked;
