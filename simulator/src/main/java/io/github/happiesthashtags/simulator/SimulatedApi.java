package io.github.happiesthashtags.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server side of the X API: decides how each request is answered. */
final class SimulatedApi implements SocketServer.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedApi.class);
  private static final long TICK_MILLIS = 2;

  private final StreamSettings settings;
  private final PlanSettings plan;
  private final Credentials credentials;
  private final FaultScript script;
  private final OpenStreams streams;
  private final StreamServices services;
  private final StreamRequests requests;
  private final ConnectLimit connectLimit;
  private final RulesApi rulesApi;
  private final ConnectionsApi connectionsApi;
  private final UsageApi usageApi;
  private final ControlApi control;
  private final Rules rules;
  private final RequestLog log = new RequestLog();
  private volatile boolean ending;

  SimulatedApi(
      StreamSettings settings,
      PlanSettings plan,
      Credentials credentials,
      List<String> rules,
      List<FaultScript.Step> faults) {
    this.settings = settings;
    this.plan = plan;
    this.credentials = credentials;
    this.script = new FaultScript(faults);
    this.rules = new Rules(rules);
    this.streams = new OpenStreams(settings.clock());
    BilledPosts billed = new BilledPosts(settings.clock());
    this.services =
        new StreamServices(
            settings,
            Arrays.stream(MessageMaker.Form.values())
                .collect(Collectors.toMap(form -> form, form -> new TweetLog(settings, form))),
            script,
            this.rules,
            streams,
            billed,
            () -> ending);
    this.requests = new StreamRequests(plan, settings.clock());
    this.connectLimit = new ConnectLimit(plan.connectsPerQuarterHour(), settings.clock());
    this.rulesApi = new RulesApi(this.rules, settings.clock());
    this.connectionsApi = new ConnectionsApi(streams);
    this.usageApi = new UsageApi(billed, settings.clock());
    this.control = new ControlApi(script, log);
  }

  /** Makes messages as they become due, until the simulator ends; runs on its own thread. */
  void keepTime() {
    try {
      while (!ending) {
        for (TweetLog each : services.logs().values()) {
          each.catchUp();
        }
        // This tick drives the stream: tweets are made as they become due.
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The simulator makes no more statuses", e);
    }
  }

  FaultScript script() {
    return script;
  }

  OpenStreams streams() {
    return streams;
  }

  List<ReceivedRequest> requests() {
    return log.all();
  }

  /** Ends every stream regularly. */
  void end() {
    ending = true;
    services.logs().values().forEach(TweetLog::end);
  }

  @Override
  public void handle(HttpConnection connection) throws IOException, InterruptedException {
    RequestHead head;
    String body;
    try {
      head = connection.readHead();
      if (head == null) {
        return;
      }
      body = connection.readBody(head);
    } catch (Refused e) {
      connection.send(e.answer(), true);
      return;
    }
    if (head.path().startsWith(ControlApi.PATH)) {
      connection.send(control.answer(head, body, connection.port()), true);
      return;
    }
    StreamEndpoint endpoint = StreamEndpoint.at(head.path()).orElse(null);
    boolean authorized =
        (endpoint != null && endpoint.isV1())
            ? credentials.hasSignature(head, body)
            : credentials.hasBearerToken(head);
    try {
      if (endpoint != null) {
        stream(connection, head, body, endpoint, authorized);
      } else {
        Document answer = document(head, body, authorized);
        log.add(head, answer.status(), authorized);
        connection.send(answer, !head.method().equals("HEAD"));
      }
    } catch (Refused e) {
      log.add(head, e.answer().status(), authorized);
      connection.send(e.answer(), !head.method().equals("HEAD"));
    }
  }

  private Document document(RequestHead head, String body, boolean authorized) throws Refused {
    String path = head.path();
    boolean known =
        path.equals(ConnectionsApi.PATH)
            || path.startsWith(ConnectionsApi.PATH + "/")
            || path.equals(RulesApi.PATH)
            || path.startsWith(RulesApi.PATH + "/")
            || path.equals(UsageApi.PATH);
    if (known && !authorized) {
      return Problems.unauthorized();
    }
    if (path.equals(UsageApi.PATH)) {
      return usageApi.answer(head);
    }
    Document answer = known ? rulesApi.answer(head, body) : null;
    if (known && answer == null) {
      answer = connectionsApi.answer(head, body);
    }
    return answer == null ? Problems.notFound() : answer;
  }

  private void stream(
      HttpConnection connection,
      RequestHead head,
      String body,
      StreamEndpoint endpoint,
      boolean authorized)
      throws IOException, InterruptedException, Refused {
    boolean mayPost = endpoint.isV1() && head.method().equals("POST");
    if (!head.method().equals("GET") && !mayPost) {
      throw new Refused(Problems.notAllowed(endpoint.isV1() ? "GET, POST" : "GET"));
    }
    if (!authorized) {
      throw new Refused(Problems.unauthorized());
    }
    if (!answersConnect(connection, head)) {
      log.add(head, 0, true);
      connection.watch();
      new Pace(settings.clock()).standStill(settings.halfOpenAdvance(), () -> isOver(connection));
      return;
    }
    Map<String, String> headers = connectLimit.count(endpoint);
    StreamPlan asked = requests.read(endpoint, head);
    if (endpoint == StreamEndpoint.FILTERED && rules.matching() == null) {
      throw new Refused(Problems.noRules());
    }
    if (endpoint == StreamEndpoint.V1_FILTER && !hasFilter(head, body)) {
      throw new Refused(
          Document.text(
              406,
              "No filter parameters found. Expect at least one parameter: follow track locations"));
    }
    OpenStreams.Entry entry = streams.open(asked, connection, plan.connectionsPerStream());
    if (entry == null) {
      throw new Refused(
          endpoint.isV1()
              ? Document.text(420, "Exceeded connection limit for user")
              : Problems.tooManyConnections().with(headers));
    }
    serve(connection, head, entry, headers);
  }

  private void serve(
      HttpConnection connection,
      RequestHead head,
      OpenStreams.Entry entry,
      Map<String, String> headers)
      throws IOException, InterruptedException {
    TweetLog tweets = services.log(entry.plan.endpoint());
    String reason = "Client disconnected";
    Cursor cursor = tweets.open(entry.plan);
    try {
      log.add(head, 200, true);
      OutputStream out = connection.begin(head, headers);
      connection.watch();
      reason = new StreamWriter(services, entry, cursor, connection, out).run();
    } finally {
      tweets.close(cursor);
      streams.closed(entry, reason);
    }
  }

  /**
   * Performs the faults that are due on a connect.
   *
   * @return false if the connect gets no response
   */
  private boolean answersConnect(HttpConnection connection, RequestHead head)
      throws InterruptedException, Refused {
    Fault fault = script.nextForConnect();
    if (fault == null) {
      return true;
    }
    switch (fault.kind()) {
      case REFUSE -> throw new Refused(refusal(fault.refusal()));
      case REDIRECT ->
          throw new Refused(
              Document.text(302, "See " + fault.url()).with(Map.of("Location", fault.url())));
      case NEVER_ANSWER -> {
        return false;
      }
      default -> {
        LOG.debug("{} is answered late", head.path());
        Duration late = Duration.ofSeconds(fault.amount());
        new Pace(settings.clock()).pause(late, () -> isOver(connection));
        return true;
      }
    }
  }

  private Document refusal(Refusal refusal) {
    Map<String, String> headers = new HashMap<>();
    if (refusal.retryAfter() >= 0) {
      headers.put("Retry-After", Long.toString(refusal.retryAfter()));
    }
    if (refusal.reset() >= 0) {
      long reset = settings.clock().instant().plusSeconds(refusal.reset()).getEpochSecond();
      headers.put("x-rate-limit-reset", Long.toString(reset));
    }
    Document document =
        switch (refusal.status()) {
          case 401 -> Problems.unauthorized();
          case 402 -> Problems.creditsDepleted();
          case 403 -> Problems.forbidden("This client has no access to the stream.");
          case 409 -> Problems.noRules();
          case 420 -> Document.text(420, "Enhance Your Calm");
          case 429 ->
              refusal.usageCap()
                  ? Problems.usageCapExceeded()
                  : Problems.status(429, "Too Many Requests");
          default -> Problems.status(503, "Service Unavailable");
        };
    return document.with(headers);
  }

  private boolean isOver(HttpConnection connection) {
    return ending || connection.isGone();
  }

  private static boolean hasFilter(RequestHead head, String body) {
    return hasFilter(head.parameters()) || hasFilter(RequestHead.parameters(body));
  }

  private static boolean hasFilter(List<RequestHead.Parameter> parameters) {
    List<String> filters = List.of("track", "follow", "locations");
    return parameters.stream().anyMatch(parameter -> filters.contains(parameter.name()));
  }
}
