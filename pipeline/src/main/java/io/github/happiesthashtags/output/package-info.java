/** Where leaderboards go: one file a sink. */
@NullMarked
package io.github.happiesthashtags.output;

import org.jspecify.annotations.NullMarked;
