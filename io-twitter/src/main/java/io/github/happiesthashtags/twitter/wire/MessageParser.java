package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.scan.StatusScanner;

/**
 * Reads one line of a Twitter stream or recording: a v1.1 stream message, a v2 stream message, a v2
 * page, or a flattened v2 tweet, recognised by itself.
 *
 * <p>Nearly every line of a stream is one status, and a scan finds its fields; of all others, and
 * of those that are out of the ordinary, the full parser makes out what they are.
 *
 * <p>A line is read to its end before any of its statuses is handed out, so that a broken line
 * gives none. Not thread-safe: one parser a thread.
 */
public final class MessageParser {
  private final StatusScanner scanner = new StatusScanner();
  private final ScannedTimes times = new ScannedTimes();
  private final Status status = new Status();
  private final FullParser fullParser = new FullParser();

  /**
   * Hands what the line holds to the handler; never throws for the sake of its content.
   *
   * @param line a buffer that holds the line, with or without its line end
   */
  public void parse(byte[] line, int offset, int length, MessageHandler handler) {
    if (scanner.scan(line, offset, length)) {
      long timestampMillis = times.read(line, scanner);
      if (timestampMillis != EventTimes.NONE) {
        status.set(line, scanner, timestampMillis);
        handler.status(status);
        return;
      }
    }
    fullParser.parse(line, offset, length, handler);
  }
}
