/**
 * Runs the project's jobs and their peers in turns, each a process of its own, and reports what
 * they cost.
 */
@NullMarked
package io.github.happiesthashtags.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
