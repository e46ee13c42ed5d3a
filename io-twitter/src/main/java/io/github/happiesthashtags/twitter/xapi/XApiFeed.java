package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ConnectGate;
import io.github.happiesthashtags.twitter.stream.ConnectionLog;
import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.GapAccount;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.stream.StreamLines;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.http.StreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to an X API v2 stream, made again by the API's own rules whenever it is lost. */
final class XApiFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(XApiFeed.class);

  /** As often as a keep-alive would come. */
  private static final Duration IDLE_STEP = Duration.ofSeconds(20);

  private final FeedConfig config;
  private final StreamClient client;
  private final ReconnectPolicy policy;
  private final StreamLines lines;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConnectionLog log;
  private final GapAccount gaps;
  private final ConnectGate gate;
  private boolean backfillAllowed = true;
  private boolean recoveryAllowed;
  private boolean cured;
  private boolean resumed;
  private @Nullable Instant connectedAt;

  /** A feed that is not yet connected. */
  XApiFeed(FeedConfig config) {
    this.config = config;
    this.client = new StreamClient(config.silence(), config.proxies());
    this.policy = new ReconnectPolicy(config.clock());
    this.lines = new StreamLines(config.allowance(), config.clock(), this::dataFlowed, closed);
    this.log = new ConnectionLog(LOG, config.name(), String.valueOf(config.uri().getHost()));
    this.gaps = new GapAccount(log);
    this.gate = new ConnectGate(config.uri(), config.name(), config.clock(), config.pause(), log);
    this.recoveryAllowed = config.recoverable();
  }

  private void dataFlowed() {
    policy.dataFlowed();
    cured = false;
    if (log.isUnsteady() && policy.isSteady()) {
      log.steady();
    }
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    resumed = resume != null;
    // What came while the budget was used up was not wanted, and is not asked for now.
    sink.complete(config.allowance().pausedUntilMillis(sink.progress()));
    while (isOpen() && sink.isWanted() && !config.allowance().isUsedUp(sink.progress())) {
      if (config.allowance().isUsedUpToday(sink.progress(), now().toEpochMilli())) {
        if (pauseUntilTomorrow(sink)) {
          return;
        }
      } else if (connectAndWait(sink)) {
        return;
      }
    }
  }

  /** Reads one connection and waits before the next; true if the feed was closed meanwhile. */
  private boolean connectAndWait(FeedSink sink) throws IOException, InterruptedException {
    Outcome outcome;
    try {
      config.control().prepare();
      if (gate.endsWithClose(closed, sink)) {
        return true;
      }
      outcome = connectAndRead(sink);
    } catch (CredentialsException | RulesException | InvalidRequestException e) {
      throw e;
    } catch (RefusedException e) {
      Refusal refusal = e.refusal();
      outcome = new Outcome(refusal.cause(), String.valueOf(e.getMessage()), waitAfter(refusal));
    } catch (IOException e) {
      if (!isOpen()) {
        return true;
      }
      outcome =
          new Outcome(
              Disconnection.of(e), Disconnection.describe(e), policy.afterNetworkError());
    }
    if (!isOpen() || isSpent(sink)) {
      return false;
    }
    if (outcome.cause() != null) {
      sink.report().reconnecting(outcome.cause());
      sink.report().unreached(config.name(), outcome.what());
      log.lost(outcome.cause(), outcome.what(), outcome.pause(), policy.earlyEnds());
    }
    sink.report()
        .state(
            outcome.cause() == Disconnection.USAGE_CAP
                ? ConnectionState.CAPPED
                : ConnectionState.WAITING);
    return config.pause().endsWithClose(closed, outcome.pause());
  }

  /**
   * How a connection ended.
   *
   * @param cause null if all went as planned
   */
  private record Outcome(@Nullable Disconnection cause, String what, Duration pause) {}

  private Outcome connectAndRead(FeedSink sink) throws IOException, InterruptedException {
    Instant asked = now();
    FeedProgress progress = sink.progress();
    CatchUp catchUp =
        CatchUp.of(
            progress,
            asked.toEpochMilli(),
            config.allowance().pausedUntilMillis(progress),
            backfillAllowed,
            recoveryAllowed);
    boolean isFirst = !sink.progress().hasReached();
    if (isFirst) {
      // The stream begins here for us: what comes from now on and is not received is a gap.
      sink.complete(asked.toEpochMilli());
    }
    sink.report().state(ConnectionState.CONNECTING);
    sink.enter(config.name() + '@' + asked);
    BearerToken token = config.tokens().token();
    HttpResponse<InputStream> response = open(request(catchUp, token));
    try {
      if (response.statusCode() != 200) {
        return refused(response, token, catchUp, asked);
      }
      connectedAt = asked;
      policy.connected();
      log.connected();
      begin(isFirst, catchUp, asked, sink);
      return read(response, catchUp, sink);
    } finally {
      client.closeBody();
    }
  }

  private HttpRequest request(CatchUp catchUp, BearerToken token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(config.uri() + catchUp.query()))
            .header("Authorization", token.header())
            .header("User-Agent", "happiest-hashtags");
    if (config.compressed()) {
      request.header("Accept-Encoding", "gzip");
    }
    return request.build();
  }

  private HttpResponse<InputStream> open(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.open(request);
    } catch (IOException e) {
      gate.failed(e);
      throw e;
    }
  }

  /** Accounts for the gap before this connection. */
  private void begin(boolean isFirst, CatchUp catchUp, Instant asked, FeedSink sink) {
    if (!isFirst) {
      gaps.lostUntil(sink, catchUp.lostUntilMillis(now().toEpochMilli()));
    }
    switch (catchUp.kind()) {
      case NONE -> sink.report().state(ConnectionState.STREAMING);
      case BACKFILL -> {
        // Until the question: what happened while it was answered comes next, in order.
        long reached = sink.progress().reachedMillis();
        sink.recovering(reached, Math.max(reached, asked.toEpochMilli()));
        // It goes over into what happens now without a sign.
        sink.report().state(ConnectionState.STREAMING);
      }
      case RECOVERY -> {
        sink.replaying();
        sink.report().state(ConnectionState.RECOVERING);
      }
    }
  }

  private Outcome read(HttpResponse<InputStream> response, CatchUp catchUp, FeedSink sink)
      throws IOException, InterruptedException {
    boolean isRecovery = catchUp.kind() == CatchUp.Kind.RECOVERY;
    long before = sink.progress().reachedMillis();
    boolean whole = false;
    try (InputStream content = StreamClient.content(response)) {
      lines.read(content, sink);
      if (Thread.interrupted()) {
        throw new InterruptedException("the session is closed");
      }
      whole = isRecovery && isOpen() && !isSpent(sink) && !lines.endedWithError();
    } finally {
      if (whole) {
        sink.complete(catchUp.recoveredUntilMillis());
      }
      if (isRecovery) {
        gaps.recoveredSince(sink, before);
      }
    }
    if (whole) {
      return new Outcome(null, "", Duration.ZERO);
    }
    return lines.endedWithError()
        ? new Outcome(
            Disconnection.OPERATIONAL,
            "the server said that it disconnects",
            policy.afterNetworkError())
        : new Outcome(
            Disconnection.ENDED, "the server ended the stream", policy.afterNetworkError());
  }

  private Outcome refused(
      HttpResponse<InputStream> response, BearerToken token, CatchUp catchUp, Instant asked)
      throws IOException, InterruptedException {
    Refusal refusal = Refusal.of(response, now());
    int status = refusal.status();
    if ((status == 403 || status == 400) && catchUp.kind() != CatchUp.Kind.NONE) {
      return withoutCatchUp(catchUp, status);
    }
    if (status == 401 && !config.tokens().token().header().equals(token.header())) {
      return new Outcome(Disconnection.TOKEN, "the token was replaced", Duration.ZERO);
    }
    if (status == 401 || status == 403) {
      throw new CredentialsException(credentialsMessage(refusal));
    }
    if (status == 400) {
      throw new InvalidRequestException(
          String.valueOf(config.uri().getHost()), config.uri().getPath(), refusal.words());
    }
    if (refusal.cause() == Disconnection.NO_RULES) {
      config.control().rulesAreGone();
    }
    if (refusal.cause() == Disconnection.TOO_MANY_CONNECTIONS && cure(asked)) {
      return new Outcome(refusal.cause(), "a dead connection was ended", Duration.ZERO);
    }
    return new Outcome(refusal.cause(), refusal.what(), waitAfter(refusal));
  }

  private Duration waitAfter(Refusal refusal) {
    return switch (refusal.cause()) {
      case RATE_LIMIT -> policy.afterRateLimit(refusal.asked());
      case USAGE_CAP -> policy.afterCap(refusal.asked());
      default -> policy.afterHttpError(refusal.asked());
    };
  }

  private Outcome withoutCatchUp(CatchUp catchUp, int status) {
    if (catchUp.kind() == CatchUp.Kind.RECOVERY) {
      recoveryAllowed = false;
    } else {
      backfillAllowed = false;
    }
    return new Outcome(
        Disconnection.RECOVERY_REFUSED,
        "the plan has no " + catchUp.kind().name().toLowerCase(Locale.ROOT) + " (" + status + ")",
        Duration.ZERO);
  }

  /** Only a connection of our own may be dead: one that we had, and lost. */
  private boolean cure(Instant asked) throws InterruptedException {
    if (cured || (connectedAt == null && !resumed)) {
      return false;
    }
    cured = config.control().endStale(connectedAt, asked) > 0;
    return cured;
  }

  private String credentialsMessage(Refusal refusal) {
    String why = refusal.words().suffix();
    return refusal.status() == 401
        ? config.uri().getHost()
            + " refused the bearer token (401)"
            + why
            + ": check the token file, or create a"
            + " new token in the developer portal"
        : config.uri().getHost()
            + " does not give this app the stream "
            + config.uri().getPath()
            + " (403)"
            + why
            + ": check the plan and the app's access in the developer portal";
  }

  /** Lets event time go on without messages; true if the feed was closed meanwhile. */
  private boolean pauseUntilTomorrow(FeedSink sink) throws InterruptedException {
    long tomorrow = Allowance.tomorrow(now().toEpochMilli());
    LOG.warn(
        "{}: the {} posts of today's budget are read; reading goes on at {}",
        config.name(),
        config.allowance().statusesPerDay(),
        Instant.ofEpochMilli(tomorrow));
    sink.report().state(ConnectionState.PAUSED);
    long left = tomorrow - now().toEpochMilli();
    while (left > 0 && sink.isWanted()) {
      sink.idle();
      Duration step = Duration.ofMillis(Math.min(left, IDLE_STEP.toMillis()));
      if (config.pause().endsWithClose(closed, step)) {
        return true;
      }
      left = tomorrow - now().toEpochMilli();
    }
    sink.idle();
    return false;
  }

  private boolean isSpent(FeedSink sink) {
    FeedProgress progress = sink.progress();
    return config.allowance().isUsedUp(progress)
        || config.allowance().isUsedUpToday(progress, now().toEpochMilli());
  }

  private Instant now() {
    return config.clock().instant();
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
    client.close();
    config.control().close();
  }
}
