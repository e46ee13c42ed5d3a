package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings of a stream, validated by {@link XApiSimulator.Builder}.
 *
 * @param ringBytes how many bytes of the past are kept
 * @param mostBehind how many bytes a connection may be behind; 0 if the stream waits for it
 * @param halfOpenAdvance how far a virtual clock jumps when a connection falls silent
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
