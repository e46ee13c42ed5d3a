/** The job around the leaderboard: options, sources, progress, errors and exit codes. */
@NullMarked
package io.github.happiesthashtags.job;

import org.jspecify.annotations.NullMarked;
