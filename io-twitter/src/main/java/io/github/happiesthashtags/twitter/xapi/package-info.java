/**
 * The feed of X API v2 streams, and of a stand-in for that API inside the process.
 *
 * <p>The feed reads a connection and hands each line to its {@code FeedSink} in {@code stream}.
 *
 * <p>{@code XApi} says what to read: one {@code XStream.Part} for each split. {@code XApiFeed}
 * keeps the connection of a split: {@code CatchUp} says what to ask for after a gap, and {@code
 * ApiResponse} says what an answer other than a stream means. {@code XApiControl} makes the short
 * calls beside the stream, through {@code XApiCalls}: rules ({@code RuleSet}, from a {@code
 * RulesFile}) and {@code StaleConnections}.
 *
 * <p>At a 429, from the stream or from a short call, {@code ApiResponse} tells a rate limit, a
 * usage cap and too many connections apart, and reads how long to wait. Then {@code XApiFeed} waits
 * as {@code ReconnectPolicy} says and reconnects; if too many connections are open, it first tries
 * to end a stale one.
 */
@NullMarked
package io.github.happiesthashtags.twitter.xapi;

import org.jspecify.annotations.NullMarked;
