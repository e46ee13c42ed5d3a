/**
 * The feed of Twitter's v1.1 streams, for gateways that still speak them.
 *
 * <p>twitter4j encodes and signs what is asked ({@code StreamRequest}); when to connect, for how
 * long to wait and where messages go is decided here ({@code V1Feed}). It can be closed while it
 * waits for a byte, and never reads ahead of the sink.
 */
@NullMarked
package io.github.happiesthashtags.twitter.v1;

import org.jspecify.annotations.NullMarked;
