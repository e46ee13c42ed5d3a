/**
 * A stand-in for the X API: seeded synthetic statuses, and a server on loopback that streams them.
 *
 * <p>{@code XApiSimulator} is the door. Behind it, {@code SocketServer} and {@code HttpConnection}
 * turn bytes into requests; {@code SimulatedApi} decides what a request gets; {@code TweetLog} is
 * the stream, which goes on by the clock and is read by a {@code StreamWriter} for every client;
 * {@code FaultScript} knows what is to go wrong. {@code SyntheticTweets} makes the statuses and can
 * be used alone.
 */
@NullMarked
package io.github.happiesthashtags.simulator;

import org.jspecify.annotations.NullMarked;
