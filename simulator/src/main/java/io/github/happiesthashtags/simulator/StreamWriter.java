package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writer of one client's stream, faults included. */
final class StreamWriter {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final int REMEMBERED = 64;
  private static final int DROP_BYTES = 7;
  private static final Duration DROP_PERIOD = Duration.ofMillis(10);
  private static final int PIECE = 64 * 1024;

  // 0xFE and 0xFF never occur in UTF-8, nor a zero byte in JSON.
  private static final byte[] GARBAGE = {
    '{', '"', (byte) 0xFF, (byte) 0xFE, 0, 1, (byte) 0xC3, '(', '}', '}', '\r', '\n'
  };
  private static final byte[] LONG_BEGIN = "{\"padding\":\"".getBytes(US_ASCII);
  private static final byte[] LONG_END = "\"}\r\n".getBytes(US_ASCII);

  private final StreamServices services;
  private final TweetLog log;
  private final OpenStreams.Entry entry;
  private final StreamEndpoint endpoint;
  private final Cursor cursor;
  private final HttpConnection connection;
  private final OutputStream out;
  private final Pace pace;
  private final Deque<LogEntry> recent = new ArrayDeque<>();
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private final Duration keepAlive;
  private Duration lastSent = Duration.ZERO;
  private Duration dripUntil = Duration.ZERO;
  private boolean keepsAlive = true;

  StreamWriter(
      StreamServices services,
      OpenStreams.Entry entry,
      Cursor cursor,
      HttpConnection connection,
      OutputStream out) {
    this.services = services;
    this.entry = entry;
    this.endpoint = entry.plan.endpoint();
    this.log = services.log(endpoint);
    this.cursor = cursor;
    this.connection = connection;
    this.out = out;
    this.pace = new Pace(services.settings().clock());
    this.keepAlive = services.settings().keepAlive();
  }

  /** Writes until the stream, the client or the simulator ends, and returns the reason. */
  String run() throws IOException, InterruptedException {
    markSent();
    while (!isOver()) {
      Fault fault = services.script().nextForConnection();
      String end = fault == null ? sendNext() : perform(fault);
      if (!end.isEmpty()) {
        return end;
      }
    }
    if (connection.isGone()) {
      return "Client disconnected";
    }
    return finish("Server shut down");
  }

  /**
   * Frees the connection's place before the client sees the end, so that it can reconnect at once.
   */
  private void leave(String reason) {
    services.streams().closed(entry, reason);
  }

  /** Ends the response regularly. */
  private String finish(String reason) throws IOException {
    leave(reason);
    out.close();
    return reason;
  }

  private boolean isOver() {
    return connection.isGone() || services.ending().getAsBoolean();
  }

  /** Returns why the stream ends; empty if it goes on. */
  private String sendNext() throws IOException, InterruptedException {
    List<LogEntry> messages = new ArrayList<>();
    switch (log.take(cursor, services.script().allowance(), messages)) {
      case MESSAGES -> send(messages);
      case NOTHING_YET -> keepAlive();
      case TOO_SLOW -> {
        return end(Problems.tooSlow(endpoint.isV1()), "Client too slow");
      }
      case COMPLETE -> {
        return finish("Recovery complete");
      }
    }
    return "";
  }

  /** Returns why the stream ends; empty if it goes on. */
  private String perform(Fault fault) throws IOException, InterruptedException {
    String reason = "Fault " + fault;
    switch (fault.kind()) {
      case CUT_MID_LINE -> cutMidLine(reason);
      case CUT_MID_CHARACTER -> cutMidCharacter(reason);
      case HALF_OPEN -> {
        log.close(cursor);
        pace.standStill(services.settings().halfOpenAdvance(), this::isOver);
      }
      case RESET -> {
        leave(reason);
        connection.reset();
      }
      case STALE -> {
        entry.becomeStale();
        connection.close();
      }
      case REFUSE -> {
        services.script().refuse(fault);
        leave(reason);
        connection.close();
      }
      case CLEAN_END -> finish(reason);
      case DISCONNECT_MESSAGE -> {
        return end(Problems.disconnect(endpoint.isV1()), "Operational disconnect");
      }
      default -> {
        disturb(fault);
        return "";
      }
    }
    return reason;
  }

  private void disturb(Fault fault) throws IOException, InterruptedException {
    switch (fault.kind()) {
      case SLOW_DRIP -> dripUntil = pace.elapsed().plusSeconds(fault.amount());
      case NO_KEEP_ALIVE -> keepsAlive = false;
      case GARBAGE -> sendBytes(GARBAGE);
      case LONG_LINE -> sendLongLine(fault.amount());
      case DUPLICATE -> {
        List<LogEntry> all = new ArrayList<>(recent);
        int from = (int) Math.max(0, all.size() - fault.amount());
        send(all.subList(from, all.size()));
      }
      case REORDER -> reorder(fault.amount());
      case BURST -> log.burst(fault.amount());
      default -> throw new IllegalStateException(fault + " is not one of an open connection");
    }
  }

  private String end(byte[] message, String reason) throws IOException, InterruptedException {
    leave(reason);
    batch.writeBytes(message);
    batch.writeBytes(LINE_END);
    flushBatch();
    return finish(reason);
  }

  private void cutMidLine(String reason) throws IOException, InterruptedException {
    LogEntry next = awaitNext();
    if (next != null) {
      byte[] line = line(next);
      cut(line, line.length / 2, reason);
    }
  }

  private void cutMidCharacter(String reason) throws IOException, InterruptedException {
    for (LogEntry next = awaitNext(); next != null; next = awaitNext()) {
      byte[] line = line(next);
      int at = endpoint.isV1() ? middleOfEscape(line) : middleOfCharacter(line);
      if (at > 0) {
        cut(line, at, reason);
        return;
      }
      send(List.of(next));
    }
  }

  private static int middleOfCharacter(byte[] line) {
    for (int i = 1; i < line.length; i++) {
      // The top bits of a continuation byte are 10.
      if ((line[i] & 0xC0) == 0x80) {
        return i;
      }
    }
    return 0;
  }

  /** Returns a place inside an escape, which is how v1.1's ASCII writes other characters. */
  private static int middleOfEscape(byte[] line) {
    for (int i = 1; i < line.length; i++) {
      if (line[i - 1] == '\\' && line[i] == 'u') {
        return i + 2;
      }
    }
    return 0;
  }

  private void cut(byte[] line, int at, String reason) throws IOException {
    out.write(line, 0, at);
    out.flush();
    leave(reason);
    connection.close();
  }

  /** Waits for a single message; returns null if the stream ends first. */
  private @Nullable LogEntry awaitNext() throws IOException, InterruptedException {
    List<LogEntry> one = new ArrayList<>();
    while (!isOver()) {
      switch (log.take(cursor, 1, one)) {
        case MESSAGES -> {
          if (matches()) {
            return one.get(0);
          }
          one.clear();
        }
        case NOTHING_YET -> keepAlive();
        default -> {
          return null;
        }
      }
    }
    return null;
  }

  private void reorder(long count) throws IOException, InterruptedException {
    List<LogEntry> messages = new ArrayList<>();
    Duration patience = pace.elapsed().plus(keepAlive);
    while (messages.size() < count && !isOver() && pace.elapsed().compareTo(patience) < 0) {
      List<LogEntry> more = new ArrayList<>();
      if (log.take(cursor, (int) count - messages.size(), more) == TweetLog.Taken.COMPLETE) {
        break;
      }
      messages.addAll(more);
    }
    Collections.reverse(messages);
    send(messages);
  }

  private void sendLongLine(long length) throws IOException, InterruptedException {
    sendBytes(LONG_BEGIN);
    byte[] piece = "x".repeat(PIECE).getBytes(US_ASCII);
    long left = length - LONG_BEGIN.length - (LONG_END.length - LINE_END.length);
    while (left > 0 && !isOver()) {
      out.write(piece, 0, (int) Math.min(left, PIECE));
      left -= PIECE;
    }
    sendBytes(LONG_END);
  }

  private boolean matches() {
    return endpoint != StreamEndpoint.FILTERED || services.rules().matching() != null;
  }

  private void send(List<LogEntry> messages) throws IOException, InterruptedException {
    if (messages.isEmpty() || !matches()) {
      keepAlive();
      return;
    }
    for (LogEntry message : messages) {
      batch.writeBytes(line(message));
      recent.addLast(message);
      if (recent.size() > REMEMBERED) {
        recent.removeFirst();
      }
    }
    flushBatch();
    services.script().sent(messages.size());
    if (endpoint.form() == MessageMaker.Form.V2) {
      services.billed().sent(messages);
    }
  }

  /** Returns the message's bytes for this client. */
  private byte[] line(LogEntry made) {
    byte[] message = made.message(entry.plan.selection());
    byte[] rules = endpoint == StreamEndpoint.FILTERED ? services.rules().matching() : null;
    int own = rules == null ? message.length : message.length - V2Writer.RULES_LENGTH;
    int more = rules == null ? 0 : rules.length;
    byte[] line = new byte[own + more + LINE_END.length];
    System.arraycopy(message, 0, line, 0, own);
    if (rules != null) {
      System.arraycopy(rules, 0, line, own, more);
    }
    System.arraycopy(LINE_END, 0, line, own + more, LINE_END.length);
    return line;
  }

  private void keepAlive() throws IOException, InterruptedException {
    if (pace.elapsed().minus(lastSent).compareTo(keepAlive) < 0) {
      return;
    }
    if (keepsAlive) {
      sendBytes(LINE_END);
    } else {
      markSent();
    }
    if (pace.isVirtual()) {
      // Without a pause, free virtual time would become an endless flood of keep-alives.
      Thread.sleep(1);
    }
  }

  private void sendBytes(byte[] bytes) throws IOException, InterruptedException {
    batch.writeBytes(bytes);
    flushBatch();
  }

  private void flushBatch() throws IOException, InterruptedException {
    if (pace.elapsed().compareTo(dripUntil) < 0) {
      drip(batch.toByteArray());
    } else {
      batch.writeTo(out);
      out.flush();
    }
    batch.reset();
    markSent();
  }

  private void drip(byte[] bytes) throws IOException, InterruptedException {
    int at = 0;
    while (at < bytes.length && !isOver()) {
      boolean slowly = pace.elapsed().compareTo(dripUntil) < 0;
      int length = slowly ? Math.min(DROP_BYTES, bytes.length - at) : bytes.length - at;
      out.write(bytes, at, length);
      out.flush();
      at += length;
      if (slowly) {
        pace.pause(DROP_PERIOD, this::isOver);
      }
    }
  }

  private void markSent() {
    lastSent = pace.elapsed();
    if (pace.isVirtual()) {
      log.silentUntil(cursor, services.settings().clock().instant().plus(keepAlive));
    }
  }
}
