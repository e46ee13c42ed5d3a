package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy.Pause;
import io.github.happiesthashtags.twitter.http.Proxies;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a feed reads, and how.
 *
 * @param name names the stream in dead letters and logs
 * @param uri the stream, with all that is always asked for
 * @param recoverable whether {@code start_time} may be asked for
 * @param tokens where the token comes from
 * @param allowance how much may be read
 * @param compressed whether to ask for gzip
 * @param control what other endpoints do for it
 * @param silence how long no byte may come before the connection counts as lost
 * @param pause waits between connections
 * @param clock what time it is
 * @param proxies the ways to the API
 */
record FeedConfig(
    String name,
    URI uri,
    boolean recoverable,
    TokenSource tokens,
    Allowance allowance,
    boolean compressed,
    StreamControl control,
    Duration silence,
    Pause pause,
    InstantSource clock,
    Proxies proxies) {

  /** The API sends at least a keep-alive every 20 s; the rest is slack for a slow network. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** A feed by the API's own rules and the system's clock. */
  static FeedConfig of(String name, URI uri, TokenSource tokens) {
    return new FeedConfig(
        name,
        uri,
        false,
        tokens,
        Allowance.UNLIMITED,
        false,
        StreamControl.NONE,
        SILENCE,
        Pause.UNTIL_CLOSED,
        InstantSource.system(),
        Proxies.of(null));
  }

  FeedConfig withRecovery(boolean recoverable) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }

  FeedConfig withAllowance(Allowance allowance) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }

  FeedConfig withCompression(boolean compressed) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }

  FeedConfig withControl(StreamControl control) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }

  FeedConfig withSilence(Duration silence) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }

  FeedConfig withProxies(Proxies proxies) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }

  FeedConfig withTime(Pause pause, InstantSource clock) {
    return new FeedConfig(
        name,
        uri,
        recoverable,
        tokens,
        allowance,
        compressed,
        control,
        silence,
        pause,
        clock,
        proxies);
  }
}
