/**
 * Live streams of messages: the SPI for feeds, and what carries them into Beam.
 *
 * <p>A {@code FeedSpec} opens a {@code Feed}, which pushes messages into a {@code FeedSink}. Behind
 * the sink a {@code Session} cuts them into blocks, one thread and one bounded buffer a split, and
 * hands them to whichever reader asks: a connection has to outlive the readers that runners close
 * and reopen. {@code SessionSink} moves the watermark. {@code FeedMark} carries how far a stream
 * was received over restarts, so that a feed knows its gap. {@code FeedSource} makes as many splits
 * as a feed has connections.
 *
 * <p>Here too is what the feeds of APIs share: {@code ReconnectPolicy} and {@code ConnectGate} say
 * when to connect again, {@code Allowance} how much may be read, {@code ConnectionLog} logs.
 */
@NullMarked
package io.github.happiesthashtags.twitter.stream;

import org.jspecify.annotations.NullMarked;
