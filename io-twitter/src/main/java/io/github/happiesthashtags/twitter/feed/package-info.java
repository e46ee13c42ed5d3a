/**
 * Live feeds of messages and the sessions that carry them: one connection a split, on its own
 * thread, into a bounded buffer from which a reader takes blocks. Knows no Beam source.
 */
@NullMarked
package io.github.happiesthashtags.twitter.feed;

import org.jspecify.annotations.NullMarked;
