package io.github.happiesthashtags.rank;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window's ranking so far.
 *
 * @param onTime over the statuses that came before the watermark passed the window's end
 * @param withLate over those that came late as well, or null if none did
 */
record Ranking(List<LeaderboardRow> onTime, @Nullable List<LeaderboardRow> withLate)
    implements Serializable {}
