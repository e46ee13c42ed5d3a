package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.scan.StatusScanner;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.util.Set;

/**
 * Reads one line of a Twitter stream or recording: a v1.1 stream message, a v2 stream message, a v2
 * page, or a flattened v2 tweet, recognised by itself.
 *
 * <p>Nearly every line of a stream is one ordinary status, whose fields a scan finds. The full
 * parser reads all other lines. If scans cost more than they save, they pause for a while ({@link
 * ScanBudget}).
 *
 * <p>A line is read to its end before any of its statuses is handed out, so that a broken line
 * gives none. Not thread-safe: one parser a thread.
 */
public final class MessageParser {
  private final StatusScanner scanner = new StatusScanner();
  private final ScannedStatus scanned = new ScannedStatus(scanner);
  private final FullParser fullParser;
  private final ScanBudget budget = new ScanBudget();
  private final boolean mayScan;
  private final boolean wantsRawJson;

  /** A parser whose statuses have no details. */
  public MessageParser() {
    this(Set.of());
  }

  /**
   * A parser whose statuses have the details that some fields of a tweet need. The scan finds none
   * but the JSON itself, so any other takes the full parser to every line.
   */
  public MessageParser(Set<TweetField> fields) {
    WantedDetails wanted = WantedDetails.of(fields);
    fullParser = new FullParser(wanted);
    wantsRawJson = WantedDetails.isOnlyRawJson(fields);
    mayScan = wanted == null || wantsRawJson;
  }

  /**
   * Hands the content of the line to the handler; never throws because of that content.
   *
   * @param line a buffer that holds the line, with or without its line end
   */
  public void parse(byte[] line, int offset, int length, MessageHandler handler) {
    if (scans(line, offset, length)) {
      if (wantsRawJson) {
        scanned.setDetails(StatusDetails.onlyRawJson(Includes.json(line, offset, length)));
      }
      handler.status(scanned);
    } else {
      fullParser.parse(line, offset, length, handler);
      budget.parsedFully(length);
    }
  }

  private boolean scans(byte[] line, int offset, int length) {
    // A keep-alive or a line that is no object costs a scan nothing, and must not count as one.
    if (!mayScan || length == 0 || line[offset] != '{' || !budget.allowsScan()) {
      return false;
    }
    scanner.allow(budget.allowance());
    if (scanner.scan(line, offset, length) && scanned.take()) {
      budget.answered(length, scanner.effort());
      return true;
    }
    budget.failed(scanner.walked(length), scanner.effort());
    return false;
  }
}
