package io.github.happiesthashtags.rank;

import java.util.List;

/**
 * A tally as one window sees it.
 *
 * @param late whether its statuses came after the watermark had passed the window's end
 */
record WindowedTally(boolean late, List<HappyStatus> statuses) {}
