package io.github.happiesthashtags.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the job in this process is getting on.
 *
 * @param state a word for it, such as {@code RUNNING}
 * @param tweets the tweets read so far
 * @param tweetsPerSecond the rate over the last seconds
 * @param lagSeconds how far behind the source's newest tweet is; null if it is not known
 * @param watermark the event time up to which tables are final; null if there is none yet
 * @param late the tweets that came after their window had closed
 * @param lostSeconds the part of the stream that is lost for good
 * @param dropped the tweets dropped because the job could not keep up
 * @param malformed the lines that could not be read
 */
public record JobHealth(
    String state,
    long tweets,
    double tweetsPerSecond,
    @Nullable Double lagSeconds,
    @Nullable Instant watermark,
    long late,
    double lostSeconds,
    long dropped,
    long malformed) {}
