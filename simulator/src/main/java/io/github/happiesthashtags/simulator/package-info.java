/**
 * A simulator of the X API: seeded synthetic statuses, and a server on loopback that streams them.
 *
 * <p>{@code XApiSimulator} is the door. Behind it, {@code SocketServer} and {@code HttpConnection}
 * turn bytes into requests; {@code SimulatedApi} decides how each request is answered. {@code
 * TweetLog} is the stream, which follows the clock; one {@code StreamWriter} a client reads from
 * the log. {@code FaultScript} holds the pending faults. {@code SyntheticTweets} makes the statuses
 * and can be used alone.
 */
@NullMarked
package io.github.happiesthashtags.simulator;

import org.jspecify.annotations.NullMarked;
