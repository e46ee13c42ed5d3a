package io.github.happiesthashtags.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fault for a simulator to inject, given in code or as text.
 *
 * <table>
 * <caption>The faults as text; parts in brackets are optional</caption>
 * <tr><th>text</th><th>what happens</th></tr>
 * <tr><td>{@code cut-mid-line}</td><td>the connection ends in the middle of a message</td></tr>
 * <tr><td>{@code cut-mid-character}</td><td>the connection ends in the middle of
 *     a UTF-8 sequence</td></tr>
 * <tr><td>{@code half-open}</td><td>nothing more is sent, and the socket stays open</td></tr>
 * <tr><td>{@code slow-drip[:SECONDS]}</td><td>only a few bytes at a time (5)</td></tr>
 * <tr><td>{@code no-keep-alive}</td><td>the connection gets no more keep-alives</td></tr>
 * <tr><td>{@code disconnect-message}</td><td>an operational-disconnect message, then
 *     the end</td></tr>
 * <tr><td>{@code clean-end}</td><td>the stream ends regularly</td></tr>
 * <tr><td>{@code reset}</td><td>the connection is reset</td></tr>
 * <tr><td>{@code garbage}</td><td>a line that is neither JSON nor UTF-8</td></tr>
 * <tr><td>{@code long-line[:BYTES]}</td><td>a line of that many bytes (10485760)</td></tr>
 * <tr><td>{@code duplicate[:N]}</td><td>the last N messages (1) are repeated</td></tr>
 * <tr><td>{@code reorder[:N]}</td><td>the next N messages (8) in reverse order</td></tr>
 * <tr><td>{@code burst[:SECONDS]}</td><td>that many seconds' messages (10) at once</td></tr>
 * <tr><td>{@code stale}</td><td>the connection ends but counts as open (TooManyConnections) until
 *     the connections API deletes it</td></tr>
 * <tr><td>{@code refuse:STATUS[:times=N][:retry-after=SECONDS][:reset=SECONDS][:usage-cap][:cut]}
 *     </td><td>the next N connects (1) get that status: 401, 402 (CreditsDepleted), 403, 409, 420,
 *     429 or 503; {@code reset} is how far ahead {@code x-rate-limit-reset} is; {@code usage-cap}
 *     makes a 429 UsageCapExceeded; {@code cut} ends a connection first</td></tr>
 * <tr><td>{@code slow-accept[:SECONDS]}</td><td>the next connect is answered that many
 *     seconds late (5)</td></tr>
 * <tr><td>{@code never-answer}</td><td>the next connect gets no answer</td></tr>
 * <tr><td>{@code redirect:URL}</td><td>the next connect gets a 302 to that URL</td></tr>
 * </table>
 *
 * No fault loses a status on the simulator's side: backfill and recovery still return what a cut
 * kept back.
 */
public final class Fault {
  private static final int DEFAULT_LONG_LINE = 10 * 1024 * 1024;
  private static final int LARGEST_LINE = 1 << 30;
  private static final long MOST = 1_000_000;

  /** What goes wrong. */
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
          "%s: invalid amount %d, give a number from 1 to %d"
              .formatted(kind.text(), amount, kind.most));
    }
    return new Fault(kind, amount, Refusal.NONE, "");
  }

  /** Returns a fault that ends the connection in the middle of a message. */
  public static Fault cutMidLine() {
    return of(Kind.CUT_MID_LINE);
  }

  /** Returns a fault that ends the connection inside a multi-byte character. */
  public static Fault cutMidCharacter() {
    return of(Kind.CUT_MID_CHARACTER);
  }

  /**
   * Returns a fault that sends nothing more, not even keep-alives, on a connection that stays open.
   */
  public static Fault halfOpen() {
    return of(Kind.HALF_OPEN);
  }

  /** Returns a fault that sends only a few bytes at a time for a number of seconds. */
  public static Fault slowDrip(long seconds) {
    return of(Kind.SLOW_DRIP, seconds);
  }

  /** Returns a fault that sends no more keep-alives on the connection. */
  public static Fault noKeepAlive() {
    return of(Kind.NO_KEEP_ALIVE);
  }

  /** Returns a fault that sends an operational-disconnect message and ends the stream. */
  public static Fault disconnectMessage() {
    return of(Kind.DISCONNECT_MESSAGE);
  }

  /** Returns a fault that ends the stream regularly. */
  public static Fault cleanEnd() {
    return of(Kind.CLEAN_END);
  }

  /** Returns a fault that resets the connection. */
  public static Fault reset() {
    return of(Kind.RESET);
  }

  /** Returns a fault that sends a line that is neither JSON nor UTF-8. */
  public static Fault garbage() {
    return of(Kind.GARBAGE);
  }

  /** Returns a fault that sends a line of this many bytes that is not a status. */
  public static Fault longLine(long bytes) {
    return of(Kind.LONG_LINE, bytes);
  }

  /** Returns a fault that repeats the last messages of the connection, at most 64. */
  public static Fault duplicate(long messages) {
    return of(Kind.DUPLICATE, messages);
  }

  /** Returns a fault that sends the next messages in reverse order. */
  public static Fault reorder(long messages) {
    return of(Kind.REORDER, messages);
  }

  /** Returns a fault that sends this many seconds' messages at once, dated now. */
  public static Fault burst(long seconds) {
    return of(Kind.BURST, seconds);
  }

  /** Returns a fault that ends the connection but counts it as open until the API deletes it. */
  public static Fault stale() {
    return of(Kind.STALE);
  }

  /** Returns a fault that answers the next connect with this status. */
  public static Fault refuse(int status) {
    return refuse(status, 1);
  }

  /**
   * Returns a fault that answers the next connects with this status.
   *
   * @throws IllegalArgumentException if it is not 401, 402, 403, 409, 420, 429 or 503
   */
  public static Fault refuse(int status, int times) {
    return refuse(Refusal.of(status, times));
  }

  private static Fault refuse(Refusal refusal) {
    return new Fault(Kind.REFUSE, 0, refusal, "");
  }

  /** Returns a copy of this refusal with a {@code Retry-After} header. */
  public Fault withRetryAfter(Duration after) {
    return refuse(requireRefusal().withRetryAfter(after.toSeconds()));
  }

  /** Returns a copy of this refusal with an {@code x-rate-limit-reset} that far ahead. */
  public Fault withRateLimitReset(Duration ahead) {
    return refuse(requireRefusal().withReset(ahead.toSeconds()));
  }

  /** Returns a copy of this 429 that says that the account's posts are used up. */
  public Fault withUsageCap() {
    return refuse(requireRefusal().withUsageCap());
  }

  /**
   * Returns a copy of this refusal that cuts a connection first, so that a client has to connect.
   */
  public Fault withCut() {
    return refuse(requireRefusal().withCut());
  }

  private Refusal requireRefusal() {
    if (kind != Kind.REFUSE) {
      throw new IllegalStateException(
          this + " is not a refusal: only refusals have headers and a cut");
    }
    return refusal;
  }

  /** Returns a fault that answers the next connect this many seconds late. */
  public static Fault slowAccept(long seconds) {
    return of(Kind.SLOW_ACCEPT, seconds);
  }

  /** Returns a fault that never answers the next connect. */
  public static Fault neverAnswer() {
    return of(Kind.NEVER_ANSWER);
  }

  /** Returns a fault that redirects the next connect. */
  public static Fault redirect(URI to) {
    return new Fault(Kind.REDIRECT, 0, Refusal.NONE, to.toString());
  }

  /**
   * Parses a fault in the form of {@link #toString}.
   *
   * @throws IllegalArgumentException if there is no such fault
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
      return refuse(Refusal.parse(text, rest));
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

  private static URI parseUrl(String text, String url) {
    try {
      if (!url.isEmpty()) {
        return URI.create(url);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("fault '%s': invalid URL".formatted(text), e);
    }
    throw new IllegalArgumentException("fault '%s': give redirect:URL".formatted(text));
  }

  static long parseNumber(String text, String number) {
    if (!number.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "fault '%s': '%s' is not a whole number".formatted(text, number));
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

  /** Returns how many, how long or how often, in the unit of the kind. */
  long amount() {
    return amount;
  }

  Refusal refusal() {
    return refusal;
  }

  String url() {
    return url;
  }

  /** Returns whether the fault affects the next connect rather than an open connection. */
  boolean isForConnects() {
    return switch (kind) {
      case REFUSE -> !refusal.cut();
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

  /** Returns the text that {@link #parse} understands. */
  @Override
  public String toString() {
    return switch (kind) {
      case REFUSE -> kind.text() + ":" + refusal.text();
      case REDIRECT -> kind.text() + ":" + url;
      default -> kind.text() + (amount == kind.usual ? "" : ":" + amount);
    };
  }
}
