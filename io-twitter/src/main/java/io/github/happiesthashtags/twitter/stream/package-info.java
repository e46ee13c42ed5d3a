/**
 * Live streams: the SPI for feeds, and the sessions that carry their messages into Beam.
 *
 * <p>A feed pushes lines, a session cuts them into blocks and buffers them, and a reader hands the
 * blocks to the pipeline, which parses them with {@code wire}.
 *
 * <p>A {@code FeedSpec} opens a {@code Feed}, which pushes messages into a {@code FeedSink}. Each
 * split has one {@code Session} with one thread and one bounded buffer; the session outlives its
 * readers, because runners close and reopen readers all the time. {@code FeedSource} makes as many
 * splits as a feed has connections.
 *
 * <p>The watermark is computed in {@code SessionSink}: for every message appended, and from the
 * clock when the stream is quiet. {@code FeedMark} is the checkpoint: it keeps how far a stream was
 * received, so that a restarted feed knows its gap.
 *
 * <p>After a 429, {@code ReconnectPolicy} says how long the feed waits before it reconnects; {@code
 * ConnectGate} keeps all feeds of an app below the API's limit of connections. {@code Allowance}
 * limits how much a feed reads, {@code GapAccount} counts what was recovered and lost, {@code
 * ConnectionLog} logs changes of state.
 */
@NullMarked
package io.github.happiesthashtags.twitter.stream;

import org.jspecify.annotations.NullMarked;
