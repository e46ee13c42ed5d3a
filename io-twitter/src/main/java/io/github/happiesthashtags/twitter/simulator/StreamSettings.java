package io.github.happiesthashtags.twitter.simulator;

import java.time.Clock;
import java.time.Duration;

/** What a simulator was told to stream; {@link XApiSimulator.Builder} has checked it. */
record StreamSettings(
    long seed,
    double tweetsPerSecond,
    long tweetLimit,
    double happyShare,
    double duplicateShare,
    double lateShare,
    Duration lateBy,
    Duration keepAlive,
    Clock clock) {}
