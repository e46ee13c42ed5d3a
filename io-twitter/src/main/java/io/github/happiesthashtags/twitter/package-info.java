/**
 * A connector that reads Twitter/X into Apache Beam.
 *
 * <p>{@code TwitterIO} is the only entry point. {@code XApi} and {@code V1Api} say what to read
 * live; the result is {@code Tweet}s, or {@code MessageBlock}s of unparsed messages.
 *
 * <p>The packages, in the order of a message's way:
 *
 * <ul>
 *   <li>{@code xapi}, {@code v1} and {@code recording} are the feeds: each reads bytes, finds the
 *       lines and hands them to {@code stream}. {@code recording} also reads files as a bounded
 *       source.
 *   <li>{@code stream} cuts the lines of a feed into blocks, computes the watermark and hands the
 *       blocks to Beam's reader.
 *   <li>{@code wire}, with {@code scan}, turns the lines of a block into statuses and other
 *       messages for {@code ParseBlocks}, or for a pipeline that tallies blocks itself.
 *   <li>{@code tweet} has the values that a {@code Tweet} consists of.
 * </ul>
 *
 * <p>{@code http}, {@code auth} and {@code text} serve the feeds: connections and proxies,
 * credentials, and foreign text that is safe to show.
 */
@NullMarked
package io.github.happiesthashtags.twitter;

import org.jspecify.annotations.NullMarked;
