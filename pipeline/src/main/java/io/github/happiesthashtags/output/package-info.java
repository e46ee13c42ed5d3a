/** The sinks of leaderboards and dead letters, one class each, and a writer of whole files. */
@NullMarked
package io.github.happiesthashtags.output;

import org.jspecify.annotations.NullMarked;
