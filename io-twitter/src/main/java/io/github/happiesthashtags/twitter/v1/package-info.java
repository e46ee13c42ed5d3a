/**
 * The feed of Twitter's v1.1 streams, for gateways that still speak v1.1.
 *
 * <p>The feed reads a connection and hands each line to its {@code FeedSink} in {@code stream}.
 * After a 429 or a 420, {@code V1Feed} waits as {@code ReconnectPolicy} says, and at least as long
 * as the answer asks for.
 *
 * <p>twitter4j encodes the parameters of a request and signs the request ({@code StreamRequest},
 * {@code QuietSignature}). The JDK's HTTP client, shared with X API v2, sends the request and reads
 * the answer. twitter4j does not read the stream: its reader queues without a bound, reads the body
 * of an error to its end, and cannot be closed while it waits for a byte.
 */
@NullMarked
package io.github.happiesthashtags.twitter.v1;

import org.jspecify.annotations.NullMarked;
