/** Where leaderboards and dead letters go: one file a sink, and how files are written whole. */
@NullMarked
package io.github.happiesthashtags.output;

import org.jspecify.annotations.NullMarked;
