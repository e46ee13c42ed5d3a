/** Recordings of streams: files of messages, plain, compressed or in a tar, and parts of them. */
@NullMarked
package io.github.happiesthashtags.twitter.recording;

import org.jspecify.annotations.NullMarked;
