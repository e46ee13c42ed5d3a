package io.github.happiesthashtags.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A status to be written, with the statuses that it refers to.
 *
 * @param own the status itself; without a text if it is a retweet
 * @param retweeted the retweeted status, or null
 * @param quoted the quoted status, or null
 */
record SimulatedTweet(Draft own, @Nullable Draft retweeted, @Nullable Draft quoted) {}
