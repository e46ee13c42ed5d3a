/**
 * Beam sources over feeds: splits, readers, checkpoint marks and watermarks.
 *
 * <p>{@code FeedSource} makes as many splits as its feed has connections and does no I/O; {@code
 * FeedReader} takes blocks from the session of its split and leaves it to the next reader; {@code
 * SourceMetrics} names all that is reported.
 */
@NullMarked
package io.github.happiesthashtags.twitter.source;

import org.jspecify.annotations.NullMarked;
