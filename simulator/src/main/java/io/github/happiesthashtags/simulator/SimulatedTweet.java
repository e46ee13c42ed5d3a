package io.github.happiesthashtags.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One message to be written.
 *
 * @param own the status itself; a retweet's has no text of its own
 * @param retweeted the status that it repeats
 * @param quoted the status that it comments on
 */
record SimulatedTweet(Draft own, @Nullable Draft retweeted, @Nullable Draft quoted) {}
