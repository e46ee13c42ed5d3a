package io.github.happiesthashtags.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that goes wrong, to be told to a simulator in code or as text.
 *
 * <table>
 * <caption>Their texts; what is in brackets may be left out</caption>
 * <tr><th>text</th><th>what happens</th></tr>
 * <tr><td>{@code cut-mid-line}</td><td>the connection ends in the middle of a message</td></tr>
 * <tr><td>{@code cut-mid-character}</td><td>the same in the middle of a UTF-8 sequence</td></tr>
 * <tr><td>{@code half-open}</td><td>nothing more is sent, and the socket stays open</td></tr>
 * <tr><td>{@code slow-drip[:SECONDS]}</td><td>only a few bytes at a time (5)</td></tr>
 * <tr><td>{@code no-keep-alive}</td><td>the connection gets no keep-alives any more</td></tr>
 * <tr><td>{@code disconnect-message}</td><td>an operational-disconnect message, and the end</td></tr>
 * <tr><td>{@code clean-end}</td><td>the stream comes to a regular end</td></tr>
 * <tr><td>{@code reset}</td><td>the connection is reset</td></tr>
 * <tr><td>{@code garbage}</td><td>a line that is neither JSON nor UTF-8</td></tr>
 * <tr><td>{@code long-line[:BYTES]}</td><td>a line of that length (10485760)</td></tr>
 * <tr><td>{@code duplicate[:N]}</td><td>the last messages (1) once more</td></tr>
 * <tr><td>{@code reorder[:N]}</td><td>the next messages (8) in the opposite order</td></tr>
 * <tr><td>{@code burst[:SECONDS]}</td><td>that long a time's messages (10) at once</td></tr>
 * <tr><td>{@code stale}</td><td>the connection ends but counts as open (TooManyConnections) until
 *     the connections API deletes it</td></tr>
 * <tr><td>{@code refuse:STATUS[:times=N][:retry-after=SECONDS][:reset=SECONDS][:cut]}</td><td>the
 *     next connects (1) get that status, 401, 403, 409, 420, 429 or 503; {@code reset} is how far
 *     ahead x-rate-limit-reset is; {@code cut} ends a connection first</td></tr>
 * <tr><td>{@code slow-accept[:SECONDS]}</td><td>the next connect is answered that late (5)</td></tr>
 * <tr><td>{@code never-answer}</td><td>the next connect gets no answer</td></tr>
 * <tr><td>{@code redirect:URL}</td><td>the next connect is sent elsewhere by a 302</td></tr>
 * </table>
 *
 * No status is lost by any of them on the simulator's side: what was cut off was due, and backfill
 * and recovery give it.
 */
public final class Fault {
  private static final int DEFAULT_LONG_LINE = 10 * 1024 * 1024;
  private static final int LARGEST_LINE = 1 << 30;
  private static final long MOST = 1_000_000;
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 409, 420, 429, 503);

  /** What happens. */
  enum Kind {
    CUT_MID_LINE(0, 0),
    CUT_MID_CHARACTER(0, 0),
    HALF_OPEN(0, 0),
    SLOW_DRIP(5, MOST),
    NO_KEEP_ALIVE(0, 0),
    DISCONNECT_MESSAGE(0, 0),
    CLEAN_END(0, 0),
    RESET(0, 0),
    GARBAGE(0, 0),
    LONG_LINE(DEFAULT_LONG_LINE, LARGEST_LINE),
    DUPLICATE(1, MOST),
    REORDER(8, MOST),
    BURST(10, MOST),
    STALE(0, 0),
    REFUSE(0, 0),
    SLOW_ACCEPT(5, MOST),
    NEVER_ANSWER(0, 0),
    REDIRECT(0, 0);

    private final long usual;
    private final long most;

    Kind(long usual, long most) {
      this.usual = usual;
      this.most = most;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final long amount;
  private final Refusal refusal;
  private final String url;

  /** What the refused are told; seconds below 0 stand for no such header. */
  record Refusal(int status, int times, long retryAfter, long reset, boolean cut) {
    static final Refusal NONE = new Refusal(0, 0, -1, -1, false);

    private String text() {
      return status
          + (times == 1 ? "" : ":times=" + times)
          + (retryAfter < 0 ? "" : ":retry-after=" + retryAfter)
          + (reset < 0 ? "" : ":reset=" + reset)
          + (cut ? ":cut" : "");
    }
  }

  private Fault(Kind kind, long amount, Refusal refusal, String url) {
    this.kind = kind;
    this.amount = amount;
    this.refusal = refusal;
    this.url = url;
  }

  private static Fault of(Kind kind) {
    return of(kind, kind.usual);
  }

  private static Fault of(Kind kind, long amount) {
    if (kind.most > 0 && (amount < 1 || amount > kind.most)) {
      throw new IllegalArgumentException(
          "%s is told %d: give a number from 1 to %d".formatted(kind.text(), amount, kind.most));
    }
    return new Fault(kind, amount, Refusal.NONE, "");
  }

  /** The connection ends in the middle of a message. */
  public static Fault cutMidLine() {
    return of(Kind.CUT_MID_LINE);
  }

  /** The connection ends inside a character of several bytes. */
  public static Fault cutMidCharacter() {
    return of(Kind.CUT_MID_CHARACTER);
  }

  /** Nothing more is sent, not even keep-alives, and the connection stays open. */
  public static Fault halfOpen() {
    return of(Kind.HALF_OPEN);
  }

  /** For so many seconds only a few bytes at a time are sent. */
  public static Fault slowDrip(long seconds) {
    return of(Kind.SLOW_DRIP, seconds);
  }

  /** The connection gets no more keep-alives. */
  public static Fault noKeepAlive() {
    return of(Kind.NO_KEEP_ALIVE);
  }

  /** A message that tells of the end, and the end. */
  public static Fault disconnectMessage() {
    return of(Kind.DISCONNECT_MESSAGE);
  }

  /** The stream ends as it should. */
  public static Fault cleanEnd() {
    return of(Kind.CLEAN_END);
  }

  /** The connection is reset. */
  public static Fault reset() {
    return of(Kind.RESET);
  }

  /** A line of bytes that mean nothing. */
  public static Fault garbage() {
    return of(Kind.GARBAGE);
  }

  /** A line of so many bytes that is no status. */
  public static Fault longLine(long bytes) {
    return of(Kind.LONG_LINE, bytes);
  }

  /** The last messages of the connection once more; it remembers 64. */
  public static Fault duplicate(long messages) {
    return of(Kind.DUPLICATE, messages);
  }

  /** The next messages in the opposite order. */
  public static Fault reorder(long messages) {
    return of(Kind.REORDER, messages);
  }

  /** The messages of so many seconds at once, dated now; then the usual rate again. */
  public static Fault burst(long seconds) {
    return of(Kind.BURST, seconds);
  }

  /** The connection ends but goes on to count as open until it is deleted by the API. */
  public static Fault stale() {
    return of(Kind.STALE);
  }

  /** The next connect gets this status. */
  public static Fault refuse(int status) {
    return refuse(status, 1);
  }

  /**
   * The next connects get this status.
   *
   * @throws IllegalArgumentException if it is not 401, 403, 409, 420, 429 or 503
   */
  public static Fault refuse(int status, int times) {
    return refuse(new Refusal(status, times, -1, -1, false));
  }

  private static Fault refuse(Refusal refusal) {
    if (!REFUSALS.contains(refusal.status)) {
      throw new IllegalArgumentException(
          "refuse is told %d: give one of 401, 403, 409, 420, 429, 503".formatted(refusal.status));
    }
    if (refusal.times < 1) {
      throw new IllegalArgumentException("times is %d: give 1 or more".formatted(refusal.times));
    }
    return new Fault(Kind.REFUSE, 0, refusal, "");
  }

  /** This refusal with a {@code Retry-After}. */
  public Fault withRetryAfter(Duration after) {
    Refusal r = requireRefusal();
    return refuse(new Refusal(r.status, r.times, after.toSeconds(), r.reset, r.cut));
  }

  /** This refusal with an {@code x-rate-limit-reset} so far ahead. */
  public Fault withRateLimitReset(Duration ahead) {
    Refusal r = requireRefusal();
    return refuse(new Refusal(r.status, r.times, r.retryAfter, ahead.toSeconds(), r.cut));
  }

  /** This refusal, after a connection was cut: somebody then has to connect. */
  public Fault withCut() {
    Refusal r = requireRefusal();
    return refuse(new Refusal(r.status, r.times, r.retryAfter, r.reset, true));
  }

  private Refusal requireRefusal() {
    if (kind != Kind.REFUSE) {
      throw new IllegalStateException(this + " is no refusal: only those have headers and a cut");
    }
    return refusal;
  }

  /** The next connect is answered so late. */
  public static Fault slowAccept(long seconds) {
    return of(Kind.SLOW_ACCEPT, seconds);
  }

  /** The next connect gets no answer. */
  public static Fault neverAnswer() {
    return of(Kind.NEVER_ANSWER);
  }

  /** The next connect is told to go elsewhere. */
  public static Fault redirect(URI to) {
    return new Fault(Kind.REDIRECT, 0, Refusal.NONE, to.toString());
  }

  /**
   * The fault that a text stands for, as {@link #toString} gives it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Fault parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    Kind kind =
        Optional.of(name)
            .flatMap(n -> Arrays.stream(Kind.values()).filter(k -> k.text().equals(n)).findFirst())
            .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    if (kind == Kind.REFUSE) {
      return parseRefusal(text, rest);
    }
    if (kind == Kind.REDIRECT) {
      return redirect(parseUrl(text, rest));
    }
    if (colon < 0) {
      return of(kind);
    }
    if (kind.most == 0) {
      throw new IllegalArgumentException(
          "fault '%s': %s takes no number".formatted(text, kind.text()));
    }
    return of(kind, parseNumber(text, rest));
  }

  private static Fault parseRefusal(String text, String rest) {
    String[] parts = rest.split(":", -1);
    int status = (int) parseNumber(text, parts[0]);
    int times = 1;
    long retryAfter = -1;
    long reset = -1;
    boolean cut = false;
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      String value = part.substring(part.indexOf('=') + 1);
      switch (part.substring(0, part.length() - value.length())) {
        case "times=" -> times = (int) parseNumber(text, value);
        case "retry-after=" -> retryAfter = parseNumber(text, value);
        case "reset=" -> reset = parseNumber(text, value);
        default -> {
          if (!part.equals("cut")) {
            throw new IllegalArgumentException(
                "fault '%s': '%s' is none of times=N, retry-after=SECONDS, reset=SECONDS, cut"
                    .formatted(text, part));
          }
          cut = true;
        }
      }
    }
    return refuse(new Refusal(status, times, retryAfter, reset, cut));
  }

  private static URI parseUrl(String text, String url) {
    try {
      if (!url.isEmpty()) {
        return URI.create(url);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("fault '%s': that is no URL".formatted(text), e);
    }
    throw new IllegalArgumentException("fault '%s': give redirect:URL".formatted(text));
  }

  private static long parseNumber(String text, String number) {
    if (!number.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "fault '%s': '%s' is no whole number".formatted(text, number));
    }
    return Long.parseLong(number);
  }

  private static String unknown(String name) {
    return Arrays.stream(Kind.values())
        .map(Kind::text)
        .collect(
            Collectors.joining(", ", "fault '%s' is unknown: give one of ".formatted(name), ""));
  }

  Kind kind() {
    return kind;
  }

  /** How many, how long or how often; each kind has its own unit. */
  long amount() {
    return amount;
  }

  Refusal refusal() {
    return refusal;
  }

  String url() {
    return url;
  }

  /** Whether it is the next connect that has the trouble, not a connection that is open. */
  boolean isForConnects() {
    return switch (kind) {
      case REFUSE -> !refusal.cut;
      case SLOW_ACCEPT, NEVER_ANSWER, REDIRECT -> true;
      default -> false;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fault fault && fault.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The text that {@link #parse} understands. */
  @Override
  public String toString() {
    return switch (kind) {
      case REFUSE -> kind.text() + ":" + refusal.text();
      case REDIRECT -> kind.text() + ":" + url;
      default -> kind.text() + (amount == kind.usual ? "" : ":" + amount);
    };
  }
}
