/** The leaderboard of the happiest hashtags, as a transform and as a job. */
@NullMarked
package io.github.happiesthashtags;

import org.jspecify.annotations.NullMarked;
