/**
 * The feed of Twitter's v1.1 streams, for gateways that still speak them.
 *
 * <p>twitter4j encodes and signs the request ({@code StreamRequest}). {@code V1Feed} decides when
 * to connect, how long to wait and where messages go. It can be closed while it waits for a byte,
 * and never reads ahead of the sink.
 */
@NullMarked
package io.github.happiesthashtags.twitter.v1;

import org.jspecify.annotations.NullMarked;
