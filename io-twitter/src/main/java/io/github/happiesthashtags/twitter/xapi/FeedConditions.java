package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.stream.ReconnectPolicy.Pause;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a test of a feed sets, so that hours of reconnects pass in a moment.
 *
 * @param silence the time without a byte after which a connection counts as lost
 * @param compressed whether to ask for gzip, which a feed over loopback otherwise does not
 * @param pause waits between connections
 * @param clock the clock of the feed
 */
public record FeedConditions(
    Duration silence, boolean compressed, Pause pause, InstantSource clock) {}
