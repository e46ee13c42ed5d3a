package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy.Pause;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What one {@link XApiFeed} is given; by default the API's own rules and the system's clock. */
final class FeedSetup {
  /** The API sends at least a keep-alive every 20 s; the rest is slack for a slow network. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  final String name;
  final URI uri;
  final XApiCalls.TokenSource tokens;
  boolean recoverable;
  Allowance allowance = Allowance.UNLIMITED;
  boolean compressed;
  Control control = Control.NONE;
  Duration silence = SILENCE;
  Pause pause = Pause.UNTIL_CLOSED;
  InstantSource clock = InstantSource.system();
  Proxies proxies = Proxies.of(null);

  /**
   * A setup of one stream.
   *
   * @param name names the stream in dead letters and logs
   * @param uri the stream, with all that is always asked for
   * @param tokens where the token comes from
   */
  FeedSetup(String name, URI uri, XApiCalls.TokenSource tokens) {
    this.name = name;
    this.uri = uri;
    this.tokens = tokens;
  }

  /** Sets whether {@code start_time} may be asked for. */
  FeedSetup recoverable(boolean recoverable) {
    this.recoverable = recoverable;
    return this;
  }

  /** Sets how much may be read. */
  FeedSetup allowance(Allowance allowance) {
    this.allowance = allowance;
    return this;
  }

  /** Sets whether to ask for gzip. */
  FeedSetup compressed(boolean compressed) {
    this.compressed = compressed;
    return this;
  }

  FeedSetup control(Control control) {
    this.control = control;
    return this;
  }

  /** Sets how long no byte may come before the connection counts as lost. */
  FeedSetup silence(Duration silence) {
    this.silence = silence;
    return this;
  }

  FeedSetup proxies(Proxies proxies) {
    this.proxies = proxies;
    return this;
  }

  /** Sets how to wait between connections, and what time it is. */
  FeedSetup time(Pause pause, InstantSource clock) {
    this.pause = pause;
    this.clock = clock;
    return this;
  }

  /** What the API's other endpoints can do for a stream. */
  interface Control extends AutoCloseable {
    /** Does nothing. */
    Control NONE = new Control() {};

    /**
     * Makes ready what the stream needs, such as rules; called before every connection.
     *
     * @throws RulesException if that can't succeed
     */
    default void prepare() throws IOException, InterruptedException {}

    /** The API says that there are no rules: they have to be made ready again. */
    default void rulesAreGone() {}

    /**
     * Ends a connection of this stream that the API still counts although it is dead.
     *
     * @param made when the connection was made that was lost; null if an earlier process lost it
     * @param before younger ones are not ours
     * @return how many were ended
     */
    default int endStale(@Nullable Instant made, Instant before) throws InterruptedException {
      return 0;
    }

    /** Ends calls under way. */
    @Override
    default void close() {}
  }
}
