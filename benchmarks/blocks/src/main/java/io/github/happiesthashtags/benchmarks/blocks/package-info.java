/**
 * The project's own reader of blocks and parser for native programs, so that a comparison with them
 * is one of engines, not of parsers.
 */
@NullMarked
package io.github.happiesthashtags.benchmarks.blocks;

import org.jspecify.annotations.NullMarked;
