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
 * An HTTP server that speaks the streaming part of the X API v2, and v1.1's, to try clients against
 * without an account, a network or a bill.
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
 *       and, but for the sample, {@code start_time} and {@code end_time}. Fields and expansions
 *       change nothing.
 *   <li>The rules under {@code /2/tweets/search/stream/rules}. <b>Every rule matches every
 *       status</b>; without a rule the filtered stream answers 409.
 *   <li>{@code /2/connections}, to see connections and to end them.
 *   <li>{@code GET} and {@code POST /1.1/statuses/sample.json} and {@code filter.json}, signed by
 *       OAuth 1.0a: a stream of its own, in v1.1's form.
 * </ul>
 *
 * All v2 streams show the same statuses, as {@link SyntheticTweets#nextV2} makes them, one a line
 * that {@code \r\n} ends; languages are not told apart. Status number {@code s} (from 0) is in
 * partition {@code s % n + 1} of {@code n}. A bare {@code \r\n} is sent when nothing was for the
 * keep-alive period. Errors are those of the API, as problem documents. Who asks for gzip gets it.
 *
 * <h2>Time</h2>
 *
 * The stream begins with the first connection and then goes on by the {@linkplain Builder#clock
 * clock}, listened to or not: status number {@code k} is due, and was created, {@code k / rate}
 * seconds after the first. What was due stays in a ring, which backfill and recovery read, by the
 * time at which it was due. Backfill gives what is older first and then goes on; what the client
 * had got before comes again. Without it, a client that comes back goes on at now.
 *
 * <p>A client that is too far behind is told so and cut off, unless {@link Builder#mostBehind} lets
 * the stream wait for it. A rate that the machine can't reach leaves out time.
 *
 * <p>Keep-alives and faults take real time, whatever the clock, except with a {@link VirtualClock}:
 * then, while a client reads, the clock jumps to the next status or keep-alive as soon as all
 * clients have what came before, so hours pass as fast as they are read. A client that has taken
 * nothing for a fifth of a second is not waited for. While nobody is connected, only you move the
 * clock.
 *
 * <h2>Faults</h2>
 *
 * See {@link Fault}. {@link Builder#fault} lets one happen after so many messages, {@link #inject}
 * as soon as possible; {@code POST /simulator/faults} does either, for each text of a JSON array,
 * such as {@code ["reset", "500:half-open"]}. If several clients are connected, one of them gets
 * the fault.
 *
 * <h2>Truth</h2>
 *
 * {@link Builder#onMade} tells of every status before it is sent; {@link #requests}, {@link
 * #connections()} and {@link #mostAtOnce} of what clients did. The seed fixes what is said; ids and
 * times follow the clock, so a {@link VirtualClock} gives the same bytes in every run.
 *
 * <h2>As a program</h2>
 *
 * {@link #main} serves until it is interrupted; {@code GET /simulator/requests} then tells what was
 * asked.
 *
 * <p>Safe for use by several threads, all of which are daemons.
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

  /** Settings to choose from before a simulator starts; each of them has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Serves until the process is interrupted; bad options end it with 2. */
  public static void main(String[] args) {
    SimulatorMain.run(args);
  }

  /** Where the API is, such as {@code http://127.0.0.1:40123}, for use as a base URL. */
  public URI uri() {
    return uri;
  }

  /** The token that requests to v2 must carry. */
  public String bearerToken() {
    return credentials.bearerToken;
  }

  /** The consumer key and its secret, and the access token and its, that v1.1 asks for. */
  public List<String> oAuth() {
    return List.of(
        credentials.consumerKey,
        credentials.consumerSecret,
        credentials.accessToken,
        credentials.accessTokenSecret);
  }

  /** How many status messages were written to clients so far, duplicates included. */
  public long served() {
    return api.script().sent();
  }

  /** How many streams were opened so far, those that have ended included. */
  public long connections() {
    return api.streams().opened();
  }

  /** How many streams were opened so far of a path and, unless it is 0, a partition. */
  public long connectionsBy(String path, int partition) {
    return api.streams().opened(StreamPlan.key(path, partition));
  }

  /** How many clients there ever were at the same time of a path and a partition. */
  public int mostAtOnce(String path, int partition) {
    return api.streams().mostAtOnce(StreamPlan.key(path, partition));
  }

  /** How many connections the API counts as open. */
  public int openConnections() {
    return api.streams().count();
  }

  /** The latest 10,000 requests, oldest first; those of {@code /simulator/} are left out. */
  public List<ReceivedRequest> requests() {
    return api.requests();
  }

  /** Lets something go wrong as soon as possible. */
  public void inject(Fault fault) {
    api.script().inject(fault);
  }

  /** Ends all the streams, stops all the threads and frees the port. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      api.end();
      server.close();
    }
  }

  /**
   * Settings of a simulator. Each call changes this builder and returns it, or throws an {@link
   * IllegalArgumentException} that names the setting, what it got and what it takes.
   */
  public static final class Builder {
    private final SimulatorSettings settings = new SimulatorSettings();

    private Builder() {}

    /** What decides everything that is random, 42 by default. */
    public Builder seed(long seed) {
      settings.seed = seed;
      return this;
    }

    /**
     * Statuses a second of the clock, 100 by default; 0 for keep-alives alone. The first one is due
     * at once.
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
     * How many status messages there are, duplicates included; only keep-alives follow. 0, the
     * default, for a stream without end.
     */
    public Builder tweetLimit(long tweetLimit) {
      check(tweetLimit >= 0, "tweetLimit", tweetLimit, "give 0 (endless) or a positive number");
      settings.tweetLimit = tweetLimit;
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
      settings.bearerToken = bearerToken;
      return this;
    }

    /** The port on loopback, or 0, the default, for any free one. */
    public Builder port(int port) {
      check(
          port >= 0 && port <= SimulatorSettings.LARGEST_PORT,
          "port",
          port,
          "give 0 (any free one) to 65535");
      settings.port = port;
      return this;
    }

    /** After how long a silence a keep-alive is sent, 20 s by default. */
    public Builder keepAlive(Duration keepAlive) {
      check(isPositive(keepAlive), "keepAlive", keepAlive, "give a positive duration");
      settings.keepAlive = keepAlive;
      return this;
    }

    /** The share of messages that repeat one of the last 64, byte for byte; 0 by default. */
    public Builder duplicateShare(double duplicateShare) {
      settings.duplicateShare = checkShare("duplicateShare", duplicateShare);
      return this;
    }

    /** The share of statuses that come later than they were created; 0 by default. */
    public Builder lateShare(double lateShare) {
      settings.lateShare = checkShare("lateShare", lateShare);
      return this;
    }

    /** How late the late ones are at most, 30 s by default. They are spread evenly. */
    public Builder lateBy(Duration lateBy) {
      check(isPositive(lateBy), "lateBy", lateBy, "give a positive duration");
      settings.lateBy = lateBy;
      return this;
    }

    /** The share of statuses with both a hashtag and a smile, 0.014 by default as in recordings. */
    public Builder happyShare(double happyShare) {
      settings.happyShare = checkShare("happyShare", happyShare);
      return this;
    }

    /** What paces the stream and dates the statuses; the system's clock by default. */
    public Builder clock(Clock clock) {
      settings.clock = clock;
      return this;
    }

    /** How much of the past is kept, 64 MB by default; never more than 24 hours. */
    public Builder ringBytes(long ringBytes) {
      check(ringBytes > 0, "ringBytes", ringBytes, "give a positive number");
      settings.ringBytes = ringBytes;
      return this;
    }

    /**
     * How many bytes a client may be behind before it is cut off, 32 MB by default; with 0 the
     * stream waits for the slowest client, and makes up for at most about a second.
     */
    public Builder mostBehind(long mostBehind) {
      check(mostBehind >= 0, "mostBehind", mostBehind, "give 0 (wait) or a positive number");
      settings.mostBehind = mostBehind;
      return this;
    }

    /** How far a virtual clock jumps when a connection falls silent, 30 s by default. */
    public Builder halfOpenAdvance(Duration by) {
      check(!by.isNegative(), "halfOpenAdvance", by, "give zero or a positive duration");
      settings.halfOpenAdvance = by;
      return this;
    }

    /**
     * Who is told of every status, in order and before it is sent. Delete notices are none, and
     * copies are not told of. The stream waits meanwhile.
     */
    public Builder onMade(Consumer<Made> onMade) {
      settings.onMade = onMade;
      return this;
    }

    /** Whether the plan has {@code backfill_minutes}, as it has by default. */
    public Builder backfillAllowed(boolean allowed) {
      settings.backfillAllowed = allowed;
      return this;
    }

    /** Whether the plan has {@code start_time} and {@code end_time}, as it has by default. */
    public Builder recoveryAllowed(boolean allowed) {
      settings.recoveryAllowed = allowed;
      return this;
    }

    /** How many clients an endpoint, or a partition of it, may have at once; 1 by default. */
    public Builder connectionsPerStream(int most) {
      check(most > 0, "connectionsPerStream", most, "give a positive number");
      settings.connectionsPerStream = most;
      return this;
    }

    /** How often an endpoint may be asked for in 15 minutes; 0, the default, for any number. */
    public Builder connectsPerQuarterHour(int most) {
      check(most >= 0, "connectsPerQuarterHour", most, "give 0 (no limit) or a positive number");
      settings.connectsPerQuarterHour = most;
      return this;
    }

    /** Rules of the filtered stream to begin with; none by default. */
    public Builder rules(List<String> values) {
      for (String value : values) {
        check(Rules.defect(value).isEmpty(), "rules", value, Rules.defect(value).orElse(""));
      }
      settings.rules.addAll(values);
      return this;
    }

    /** What v1.1 requests must be signed with, besides the access token; random by default. */
    public Builder consumerKey(String key, String secret) {
      settings.consumerKey = key;
      settings.consumerSecret = secret;
      return this;
    }

    /** What v1.1 requests must be signed with, besides the consumer key; random by default. */
    public Builder accessToken(String token, String secret) {
      settings.accessToken = token;
      settings.accessTokenSecret = secret;
      return this;
    }

    /** Lets something go wrong when so many status messages in all were sent. */
    public Builder fault(long afterMessages, Fault fault) {
      check(afterMessages >= 0, "afterMessages", afterMessages, "give 0 or a positive number");
      settings.faults.add(new FaultScript.Step(afterMessages, fault));
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
