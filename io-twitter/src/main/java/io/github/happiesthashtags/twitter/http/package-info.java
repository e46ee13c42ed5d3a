/**
 * What the live feeds share of HTTP: a client that opens one stream at a time and can be closed
 * while it waits, bodies with limits, and gzip that hands out what has come.
 */
@NullMarked
package io.github.happiesthashtags.twitter.http;

import org.jspecify.annotations.NullMarked;
