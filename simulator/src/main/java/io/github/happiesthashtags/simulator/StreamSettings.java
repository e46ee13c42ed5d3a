package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a simulator was told to stream; {@link XApiSimulator.Builder} has checked it.
 *
 * @param ringBytes how much of the past is kept
 * @param mostBehind how many bytes a connection may be behind; 0 if the stream waits for it
 * @param halfOpenAdvance how far a virtual clock jumps when a connection goes silent
 */
record StreamSettings(
    long seed,
    double tweetsPerSecond,
    long tweetLimit,
    double happyShare,
    double duplicateShare,
    double lateShare,
    Duration lateBy,
    Duration keepAlive,
    Clock clock,
    long ringBytes,
    long mostBehind,
    Duration halfOpenAdvance,
    Consumer<Made> onMade) {}
