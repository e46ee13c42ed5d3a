/**
 * Live feeds of messages and the sessions that carry them. Knows no Beam source.
 *
 * <p>A {@code Feed} pushes messages into a {@code FeedSink}. Behind the sink a {@code Session} cuts
 * them into blocks, one thread and one bounded buffer a split, and hands them to whichever reader
 * asks: a connection has to outlive the readers that runners close and reopen. {@code
 * ProgressTracker} follows until when everything was received, and {@code FeedMark} carries that
 * over restarts, so that a feed knows its gap. Here too is what feeds share: {@code
 * ReconnectPolicy}, {@code Allowance} (how much may be read), {@code ConnectionLog}.
 */
@NullMarked
package io.github.happiesthashtags.twitter.feed;

import org.jspecify.annotations.NullMarked;
