package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.scan.StatusScanner;

/**
 * Reads one line of a Twitter stream or recording: a v1.1 stream message, a v2 stream message, a v2
 * page, or a flattened v2 tweet, recognised by itself.
 *
 * <p>Nearly every line of a stream is one status, and a scan finds its fields; of all others, and
 * of those that are out of the ordinary, the full parser makes out what they are. If scans cost
 * more than they save, they pause for a while ({@link ScanBudget}).
 *
 * <p>A line is read to its end before any of its statuses is handed out, so that a broken line
 * gives none. Not thread-safe: one parser a thread.
 */
public final class MessageParser {
  private final StatusScanner scanner = new StatusScanner();
  private final ScannedTimes times = new ScannedTimes();
  private final Status status = new Status();
  private final FullParser fullParser = new FullParser();
  private final ScanBudget budget = new ScanBudget();

  /** Where the next line to parse had to end, if a scan of it failed, else 0. */
  private int failedWithin;

  /**
   * Reads the line that begins here, and finds its end, if it is one ordinary status; {@link
   * #scanned} then has it. If not, the line must be the next that is given to {@link #parse}, once
   * its end is known.
   *
   * @param limit the line must end before it; a line feed stands there
   * @return the index of the line's line feed, or {@link Lines#NOT_TAKEN}: the line may be anything
   */
  public int scan(byte[] buffer, int offset, int limit) {
    failedWithin = 0;
    if (buffer[offset] != '{' || !budget.allowsScan()) {
      return Lines.NOT_TAKEN;
    }
    scanner.allow(budget.allowance());
    int end = scanner.scan(buffer, offset);
    if (end >= 0 && end < limit && end - offset <= Lines.MAX_LINE_BYTES && readTime()) {
      budget.answered(end - offset, scanner.effort());
      return end;
    }
    failedWithin = limit - offset;
    return Lines.NOT_TAKEN;
  }

  /** The status of the last successful {@link #scan}. */
  public Status scanned() {
    return status;
  }

  private boolean readTime() {
    byte[] line = scanner.line();
    long timestampMillis = times.read(line, scanner);
    if (timestampMillis == EventTimes.NONE) {
      return false;
    }
    status.set(line, scanner, timestampMillis);
    return true;
  }

  /**
   * Hands what the line holds to the handler; never throws for the sake of its content.
   *
   * @param line a buffer that holds the line, with or without its line end
   */
  public void parse(byte[] line, int offset, int length, MessageHandler handler) {
    if (scans(line, offset, length)) {
      handler.status(status);
    } else {
      fullParser.parse(line, offset, length, handler);
      budget.parsedFully(length);
    }
  }

  private boolean scans(byte[] line, int offset, int length) {
    int failed = failedWithin;
    failedWithin = 0;
    if (failed > 0) {
      budget.failed(scanner.walked(length), scanner.effort());
      if (length < failed) {
        // The last scan saw the whole line: another scan would end in the same way.
        return false;
      }
    }
    // A keep-alive or a line that is no object costs a scan nothing, and must not count as one.
    if (length == 0 || line[offset] != '{' || !budget.allowsScan()) {
      return false;
    }
    scanner.allow(budget.allowance());
    if (scanner.scan(line, offset, length) && readTime()) {
      budget.answered(length, scanner.effort());
      return true;
    }
    budget.failed(scanner.walked(length), scanner.effort());
    return false;
  }
}
