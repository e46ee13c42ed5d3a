package io.github.happiesthashtags.twitter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server inside the process that speaks the streaming part of the X API v2, to try clients
 * against without an account, a network or a bill.
 *
 * <h2>Starting one</h2>
 *
 * <pre>{@code
 * try (XApiSimulator x =
 *     XApiSimulator.builder().seed(42).tweetsPerSecond(200).happyShare(0.25).start()) {
 *   HttpRequest request =
 *       HttpRequest.newBuilder(x.uri().resolve("/2/tweets/sample/stream"))
 *           .header("Authorization", "Bearer " + x.bearerToken())
 *           .build();
 *   HttpClient.newHttpClient()
 *       .send(request, BodyHandlers.ofLines())
 *       .body()
 *       .filter(line -> !line.isEmpty()) // keep-alives
 *       .limit(1000)
 *       .forEach(System.out::println);
 * }
 * }</pre>
 *
 * <h2>What it serves</h2>
 *
 * {@code GET /2/tweets/search/stream} and {@code GET /2/tweets/sample/stream}, with any query
 * string: one message a line, as {@link SyntheticTweets#nextV2} makes them, ended by {@code \r\n},
 * and a bare {@code \r\n} when nothing was sent for the keep-alive period. Query parameters change
 * nothing: there are always the same fields, and always a matching rule.
 *
 * <p>Errors are those of the API, as problem documents: 401 for a wrong token, 429
 * (TooManyConnections) for a second connection to an endpoint, 404 for other paths and 405 for
 * other methods.
 *
 * <h2>Time</h2>
 *
 * A status is created when the {@linkplain Builder#clock clock} says that it is due, and only while
 * a client is connected: one that reconnects goes on where the stream is, and what was on its way
 * to it when it left is lost, as with the real API without backfill. The rate is the simulator's:
 * clients of both endpoints share it and each get a part of the stream. A client that reads too
 * slowly slows the stream down; at most one second's worth is made up for afterwards.
 *
 * <p>The keep-alive period is real time whatever the clock, because it is about connections.
 *
 * <h2>Same seed, same statuses</h2>
 *
 * The seed fixes what is said; ids and times follow the clock. For the same bytes in every run,
 * give a clock of your own and move it only when all that was due is served.
 *
 * <h2>Leaving</h2>
 *
 * A client that goes away is noticed at the next write, so its endpoint may be taken for as long as
 * nothing is due, and at most about two keep-alive periods. All threads are daemons.
 *
 * <p>Safe for use by several threads.
 */
public final class XApiSimulator implements AutoCloseable {
  private final SimulatedApi api;
  private final StreamTransport transport;
  private final URI uri;
  private final String bearerToken;
  private final AtomicBoolean closed = new AtomicBoolean();

  private XApiSimulator(SimulatedApi api, StreamTransport transport, String bearerToken) {
    this.api = api;
    this.transport = transport;
    this.bearerToken = bearerToken;
    this.uri = URI.create("http://" + StreamTransport.ADDRESS + ":" + transport.port());
  }

  /** Settings to choose from before a simulator starts; each of them has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where the API is, such as {@code http://127.0.0.1:40123}, for use as a base URL. */
  public URI uri() {
    return uri;
  }

  /** The token that requests must carry. */
  public String bearerToken() {
    return bearerToken;
  }

  /** How many status messages were written to clients so far, duplicates included. */
  public long served() {
    return api.served();
  }

  /** How many streams were opened so far, those that have ended included. */
  long connections() {
    return api.connections();
  }

  /** How many clients are streaming, those included that have left unnoticed. */
  public int openConnections() {
    return api.openConnections();
  }

  /** Ends all the streams, stops all the threads and frees the port. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      api.end();
      transport.close();
    }
  }

  /** Settings of a simulator. Each call changes this builder and returns it. */
  public static final class Builder {
    private static final int LARGEST_PORT = 65_535;
    private static final int TOKEN_BYTES = 24;

    private long seed = 42;
    private double tweetsPerSecond = 100;
    private long tweetLimit;
    private @Nullable String bearerToken;
    private int port;
    // What the API's documentation promises.
    private Duration keepAlive = Duration.ofSeconds(20);
    private double duplicateShare;
    private double lateShare;
    private Duration lateBy = Duration.ofSeconds(30);
    private double happyShare = SyntheticTweets.REALISTIC_HAPPY_SHARE;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** What decides everything that is random, 42 by default. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Statuses a second of the clock, 100 by default; 0 for keep-alives alone. The first one is due
     * at once.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Builder tweetsPerSecond(double tweetsPerSecond) {
      check(
          tweetsPerSecond >= 0 && Double.isFinite(tweetsPerSecond),
          "tweetsPerSecond",
          tweetsPerSecond,
          "give 0 or a positive number");
      this.tweetsPerSecond = tweetsPerSecond;
      return this;
    }

    /**
     * How many status messages there are, duplicates included; only keep-alives follow. 0, the
     * default, for a stream without end.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder tweetLimit(long tweetLimit) {
      check(tweetLimit >= 0, "tweetLimit", tweetLimit, "give 0 (endless) or a positive number");
      this.tweetLimit = tweetLimit;
      return this;
    }

    /**
     * The token that requests must carry; a random one by default.
     *
     * @throws IllegalArgumentException if it is empty, or has characters that no header can carry
     */
    public Builder bearerToken(String bearerToken) {
      // The message leaves the value out: it is a secret, if only a pretended one.
      if (bearerToken.isEmpty() || !bearerToken.chars().allMatch(c -> c > ' ' && c <= '~')) {
        throw new IllegalArgumentException(
            "bearerToken is empty or has spaces or non-ASCII characters: give a token without");
      }
      this.bearerToken = bearerToken;
      return this;
    }

    /**
     * The port on loopback, or 0, the default, for any free one.
     *
     * @throws IllegalArgumentException if there is no such port
     */
    public Builder port(int port) {
      check(port >= 0 && port <= LARGEST_PORT, "port", port, "give 0 (any free one) to 65535");
      this.port = port;
      return this;
    }

    /**
     * After how long a silence a keep-alive is sent, 20 s by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder keepAlive(Duration keepAlive) {
      check(isPositive(keepAlive), "keepAlive", keepAlive, "give a positive duration");
      this.keepAlive = keepAlive;
      return this;
    }

    /**
     * The share of messages that repeat one of the last 64, byte for byte; 0 by default.
     *
     * @throws IllegalArgumentException if it is no number from 0 to 1
     */
    public Builder duplicateShare(double duplicateShare) {
      this.duplicateShare = checkShare("duplicateShare", duplicateShare);
      return this;
    }

    /**
     * The share of statuses that come later than they were created; 0 by default.
     *
     * @throws IllegalArgumentException if it is no number from 0 to 1
     */
    public Builder lateShare(double lateShare) {
      this.lateShare = checkShare("lateShare", lateShare);
      return this;
    }

    /**
     * How late the late ones are at most, 30 s by default. They are spread evenly.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder lateBy(Duration lateBy) {
      check(isPositive(lateBy), "lateBy", lateBy, "give a positive duration");
      this.lateBy = lateBy;
      return this;
    }

    /**
     * The share of statuses with both a hashtag and a smile, 0.014 by default as in recordings.
     *
     * @throws IllegalArgumentException if it is no number from 0 to 1
     */
    public Builder happyShare(double happyShare) {
      this.happyShare = checkShare("happyShare", happyShare);
      return this;
    }

    /** What paces the stream and dates the statuses; the system's clock by default. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * A simulator that listens already.
     *
     * @throws UncheckedIOException if the port can't be bound
     * @throws IllegalArgumentException if the clock is before November 2010, when ids began to
     *     carry a time
     */
    public XApiSimulator start() {
      check(
          clock.millis() - lateBy.toMillis() > SyntheticTweets.FIRST_MILLIS,
          "clock",
          clock.instant(),
          "set it to 2011 or later");
      String token = bearerToken == null ? randomToken() : bearerToken;
      StreamSettings settings =
          new StreamSettings(
              seed,
              tweetsPerSecond,
              tweetLimit,
              happyShare,
              duplicateShare,
              lateShare,
              lateBy,
              keepAlive,
              clock);
      SimulatedApi api = new SimulatedApi(settings, token);
      try {
        return new XApiSimulator(api, HttpServerTransport.listen(port, api), token);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "port %d on loopback can't be bound (%s): end what listens there, or give 0 for any"
                    .formatted(port, e.getMessage())
                + " free port",
            e);
      }
    }

    private static String randomToken() {
      byte[] random = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(random);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static double checkShare(String name, double share) {
      check(share >= 0 && share <= 1, name, share, "give a share from 0 to 1");
      return share;
    }

    private static boolean isPositive(Duration duration) {
      return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean holds, String name, Object value, String remedy) {
      if (!holds) {
        throw new IllegalArgumentException(name + " is " + value + ": " + remedy);
      }
    }
  }
}
