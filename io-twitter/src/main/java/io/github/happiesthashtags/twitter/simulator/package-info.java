/**
 * A stand-in for the X API: seeded synthetic statuses, and a server on loopback that streams them.
 *
 * <p>{@code XApiSimulator} decides what a request gets and never sees a socket; a {@code
 * StreamTransport} speaks HTTP and never sees a status. {@code SyntheticTweets} makes the statuses
 * and can be used without either.
 */
@NullMarked
package io.github.happiesthashtags.twitter.simulator;

import org.jspecify.annotations.NullMarked;
