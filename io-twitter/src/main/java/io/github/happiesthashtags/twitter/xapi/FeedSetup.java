package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy.Pause;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of one {@link XApiFeed}; by default the API's own limits and the system's clock. */
final class FeedSetup {
  /**
   * The default silence: the API sends at least a keep-alive every 20 s; the rest is slack for a
   * slow network.
   */
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
   * Creates the settings of one stream.
   *
   * @param name the stream's name in dead letters and logs
   * @param uri the stream's address, with the query that every request has
   * @param tokens the source of the token
   */
  FeedSetup(String name, URI uri, XApiCalls.TokenSource tokens) {
    this.name = name;
    this.uri = uri;
    this.tokens = tokens;
  }

  /** Returns the setup of one split of X's streams. */
  static FeedSetup of(XApi api, int split) {
    List<XStream.Part> parts = api.parts();
    XStream.Part part = parts.get(split);
    ApiAccess access = api.access();
    URI uri = part.uri(access.url(), api.requestFields());
    RulesFile rules = part.stream() == XStream.FILTERED ? api.rulesFile() : null;
    return new FeedSetup(part.label(), uri, access::readToken)
        .control(new XApiControl(access.calls(), part, rules))
        .proxies(access.proxies())
        .recoverable(part.stream().isRecoverable())
        .allowance(api.allowance().share(split, parts.size()))
        // Over loopback, compression would only cost time.
        .compressed(!ApiAddress.isLoopback(uri.getHost()));
  }

  /** Sets what a test sets. */
  FeedSetup conditions(FeedConditions conditions) {
    return silence(conditions.silence())
        .compressed(conditions.compressed())
        .time(conditions.pause(), conditions.clock());
  }

  /** Sets whether the feed may ask for {@code start_time}. */
  FeedSetup recoverable(boolean recoverable) {
    this.recoverable = recoverable;
    return this;
  }

  /** Sets how much the feed may read. */
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

  /** Sets the time without a byte after which the connection counts as lost. */
  FeedSetup silence(Duration silence) {
    this.silence = silence;
    return this;
  }

  FeedSetup proxies(Proxies proxies) {
    this.proxies = proxies;
    return this;
  }

  /** Sets how the feed waits between connections, and its clock. */
  FeedSetup time(Pause pause, InstantSource clock) {
    this.pause = pause;
    this.clock = clock;
    return this;
  }

  /** The help that a stream gets from the API's other endpoints. */
  interface Control extends AutoCloseable {
    /** Does nothing. */
    Control NONE = new Control() {};

    /**
     * Prepares what the stream needs, such as rules; called before every connection.
     *
     * @throws RulesException if the rules cannot be used
     */
    default void prepare() throws IOException, InterruptedException {}

    /** Records that the API has no rules, so that {@link #prepare} sets them again. */
    default void rulesAreGone() {}

    /**
     * Ends a stale connection of this stream, which has died but which the API still counts.
     *
     * @param made the time at which the lost connection was made; null if an earlier process lost
     *     it
     * @param before connections made later belong to others
     * @return the number of connections ended
     */
    default int endStale(@Nullable Instant made, Instant before) throws InterruptedException {
      return 0;
    }

    /** Cancels running calls. */
    @Override
    default void close() {}
  }
}
