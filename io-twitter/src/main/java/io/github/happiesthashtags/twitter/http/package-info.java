/**
 * HTTP connections for the live feeds: a client that opens one stream at a time and can be closed
 * while it waits, bodies with limits, gzip that does not hold back received bytes, and proxies.
 * Hands a feed the bytes of a stream, or the body of a refusal.
 */
@NullMarked
package io.github.happiesthashtags.twitter.http;

import org.jspecify.annotations.NullMarked;
