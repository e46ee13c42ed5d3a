/**
 * What the job with {@code --job=event-time} computes, by hand: no runner, no framework, and
 * nothing of the project's own code, so that it stays a measure of it.
 */
@NullMarked
package io.github.happiesthashtags.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
