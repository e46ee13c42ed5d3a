/**
 * The feed of Twitter's v1.1 streams, for gateways that still speak them.
 *
 * <p>twitter4j encodes the parameters of a request and signs the request ({@code StreamRequest},
 * {@code QuietSignature}). The JDK's HTTP client, shared with X API v2, sends the request and reads
 * the answer. {@code V1Feed} decides when to connect, how long to wait and where messages go.
 * twitter4j does not read the stream: its reader queues without a bound, reads the body of an error
 * to its end, and cannot be closed while it waits for a byte.
 */
@NullMarked
package io.github.happiesthashtags.twitter.v1;

import org.jspecify.annotations.NullMarked;
