/**
 * HTTP code that the live feeds share: a client that opens one stream at a time and can be closed
 * while it waits, bodies with limits, and gzip that does not hold back received bytes.
 */
@NullMarked
package io.github.happiesthashtags.twitter.http;

import org.jspecify.annotations.NullMarked;
