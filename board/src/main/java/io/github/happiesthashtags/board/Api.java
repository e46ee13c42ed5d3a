package io.github.happiesthashtags.board;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The resources of the API. {@code openapi.json} describes them, and a test holds it to them. */
final class Api {
  static final String BOARDS = "/api/boards";
  static final String LEADERBOARDS = "/api/boards/{board}/leaderboards";
  static final String CURRENT = "/api/boards/{board}/leaderboards/current";
  static final String ONE = "/api/boards/{board}/leaderboards/{window}";
  static final String HASHTAG = "/api/boards/{board}/hashtags/{hashtag}";
  static final String EVENTS = "/api/boards/{board}/events";
  static final String JOB = "/api/job";

  private static final String JSON = "application/json";

  private final BoardStore store;
  private final Events events;
  private final @Nullable Supplier<JobHealth> health;

  Api(BoardStore store, Events events, @Nullable Supplier<JobHealth> health) {
    this.store = store;
    this.events = events;
    this.health = health;
  }

  /** The answer to {@link #BOARDS}. */
  record Boards(List<BoardStore.Summary> boards) {}

  /**
   * The answer to {@link #LEADERBOARDS}.
   *
   * @param next the address of the windows before these; null if there are none
   */
  record Leaderboards(String board, List<Pane> leaderboards, @Nullable String next) {}

  /** The answer to {@link #HASHTAG}, oldest window first. */
  record History(String board, String hashtag, List<BoardStore.Point> points) {}

  void addTo(JavalinConfig config) {
    config.router.mount(
        routes ->
            routes
                .get(BOARDS, this::boards)
                .get(CURRENT, this::current)
                .get(LEADERBOARDS, this::leaderboards)
                .get(ONE, this::one)
                .get(HASHTAG, this::hashtag)
                .get(EVENTS, this::events)
                .get(JOB, this::job));
  }

  private void boards(Context context) throws SQLException {
    new Parameters(context);
    answer(context, new Boards(store.boards()), false);
  }

  private void current(Context context) throws SQLException {
    Parameters parameters = new Parameters(context, "rows");
    int rows = parameters.number("rows", 0, Limits.MAX_ROWS, Limits.DEFAULT_ROWS);
    String board = board(context);
    Optional<WindowId> window = BoardStore.current(store.newest(board));
    Optional<Pane> pane =
        window.isPresent() ? store.pane(board, window.get(), rows) : Optional.empty();
    answer(context, pane.orElseThrow(() -> noBoard(board)), false);
  }

  private void leaderboards(Context context) throws SQLException {
    Parameters parameters =
        new Parameters(context, "from", "to", "timing", "limit", "rows", "before");
    Instant from = parameters.time("from");
    Instant to = parameters.time("to");
    Parameters.checkRange(from, to);
    int limit = parameters.number("limit", 1, Limits.MAX_WINDOWS, Limits.DEFAULT_WINDOWS);
    int rows = parameters.number("rows", 0, Limits.MAX_ROWS, Limits.DEFAULT_ROWS);
    if (limit * rows > Limits.MAX_ROWS_IN_ALL) {
      throw Problem.badRequest(
          "limit times rows is more than " + Limits.MAX_ROWS_IN_ALL + "; ask for less at a time");
    }
    String board = board(context);
    // One more than asked for tells whether there are any before these.
    List<Pane> panes =
        store.panes(
            board,
            new BoardStore.Query(
                from, to, parameters.timing(), parameters.window("before"), limit + 1, rows));
    if (panes.isEmpty() && !store.hasBoard(board)) {
      throw noBoard(board);
    }
    String next = null;
    if (panes.size() > limit) {
      panes = panes.subList(0, limit);
      next = next(context, panes.get(limit - 1).id());
    }
    boolean closed = to != null && panes.stream().allMatch(Pane::closed);
    answer(context, new Leaderboards(board, panes, next), closed);
  }

  private static String next(Context context, WindowId before) {
    StringBuilder next = new StringBuilder(context.path()).append('?');
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!name.equals("before")) {
                next.append(name).append('=').append(encoded(values.get(0))).append('&');
              }
            });
    return next.append("before=").append(encoded(before.toString())).toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void one(Context context) throws SQLException {
    Parameters parameters = new Parameters(context, "rows");
    int rows = parameters.number("rows", 0, Limits.MAX_ROWS, Limits.DEFAULT_ROWS);
    String board = board(context);
    String text = context.pathParam("window");
    WindowId window = WindowId.parse(text);
    if (window == null) {
      throw Problem.badRequest(
          Parameters.quoted(text)
              + " is no window; give one such as 2026-01-01T00:00:00Z_2026-01-01T01:00:00Z");
    }
    Pane pane =
        store
            .pane(board, window, rows)
            .orElseThrow(() -> Problem.notFound("the board has no window " + window));
    answer(context, pane, pane.closed());
  }

  private void hashtag(Context context) throws SQLException {
    Parameters parameters = new Parameters(context, "from", "to", "limit");
    Instant from = parameters.time("from");
    Instant to = parameters.time("to");
    Parameters.checkRange(from, to);
    int limit = parameters.number("limit", 1, Limits.MAX_POINTS, Limits.MAX_WINDOWS);
    String board = board(context);
    String hashtag = name(context.pathParam("hashtag"), "hashtag");
    if (hashtag.length() > 1 && hashtag.startsWith("#")) {
      hashtag = hashtag.substring(1);
    }
    List<BoardStore.Point> points = store.history(board, hashtag, from, to, limit);
    if (points.isEmpty() && !store.hasBoard(board)) {
      throw noBoard(board);
    }
    List<BoardStore.Point> oldestFirst = new ArrayList<>(points);
    Collections.reverse(oldestFirst);
    boolean closed =
        to != null && points.stream().noneMatch(point -> point.timing().equals(Pane.EARLY));
    answer(context, new History(board, hashtag, oldestFirst), closed);
  }

  private void events(Context context) {
    new Parameters(context);
    events.open(context, board(context));
  }

  private void job(Context context) {
    new Parameters(context);
    if (health == null) {
      throw Problem.notFound("no job runs in this process; it only reads a database");
    }
    answer(context, health.get(), false);
  }

  private static String board(Context context) {
    return name(context.pathParam("board"), "board");
  }

  private static String name(String text, String what) {
    if (text.length() > Limits.MAX_NAME) {
      throw Problem.badRequest(
          "the name of a " + what + " has at most " + Limits.MAX_NAME + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      // PostgreSQL takes no text with NUL.
      throw Problem.badRequest("the name of a " + what + " contains no NUL");
    }
    return text;
  }

  private static Problem noBoard(String board) {
    return Problem.notFound(
        "no board " + Parameters.quoted(board) + " has windows; GET " + BOARDS + " lists all");
  }

  /**
   * Answers with JSON, or that the client's copy is good.
   *
   * @param closed whether only late tweets can change the answer
   */
  private static void answer(Context context, Object value, boolean closed) {
    byte[] body = Json.bytes(value);
    context.header(
        Header.CACHE_CONTROL, closed ? "max-age=" + Limits.CLOSED_FRESH.toSeconds() : "no-cache");
    Api.body(context, JSON, body);
  }

  /** Sends a body with its ETag, or 304. */
  static void body(Context context, String mediaType, byte[] body) {
    String tag = etag(body);
    context.header(Header.ETAG, tag);
    String held = context.header(Header.IF_NONE_MATCH);
    if (held != null && (held.equals("*") || held.contains(tag))) {
      context.status(304);
      return;
    }
    context.contentType(mediaType).result(body);
  }

  /** Weak, because the same content may be sent compressed. */
  private static String etag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
