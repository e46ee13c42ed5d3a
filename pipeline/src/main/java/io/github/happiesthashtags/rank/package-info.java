/**
 * From messages to ranked hashtags: what counts of a status, tallies per slice, de-duplication,
 * what is late, and the order of a leaderboard.
 */
@NullMarked
package io.github.happiesthashtags.rank;

import org.jspecify.annotations.NullMarked;
