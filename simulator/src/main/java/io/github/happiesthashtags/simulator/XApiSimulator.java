package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.SimulatorSettings.check;
import static io.github.happiesthashtags.simulator.SimulatorSettings.checkShare;
import static io.github.happiesthashtags.simulator.SimulatorSettings.isPositive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An HTTP server that simulates the streaming endpoints of the X API v2 and v1.1, for testing
 * clients without an account, a network or a bill.
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
 * <ul>
 *   <li>{@code GET} {@code /2/tweets/search/stream}, {@code sample/stream}, {@code sample10/stream}
 *       (partitions 1 and 2), {@code firehose/stream} (1 to 20) and {@code
 *       firehose/stream/lang/{en,ja,ko,pt}} (1 to 8, others 1 and 2), with {@code backfill_minutes}
 *       and, except for the sample, {@code start_time} and {@code end_time}. {@code expansions} and
 *       the fields of tweets, users, media and places choose what a post has; without them it has
 *       {@code id}, {@code text} and {@code edit_history_tweet_ids}, as from X. Names without data,
 *       such as {@code withheld} or those of polls, are accepted, and nothing comes of them.
 *   <li>The rules under {@code /2/tweets/search/stream/rules}. <b>Every rule matches every
 *       status</b>; without a rule the filtered stream answers 409.
 *   <li>{@code /2/connections}, which lists connections and ends them.
 *   <li>{@code GET /2/usage/tweets}, which counts the posts that the v2 streams have sent, each
 *       once a UTC day, as X bills them.
 *   <li>{@code GET} and {@code POST /1.1/statuses/sample.json} and {@code filter.json}, signed by
 *       OAuth 1.0a: a separate stream in the v1.1 format.
 * </ul>
 *
 * All v2 streams have the same statuses, those of {@link SyntheticTweets}, one a line that ends in
 * {@code \r\n}; languages are not separated. Status number {@code s} (from 0) is in partition
 * {@code s % n + 1} of {@code n}. After a keep-alive period without a message, the server sends a
 * bare {@code \r\n}. Errors are the API's problem documents. Responses are gzipped on request.
 *
 * <h2>Time</h2>
 *
 * The stream begins with the first connection and then follows the {@linkplain Builder#clock
 * clock}, with or without clients: status number {@code k} is created and due {@code k / rate}
 * seconds after the first. Past messages stay in a ring, from which backfill and recovery select by
 * due time. Backfill sends older messages first and then the live stream; it repeats what the
 * client received before. Without backfill, a client that reconnects continues at the current time.
 *
 * <p>A client that is too far behind gets a disconnect message and is cut off, unless {@link
 * Builder#mostBehind} lets the stream wait for it. If the machine cannot keep up with the rate, the
 * stream leaves out time.
 *
 * <p>Keep-alives and faults take real time, whatever the clock, except with a {@link VirtualClock}.
 * While clients are connected, a virtual clock jumps to the next status or keep-alive as soon as
 * all clients have received everything before it, so hours pass as fast as clients read. The clock
 * does not wait for a client that has read nothing for a fifth of a second. Without clients, only
 * the test moves the clock.
 *
 * <h2>Faults</h2>
 *
 * See {@link Fault}. {@link Builder#fault} lets a fault happen after a number of messages, {@link
 * #inject} as soon as possible. {@code POST /simulator/faults} does either for each string of a
 * JSON array such as {@code ["reset", "500:half-open"]}. If several clients are connected, one of
 * them gets the fault.
 *
 * <h2>Truth</h2>
 *
 * {@link Builder#onMade} reports every status before it is sent; {@link #requests}, {@link
 * #connections()} and {@link #mostAtOnce} report what clients did. The seed fixes the content; ids
 * and times follow the clock, so a {@link VirtualClock} gives the same bytes in every run.
 *
 * <h2>Command line</h2>
 *
 * {@link #main} serves until it is interrupted; {@code GET /simulator/requests} lists the requests
 * so far.
 *
 * <p>Thread-safe. All threads of a simulator are daemons.
 */
public final class XApiSimulator implements AutoCloseable {
  private final SimulatedApi api;
  private final SocketServer server;
  private final Credentials credentials;
  private final URI uri;
  private final AtomicBoolean closed = new AtomicBoolean();

  private XApiSimulator(SimulatedApi api, SocketServer server, Credentials credentials) {
    this.api = api;
    this.server = server;
    this.credentials = credentials;
    this.uri = URI.create("http://" + SocketServer.ADDRESS + ":" + server.port());
  }

  /** Returns a builder in which every setting has its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Serves until the process is interrupted; exits with 2 if an option is invalid. */
  public static void main(String[] args) {
    SimulatorMain.run(args);
  }

  /** Returns the base URL of the API, such as {@code http://127.0.0.1:40123}. */
  public URI uri() {
    return uri;
  }

  /** Returns the token that v2 requests must carry. */
  public String bearerToken() {
    return credentials.bearerToken;
  }

  /**
   * Returns the credentials of v1.1: consumer key, consumer secret, access token, access token
   * secret.
   */
  public List<String> oAuth() {
    return List.of(
        credentials.consumerKey,
        credentials.consumerSecret,
        credentials.accessToken,
        credentials.accessTokenSecret);
  }

  /** Returns how many status messages were sent to clients so far, including duplicates. */
  public long served() {
    return api.script().sent();
  }

  /** Returns how many streams were opened so far, including those that have ended. */
  public long connections() {
    return api.streams().opened();
  }

  /** Returns how many streams of a path and, unless it is 0, a partition were opened so far. */
  public long connectionsBy(String path, int partition) {
    return api.streams().opened(StreamPlan.key(path, partition));
  }

  /** Returns the most simultaneous clients that a path and partition ever had. */
  public int mostAtOnce(String path, int partition) {
    return api.streams().mostAtOnce(StreamPlan.key(path, partition));
  }

  /** Returns how many connections the API counts as open. */
  public int openConnections() {
    return api.streams().count();
  }

  /** Returns the latest 10,000 requests, oldest first, without those under {@code /simulator/}. */
  public List<ReceivedRequest> requests() {
    return api.requests();
  }

  /** Lets a fault happen as soon as possible. */
  public void inject(Fault fault) {
    api.script().inject(fault);
  }

  /** Ends all streams, stops all threads and frees the port. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      api.end();
      server.close();
    }
  }

  /**
   * The settings of a simulator. Each call changes this builder and returns it, or throws an {@link
   * IllegalArgumentException} that names the setting, its value and the valid values.
   */
  public static final class Builder {
    private final SimulatorSettings settings = new SimulatorSettings();

    private Builder() {}

    /** Sets the seed of everything random, 42 by default. */
    public Builder seed(long seed) {
      settings.seed = seed;
      return this;
    }

    /**
     * Sets how many statuses are due in a second of the clock, 100 by default; 0 for keep-alives
     * only. The first status is due at once.
     */
    public Builder tweetsPerSecond(double tweetsPerSecond) {
      check(
          tweetsPerSecond >= 0 && Double.isFinite(tweetsPerSecond),
          "tweetsPerSecond",
          tweetsPerSecond,
          "give 0 or a positive number");
      settings.tweetsPerSecond = tweetsPerSecond;
      return this;
    }

    /**
     * Sets after how many status messages, including duplicates, only keep-alives follow. 0, the
     * default, is a stream without end.
     */
    public Builder tweetLimit(long tweetLimit) {
      check(tweetLimit >= 0, "tweetLimit", tweetLimit, "give 0 (endless) or a positive number");
      settings.tweetLimit = tweetLimit;
      return this;
    }

    /**
     * Sets the token that v2 requests must carry; random by default.
     *
     * @throws IllegalArgumentException if the token is empty or has characters that no header can
     *     carry
     */
    public Builder bearerToken(String bearerToken) {
      // The message leaves out the value: even a simulated secret is a secret.
      if (bearerToken.isEmpty() || !bearerToken.chars().allMatch(c -> c > ' ' && c <= '~')) {
        throw new IllegalArgumentException(
            "bearerToken is empty or has spaces or non-ASCII characters: give a token without");
      }
      settings.bearerToken = bearerToken;
      return this;
    }

    /** Sets the port on loopback; 0, the default, is any free port. */
    public Builder port(int port) {
      check(
          port >= 0 && port <= SimulatorSettings.LARGEST_PORT,
          "port",
          port,
          "give 0 (any free one) to 65535");
      settings.port = port;
      return this;
    }

    /** Sets after how long a silence a keep-alive is sent, 20 s by default. */
    public Builder keepAlive(Duration keepAlive) {
      check(isPositive(keepAlive), "keepAlive", keepAlive, "give a positive duration");
      settings.keepAlive = keepAlive;
      return this;
    }

    /** Sets the share of messages that repeat one of the last 64 byte for byte, 0 by default. */
    public Builder duplicateShare(double duplicateShare) {
      settings.duplicateShare = checkShare("duplicateShare", duplicateShare);
      return this;
    }

    /** Sets the share of statuses that are sent later than they were created, 0 by default. */
    public Builder lateShare(double lateShare) {
      settings.lateShare = checkShare("lateShare", lateShare);
      return this;
    }

    /** Sets the most that late statuses are late, 30 s by default. Delays are spread evenly. */
    public Builder lateBy(Duration lateBy) {
      check(isPositive(lateBy), "lateBy", lateBy, "give a positive duration");
      settings.lateBy = lateBy;
      return this;
    }

    /**
     * Sets the share of statuses with both a hashtag and a smile, 0.014 by default, as in
     * recordings.
     */
    public Builder happyShare(double happyShare) {
      settings.happyShare = checkShare("happyShare", happyShare);
      return this;
    }

    /**
     * Sets the clock that paces the stream and dates the statuses; the system's clock by default.
     */
    public Builder clock(Clock clock) {
      settings.clock = clock;
      return this;
    }

    /** Sets how many bytes of the past are kept, 64 MB by default; never more than 24 hours. */
    public Builder ringBytes(long ringBytes) {
      check(ringBytes > 0, "ringBytes", ringBytes, "give a positive number");
      settings.ringBytes = ringBytes;
      return this;
    }

    /**
     * Sets how many bytes a client may be behind before it is cut off, 32 MB by default. With 0 the
     * stream waits for the slowest client and makes up for at most about a second.
     */
    public Builder mostBehind(long mostBehind) {
      check(mostBehind >= 0, "mostBehind", mostBehind, "give 0 (wait) or a positive number");
      settings.mostBehind = mostBehind;
      return this;
    }

    /** Sets how far a virtual clock jumps when a connection falls silent, 30 s by default. */
    public Builder halfOpenAdvance(Duration by) {
      check(!by.isNegative(), "halfOpenAdvance", by, "give zero or a positive duration");
      settings.halfOpenAdvance = by;
      return this;
    }

    /**
     * Sets a callback that gets every status in order, before it is sent, without delete notices
     * and duplicates. The stream waits for the callback.
     */
    public Builder onMade(Consumer<Made> onMade) {
      settings.onMade = onMade;
      return this;
    }

    /** Sets whether the plan includes {@code backfill_minutes}, true by default. */
    public Builder backfillAllowed(boolean allowed) {
      settings.backfillAllowed = allowed;
      return this;
    }

    /** Sets whether the plan includes {@code start_time} and {@code end_time}, true by default. */
    public Builder recoveryAllowed(boolean allowed) {
      settings.recoveryAllowed = allowed;
      return this;
    }

    /**
     * Sets how many clients an endpoint, or each of its partitions, may have at once, 1 by default.
     */
    public Builder connectionsPerStream(int most) {
      check(most > 0, "connectionsPerStream", most, "give a positive number");
      settings.connectionsPerStream = most;
      return this;
    }

    /** Sets the most requests to an endpoint in 15 minutes; 0, the default, is no limit. */
    public Builder connectsPerQuarterHour(int most) {
      check(most >= 0, "connectsPerQuarterHour", most, "give 0 (no limit) or a positive number");
      settings.connectsPerQuarterHour = most;
      return this;
    }

    /** Sets the initial rules of the filtered stream, none by default. */
    public Builder rules(List<String> values) {
      for (String value : values) {
        check(Rules.defect(value).isEmpty(), "rules", value, Rules.defect(value).orElse(""));
      }
      settings.rules.addAll(values);
      return this;
    }

    /** Sets the consumer key that v1.1 requests must be signed with; random by default. */
    public Builder consumerKey(String key, String secret) {
      settings.consumerKey = key;
      settings.consumerSecret = secret;
      return this;
    }

    /** Sets the access token that v1.1 requests must be signed with; random by default. */
    public Builder accessToken(String token, String secret) {
      settings.accessToken = token;
      settings.accessTokenSecret = secret;
      return this;
    }

    /** Adds a fault that happens once this many status messages were sent in all. */
    public Builder fault(long afterMessages, Fault fault) {
      check(afterMessages >= 0, "afterMessages", afterMessages, "give 0 or a positive number");
      settings.faults.add(new FaultScript.Step(afterMessages, fault));
      return this;
    }

    /**
     * Starts the simulator, which listens when this method returns.
     *
     * @throws UncheckedIOException if the port can't be bound
     * @throws IllegalArgumentException if the clock is before November 2010, when ids began to
     *     carry a time
     */
    public XApiSimulator start() {
      Credentials credentials = settings.credentials();
      SimulatedApi api = settings.api(credentials);
      try {
        SocketServer server = SocketServer.listen(settings.port, api);
        server.run(api::keepTime);
        return new XApiSimulator(api, server, credentials);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "port %d on loopback can't be bound (%s): end what listens there, or give 0 for any"
                    .formatted(settings.port, e.getMessage())
                + " free port",
            e);
      }
    }
  }
}
