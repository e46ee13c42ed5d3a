/**
 * The wire layer: bytes of a Twitter stream or recording to messages. Knows no Beam source, no
 * socket and no file.
 */
@NullMarked
package io.github.happiesthashtags.twitter.wire;

import org.jspecify.annotations.NullMarked;
